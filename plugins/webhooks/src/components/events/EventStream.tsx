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
import { Pager } from '../deliveries/Pager';
import { EventFilters } from './EventFilters';
import { EventTable } from './EventTable';
import { useEventFilters } from './useEventFilters';

/** What changes, live, the newest first, with what each change matched. */
export function EventStream(props: {
  /** Only changes of objects of this entity; its full ref. */
  entity?: string;
  /** What is said above what has changed. */
  description?: string;
  /** What is said while nothing has changed yet. */
  emptyText: string;
}) {
  const { entity, description, emptyText } = props;
  const { t } = useTranslationRef(webhooksTranslationRef);
  const api = useApi(webhooksApiRef);
  const { filters, setFilter, clearFilters } = useEventFilters();
  const filterKey = JSON.stringify([entity, filters]);
  // The cursors of the pages up to this one; others belong to other filters.
  const [path, setPath] = useState({ filterKey, cursors: [] as string[] });
  const cursors = path.filterKey === filterKey ? path.cursors : [];
  const cursor = cursors[cursors.length - 1];
  // New changes would push the one that someone reads off the page.
  const { held, hold } = useHold();
  const { value, error, loading, refresh } = useLive(
    () => api.listRecentEvents({ ...filters, entity, cursor }),
    { key: `${filterKey} ${cursor ?? ''}`, of: ['event'], held },
  );
  const filtered = Object.keys(filters).length > 0;
  const nothing = value?.items.length === 0 && !loading;
  const older = value?.pageInfo.nextCursor;

  if (error && !value) {
    return (
      <LoadError
        title={t('events.errorTitle')}
        error={error}
        onRetry={refresh}
      />
    );
  }
  const isEmpty = nothing && !filtered && !older && cursors.length === 0;
  return (
    <>
      {(held || description) && (
        <Typography paragraph>
          {held ? t('events.held') : description}
        </Typography>
      )}
      {!isEmpty && <EventFilters filters={filters} onChange={setFilter} />}
      <StaleNotice error={error} />
      {isEmpty ? (
        <EmptyState
          missing="data"
          title={t('events.emptyTitle')}
          description={emptyText}
        />
      ) : (
        <Paper>
          <EventTable events={value?.items} dimmed={loading} hold={hold} />
          {nothing && (
            <Box p={3} textAlign="center">
              <Typography>
                {t(older ? 'events.noMatchYet' : 'events.noMatch')}
              </Typography>
              {filtered && (
                <Button color="primary" onClick={clearFilters}>
                  {t('deliveries.clearFilters')}
                </Button>
              )}
            </Box>
          )}
          <Pager
            hasPrevious={cursors.length > 0}
            nextCursor={loading ? undefined : older}
            onPrevious={() =>
              setPath({ filterKey, cursors: cursors.slice(0, -1) })
            }
            onNext={next => setPath({ filterKey, cursors: [...cursors, next] })}
          />
        </Paper>
      )}
    </>
  );
}
