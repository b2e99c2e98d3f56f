import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  ActivityReport,
  PlatformInfo,
  Webhook,
} from '@kubevision/backstage-plugin-webhooks-common';
import Paper from '@material-ui/core/Paper';
import Table from '@material-ui/core/Table';
import TableBody from '@material-ui/core/TableBody';
import TablePagination from '@material-ui/core/TablePagination';
import { webhooksTranslationRef } from '../../translation';
import { useLinks } from '../../routes';
import { WebhookPermissions, mayOnlyRead } from '../../useWebhookPermissions';
import { RowsSkeleton } from '../RowsSkeleton';
import { useCardTableStyles } from '../useCardTableStyles';
import { BulkActions } from './BulkActions';
import { ListHead } from './ListHead';
import { WebhookRow } from './WebhookRow';
import { ROWS_PER_PAGE, useListQuery } from './useListQuery';
import { Selection } from './useSelection';

/** One page of the webhooks as a table; grey rows while they load. */
export function WebhookTable(props: {
  webhooks?: Webhook[];
  /** How many there are on all pages. */
  total: number;
  platforms?: PlatformInfo[];
  activity?: ActivityReport;
  list: ReturnType<typeof useListQuery>;
  permissionsOf: (id: string) => WebhookPermissions;
  selection: Selection;
  refresh: () => Promise<void>;
}) {
  const { t } = useTranslationRef(webhooksTranslationRef);
  const { table } = useCardTableStyles();
  const links = useLinks();
  const { webhooks, total, platforms, activity, list, refresh } = props;
  const { permissionsOf, selection } = props;
  const { query, setOrder, setPage, setRows } = list;
  const isReadOnly =
    webhooks !== undefined &&
    webhooks.length > 0 &&
    webhooks.every(({ id }) => mayOnlyRead(permissionsOf(id)));
  return (
    <Paper>
      <BulkActions selection={selection} refresh={refresh} />
      <Table className={table}>
        <ListHead
          ids={webhooks?.map(({ id }) => id) ?? []}
          selection={selection}
          query={query}
          onOrder={setOrder}
          isReadOnly={isReadOnly}
        />
        <TableBody>
          {webhooks?.map(webhook => (
            <WebhookRow
              key={webhook.id}
              webhook={webhook}
              links={links}
              platform={platforms?.find(({ id }) => id === webhook.platform)}
              activity={activity?.items[webhook.id]}
              may={permissionsOf(webhook.id)}
              isChosen={selection.isChosen(webhook.id)}
              choose={selection.choose}
              isReadOnly={isReadOnly}
              refresh={refresh}
            />
          ))}
        </TableBody>
      </Table>
      {!webhooks && <RowsSkeleton rows={3} height={73} />}
      {total > ROWS_PER_PAGE[0] && (
        <TablePagination
          component="div"
          count={total}
          page={query.page}
          rowsPerPage={query.rows}
          rowsPerPageOptions={ROWS_PER_PAGE}
          onPageChange={(_, page) => setPage(page)}
          onRowsPerPageChange={event => setRows(Number(event.target.value))}
          labelRowsPerPage={t('list.rowsPerPage')}
          labelDisplayedRows={({ from, to, count }) =>
            t('list.rowsOf', {
              from: String(from),
              to: String(to),
              total: String(count),
            })
          }
          backIconButtonText={t('deliveries.previous')}
          nextIconButtonText={t('deliveries.next')}
        />
      )}
    </Paper>
  );
}
