import { EmptyState } from '@backstage/core-components';
import { useApi, useTranslationRef } from '@backstage/frontend-plugin-api';
import { usePermission } from '@backstage/plugin-permission-react';
import { webhookCreatePermission } from '@kubevision/backstage-plugin-webhooks-common';
import Box from '@material-ui/core/Box';
import Button from '@material-ui/core/Button';
import Typography from '@material-ui/core/Typography';
import { webhooksApiRef } from '../../api/WebhooksApi';
import { useLive } from '../../live/useLive';
import { webhooksTranslationRef } from '../../translation';
import { LoadError } from '../LoadError';
import { StaleNotice } from '../StaleNotice';
import { usePlatforms } from '../usePlatforms';
import { ListToolbar } from './ListToolbar';
import { NewWebhookButton } from './NewWebhookButton';
import { WebhookTable } from './WebhookTable';
import { selectWebhooks } from './selectWebhooks';
import { usePermissionsOfRows } from '../../useWebhookPermissions';
import { useListQuery } from './useListQuery';
import { useSelection } from './useSelection';

/** All webhooks, with what narrows them down, and what can be done with each or with many. */
export function WebhookList() {
  const { t } = useTranslationRef(webhooksTranslationRef);
  const api = useApi(webhooksApiRef);
  const create = usePermission({ permission: webhookCreatePermission });
  const list = useListQuery();
  const webhooks = useLive(() => api.listWebhooks());
  // Without the labels the marks show ids, which is no reason to fail.
  const platforms = usePlatforms();

  const { query } = list;
  const found =
    webhooks.value && selectWebhooks(webhooks.value, query, platforms.value);
  const lastPage = Math.max(
    0,
    Math.ceil((found?.length ?? 0) / query.rows) - 1,
  );
  // A page of the address that has vanished meanwhile is the last one.
  const page = Math.min(query.page, lastPage);
  const shown = found?.slice(page * query.rows, (page + 1) * query.rows);
  const ids = shown?.map(({ id }) => id) ?? [];
  const permissionsOf = usePermissionsOfRows(ids);
  const selection = useSelection(found ?? [], permissionsOf);
  // Where it cannot be read, or not by this person, the list is worth as much without it.
  const activity = useLive(
    async () => (ids.length > 0 ? api.getActivity(ids) : undefined),
    { key: ids.join() },
  );

  if (webhooks.error && !webhooks.value) {
    return (
      <LoadError
        title={t('list.errorTitle')}
        error={webhooks.error}
        onRetry={webhooks.refresh}
      />
    );
  }
  if (webhooks.value?.length === 0) {
    return (
      <EmptyState
        missing="content"
        title={t('list.emptyTitle')}
        description={t(
          create.allowed ? 'list.emptyText' : 'list.emptyTextReader',
        )}
        action={<NewWebhookButton />}
      />
    );
  }
  return (
    <>
      <Typography gutterBottom>{t('list.description')}</Typography>
      <ListToolbar
        webhooks={webhooks.value}
        platforms={platforms.value}
        list={list}
      />
      <StaleNotice error={webhooks.error} />
      <WebhookTable
        webhooks={shown}
        total={found?.length ?? 0}
        platforms={platforms.value}
        activity={activity.value}
        list={{ ...list, query: { ...query, page } }}
        permissionsOf={permissionsOf}
        selection={selection}
        refresh={webhooks.refresh}
      />
      {found?.length === 0 && (
        <Box p={3} textAlign="center">
          <Typography>
            {query.search
              ? t('list.noMatch', { search: query.search })
              : t('list.noMatchFilters')}
          </Typography>
          <Button color="primary" onClick={list.clear}>
            {t('deliveries.clearFilters')}
          </Button>
        </Box>
      )}
    </>
  );
}
