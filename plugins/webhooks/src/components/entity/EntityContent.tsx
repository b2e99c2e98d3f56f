import { Content, ContentHeader } from '@backstage/core-components';
import { stringifyEntityRef } from '@backstage/catalog-model';
import { useApi, useTranslationRef } from '@backstage/frontend-plugin-api';
import { useEntity } from '@backstage/plugin-catalog-react';
import { webhooksViewPermission } from '@kubevision/backstage-plugin-webhooks-common';
import Box from '@material-ui/core/Box';
import Skeleton from '@material-ui/lab/Skeleton';
import { webhooksApiRef } from '../../api/WebhooksApi';
import { useLive } from '../../live/useLive';
import { webhooksTranslationRef } from '../../translation';
import { Allowed } from '../Allowed';
import { LoadError } from '../LoadError';
import { TitledCard } from '../TitledCard';
import { EventStream } from '../events/EventStream';
import { NewWebhookButton } from '../list/NewWebhookButton';
import { EntityWebhooks } from './EntityWebhooks';

/** The tab of an entity: which webhooks concern it, and what changed of its objects. */
export function EntityContent() {
  return (
    <Allowed permission={webhooksViewPermission}>
      <WebhooksOfEntity />
    </Allowed>
  );
}

function WebhooksOfEntity() {
  const { t } = useTranslationRef(webhooksTranslationRef);
  const { entity } = useEntity();
  const api = useApi(webhooksApiRef);
  const ref = stringifyEntityRef(entity);
  const { value, error, refresh } = useLive(() => api.webhooksOfEntity(ref), {
    key: ref,
    of: ['webhook', 'event'],
  });
  return (
    <Content>
      <ContentHeader title={t('entity.changes')}>
        <NewWebhookButton />
      </ContentHeader>
      <Box mb={3}>
        <TitledCard
          level="h3"
          title={t('entity.webhooks')}
          subheader={t('entity.help')}
        >
          {error && !value && (
            <LoadError
              title={t('list.errorTitle')}
              error={error}
              onRetry={refresh}
            />
          )}
          {!error && !value && <Skeleton variant="rect" height={96} />}
          {value && <EntityWebhooks found={value} />}
        </TitledCard>
      </Box>
      <EventStream entity={ref} emptyText={t('entity.emptyText')} />
    </Content>
  );
}
