import { EmptyState } from '@backstage/core-components';
import { useApi, useTranslationRef } from '@backstage/frontend-plugin-api';
import Box from '@material-ui/core/Box';
import Button from '@material-ui/core/Button';
import Paper from '@material-ui/core/Paper';
import Typography from '@material-ui/core/Typography';
import { useState } from 'react';
import { webhooksApiRef } from '../../api/WebhooksApi';
import { useHold } from '../../live/useHold';
import { useLive } from '../../live/useLive';
import { webhooksTranslationRef } from '../../translation';
import { LoadError } from '../LoadError';
import { StaleNotice } from '../StaleNotice';
import { WebhooksLayout } from '../WebhooksLayout';
import { Pager } from '../deliveries/Pager';
import { useListTabs } from '../useListTabs';
import { EventFilters } from './EventFilters';
import { EventTable } from './EventTable';
import { useEventFilters } from './useEventFilters';

/** The page `/webhooks/events`: what changes in the clusters, live, and what each change matched. */
export function EventsPage() {
  const { t } = useTranslationRef(webhooksTranslationRef);
  const api = useApi(webhooksApiRef);
  const tabs = useListTabs();
  const { filters, setFilter, clearFilters } = useEventFilters();
  const filterKey = JSON.stringify(filters);
  // The cursors of the pages up to this one; others belong to other filters.
  const [path, setPath] = useState({ filterKey, cursors: [] as string[] });
  const cursors = path.filterKey === filterKey ? path.cursors : [];
  const cursor = cursors[cursors.length - 1];
  // New changes would push the one that someone reads off the page.
  const { held, hold } = useHold();
  const { value, error, loading, refresh } = useLive(
    () => api.listRecentEvents({ ...filters, cursor }),
    { key: `${filterKey} ${cursor ?? ''}`, of: ['event'], held },
  );
  const filtered = Object.keys(filters).length > 0;
  const nothing = value?.items.length === 0 && !loading;
  const older = value?.pageInfo.nextCursor;
  return (
    <WebhooksLayout tabs={tabs}>
      {error && !value && (
        <LoadError
          title={t('events.errorTitle')}
          error={error}
          onRetry={refresh}
        />
      )}
      {(value || !error) && (
        <>
          <Typography paragraph>
            {t(held ? 'events.held' : 'events.description')}
          </Typography>
          <EventFilters filters={filters} onChange={setFilter} />
          <StaleNotice error={error} />
          {nothing && !filtered && cursors.length === 0 ? (
            <EmptyState
              missing="data"
              title={t('events.emptyTitle')}
              description={t('events.emptyText')}
            />
          ) : (
            <Paper>
              <EventTable events={value?.items} dimmed={loading} hold={hold} />
              {nothing && (
                <Box p={3} textAlign="center">
                  <Typography>
                    {t(older ? 'events.noMatchYet' : 'events.noMatch')}
                  </Typography>
                  <Button color="primary" onClick={clearFilters}>
                    {t('deliveries.clearFilters')}
                  </Button>
                </Box>
              )}
              <Pager
                hasPrevious={cursors.length > 0}
                nextCursor={loading ? undefined : older}
                onPrevious={() =>
                  setPath({ filterKey, cursors: cursors.slice(0, -1) })
                }
                onNext={next =>
                  setPath({ filterKey, cursors: [...cursors, next] })
                }
              />
            </Paper>
          )}
        </>
      )}
    </WebhooksLayout>
  );
}
