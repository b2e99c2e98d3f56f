import { EmptyState } from '@backstage/core-components';
import { useApi, useTranslationRef } from '@backstage/frontend-plugin-api';
import Box from '@material-ui/core/Box';
import Button from '@material-ui/core/Button';
import Paper from '@material-ui/core/Paper';
import Typography from '@material-ui/core/Typography';
import { webhooksApiRef } from '../../api/WebhooksApi';
import { useLive } from '../../live/useLive';
import { webhooksTranslationRef } from '../../translation';
import { LoadError } from '../LoadError';
import { StaleNotice } from '../StaleNotice';
import { useWebhook } from '../detail/WebhookPage';
import { Recoveries } from '../recoveries/Recoveries';
import { DeliveryFilters } from './DeliveryFilters';
import { DeliveryTable } from './DeliveryTable';
import { LinkedDelivery } from './LinkedDelivery';
import { Pager } from './Pager';
import { SelectionBar } from './SelectionBar';
import { useDeliveryFilters } from './useDeliveryFilters';
import { useHistoryPlace } from './useHistoryPlace';
import { useSelection } from './useSelection';

/** The tab Delivery History: what was sent, with filters, pages and attempts. Keeps itself fresh. */
export function DeliveryHistory() {
  const { webhook, may, refresh: refreshWebhook } = useWebhook();
  const { t } = useTranslationRef(webhooksTranslationRef);
  const api = useApi(webhooksApiRef);
  const { filters, setFilter, clearFilters } = useDeliveryFilters();
  const place = useHistoryPlace();
  const { cursor } = place;
  const key = `${JSON.stringify(filters)} ${cursor ?? ''}`;
  const { value, error, loading, refresh } = useLive(
    () => api.listDeliveries(webhook.id, { ...filters, cursor }),
    { key, webhookId: webhook.id },
  );
  const selection = useSelection(loading ? undefined : value?.items, key);
  const refreshAll = async () => {
    await Promise.all([refresh(), refreshWebhook()]);
  };

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
  if (nothing && !filtered && !cursor) {
    return (
      <EmptyState
        missing="data"
        title={t('deliveries.emptyTitle')}
        description={t('deliveries.emptyText')}
      />
    );
  }
  const isListed = value?.items.some(({ id }) => id === place.open);
  const table = {
    webhookId: webhook.id,
    may,
    refresh: refreshAll,
    open: place.open,
    onOpen: place.setOpen,
  };
  return (
    <>
      <Recoveries filters={filters} onChanged={refreshAll} />
      <DeliveryFilters filters={filters} onChange={setFilter} />
      <StaleNotice error={error} />
      {place.open && value && !loading && !isListed && (
        <LinkedDelivery {...table} open={place.open} />
      )}
      <Paper>
        <SelectionBar
          webhookId={webhook.id}
          selection={selection}
          onRedelivered={refreshAll}
        />
        <DeliveryTable
          {...table}
          deliveries={value?.items}
          dimmed={loading}
          selection={may.redeliver ? selection : undefined}
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
          capped={value?.totalItemsCapped}
          hasPrevious={cursor !== undefined}
          onlyNewest={cursor !== undefined && !place.knowsPrevious}
          nextCursor={loading ? undefined : value?.pageInfo.nextCursor}
          onPrevious={place.previous}
          onNext={place.next}
        />
      </Paper>
    </>
  );
}
