import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { webhooksTranslationRef } from '../../translation';
import { WebhooksLayout } from '../WebhooksLayout';
import { LazyEventStream } from '../lazyPages';
import { useListTabs } from '../useListTabs';

/** The page `/webhooks/events`: what changes in all clusters. */
export function EventsPage() {
  const { t } = useTranslationRef(webhooksTranslationRef);
  const tabs = useListTabs();
  return (
    <WebhooksLayout tabs={tabs}>
      <LazyEventStream
        description={t('events.description')}
        emptyText={t('events.emptyText')}
      />
    </WebhooksLayout>
  );
}
