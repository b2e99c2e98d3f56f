import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Delivery } from '@kubevision/backstage-plugin-webhooks-common';
import Table from '@material-ui/core/Table';
import TableBody from '@material-ui/core/TableBody';
import TableCell from '@material-ui/core/TableCell';
import TableHead from '@material-ui/core/TableHead';
import TableRow from '@material-ui/core/TableRow';
import { webhooksTranslationRef } from '../../translation';
import { WebhookPermissions } from '../../useWebhookPermissions';
import { RowsSkeleton } from '../RowsSkeleton';
import { useCardTableStyles } from '../useCardTableStyles';
import { DeliveryRow } from './DeliveryRow';
import { useDeliveryStyles } from './useDeliveryStyles';

/** Deliveries as a table; grey rows while the first ones load. */
export function DeliveryTable(props: {
  webhookId: string;
  deliveries?: Delivery[];
  /** Whether the rows are those of a page that is being left. */
  dimmed: boolean;
  may: WebhookPermissions;
  refresh: () => Promise<void>;
}) {
  const { t } = useTranslationRef(webhooksTranslationRef);
  const classes = useDeliveryStyles();
  const { table } = useCardTableStyles();
  const { webhookId, deliveries, dimmed, may, refresh } = props;
  return (
    <>
      <Table size="small" className={table}>
        <TableHead>
          <TableRow>
            <TableCell className={classes.toggle} />
            <TableCell className={classes.time}>
              {t('deliveries.column.time')}
            </TableCell>
            <TableCell>{t('deliveries.column.event')}</TableCell>
            <TableCell className={classes.status}>
              {t('deliveries.column.status')}
            </TableCell>
            <TableCell className={classes.number} align="right">
              {t('deliveries.column.code')}
            </TableCell>
            <TableCell className={classes.number} align="right">
              {t('deliveries.column.attempts')}
            </TableCell>
          </TableRow>
        </TableHead>
        <TableBody
          className={deliveries && dimmed ? classes.dimmed : undefined}
        >
          {deliveries?.map(delivery => (
            <DeliveryRow
              key={delivery.id}
              webhookId={webhookId}
              delivery={delivery}
              may={may}
              refresh={refresh}
            />
          ))}
        </TableBody>
      </Table>
      {!deliveries && <RowsSkeleton rows={8} height={56} />}
    </>
  );
}
