import { EmptyState } from '@backstage/core-components';
import { useApi, useTranslationRef } from '@backstage/frontend-plugin-api';
import Button from '@material-ui/core/Button';
import Paper from '@material-ui/core/Paper';
import Typography from '@material-ui/core/Typography';
import Box from '@material-ui/core/Box';
import { useState } from 'react';
import { webhooksApiRef } from '../../api/WebhooksApi';
import { useLive } from '../../live/useLive';
import { webhooksTranslationRef } from '../../translation';
import { LoadError } from '../LoadError';
import { StaleNotice } from '../StaleNotice';
import { useWebhook } from '../detail/WebhookPage';
import { DeliveryFilters } from './DeliveryFilters';
import { DeliveryTable } from './DeliveryTable';
import { Pager } from './Pager';
import { useDeliveryFilters } from './useDeliveryFilters';

/** The tab Delivery History: what was sent, with filters, pages and attempts. Keeps itself fresh. */
export function DeliveryHistory() {
  const { webhook, may } = useWebhook();
  const { t } = useTranslationRef(webhooksTranslationRef);
  const api = useApi(webhooksApiRef);
  const { filters, setFilter, clearFilters } = useDeliveryFilters();
  const filterKey = JSON.stringify(filters);
  // The cursors that led to this page. Other filters are another list, which starts at its start.
  const [path, setPath] = useState({ filterKey, cursors: [] as string[] });
  const cursors = path.filterKey === filterKey ? path.cursors : [];
  const cursor = cursors[cursors.length - 1];

  const { value, error, loading, refresh } = useLive(
    () => api.listDeliveries(webhook.id, { ...filters, cursor }),
    { key: `${filterKey} ${cursor ?? ''}`, webhookId: webhook.id },
  );

  if (error && !value) {
    return (
      <LoadError
        title={t('deliveries.errorTitle')}
        error={error}
        onRetry={refresh}
      />
    );
  }
  const filtered = Object.keys(filters).length > 0;
  const nothing = value?.items.length === 0 && !loading;
  if (nothing && !filtered && cursors.length === 0) {
    return (
      <EmptyState
        missing="data"
        title={t('deliveries.emptyTitle')}
        description={t('deliveries.emptyText')}
      />
    );
  }
  return (
    <>
      <DeliveryFilters filters={filters} onChange={setFilter} />
      <StaleNotice error={error} />
      <Paper>
        <DeliveryTable
          webhookId={webhook.id}
          deliveries={value?.items}
          dimmed={loading}
          may={may}
          refresh={refresh}
        />
        {nothing && (
          <Box p={3} textAlign="center">
            <Typography>{t('deliveries.noMatch')}</Typography>
            <Button color="primary" onClick={clearFilters}>
              {t('deliveries.clearFilters')}
            </Button>
          </Box>
        )}
        <Pager
          total={value?.totalItems}
          hasPrevious={cursors.length > 0}
          nextCursor={loading ? undefined : value?.pageInfo.nextCursor}
          onPrevious={() =>
            setPath({ filterKey, cursors: cursors.slice(0, -1) })
          }
          onNext={next => setPath({ filterKey, cursors: [...cursors, next] })}
        />
      </Paper>
    </>
  );
}
