import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Typography from '@material-ui/core/Typography';
import { webhooksTranslationRef } from '../../translation';
import { WebhooksLayout } from '../WebhooksLayout';
import { useListTabs } from '../useListTabs';
import { EventStream } from './EventStream';

/** The page `/webhooks/events`: what changes in all clusters. */
export function EventsPage() {
  const { t } = useTranslationRef(webhooksTranslationRef);
  const tabs = useListTabs();
  return (
    <WebhooksLayout tabs={tabs}>
      <Typography color="textSecondary" paragraph>
        {t('events.description')}
      </Typography>
      <EventStream emptyText={t('events.emptyText')} />
    </WebhooksLayout>
  );
}
