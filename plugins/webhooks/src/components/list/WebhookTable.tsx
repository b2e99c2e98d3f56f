import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  PlatformInfo,
  Webhook,
} from '@kubevision/backstage-plugin-webhooks-common';
import Paper from '@material-ui/core/Paper';
import Table from '@material-ui/core/Table';
import TableBody from '@material-ui/core/TableBody';
import TableCell from '@material-ui/core/TableCell';
import TableHead from '@material-ui/core/TableHead';
import TableRow from '@material-ui/core/TableRow';
import { webhooksTranslationRef } from '../../translation';
import { RowsSkeleton } from '../RowsSkeleton';
import { useCardTableStyles } from '../useCardTableStyles';
import { WebhookRow } from './WebhookRow';
import { useListStyles } from './useListStyles';

/** The webhooks as a table; grey rows while they load. */
export function WebhookTable(props: {
  webhooks?: Webhook[];
  platforms?: PlatformInfo[];
  refresh: () => Promise<void>;
}) {
  const { t } = useTranslationRef(webhooksTranslationRef);
  const classes = useListStyles();
  const { table } = useCardTableStyles();
  const { webhooks, platforms, refresh } = props;
  return (
    <Paper>
      <Table className={table}>
        <TableHead>
          <TableRow>
            <TableCell>{t('list.column.webhook')}</TableCell>
            <TableCell className={classes.health}>
              {t('list.column.health')}
            </TableCell>
            <TableCell className={classes.lastDelivery}>
              {t('list.column.lastDelivery')}
            </TableCell>
            <TableCell className={classes.enabled}>
              {t('list.column.enabled')}
            </TableCell>
            <TableCell className={classes.actions} align="right">
              {t('list.column.actions')}
            </TableCell>
          </TableRow>
        </TableHead>
        <TableBody>
          {webhooks?.map(webhook => (
            <WebhookRow
              key={webhook.id}
              webhook={webhook}
              platform={platforms?.find(({ id }) => id === webhook.platform)}
              refresh={refresh}
            />
          ))}
        </TableBody>
      </Table>
      {!webhooks && <RowsSkeleton rows={3} height={73} />}
    </Paper>
  );
}
