import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Delivery } from '@kubevision/backstage-plugin-webhooks-common';
import Checkbox from '@material-ui/core/Checkbox';
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
import { Selection } from './useSelection';

/** Deliveries as a table; grey rows while the first ones load. */
export function DeliveryTable(props: {
  webhookId: string;
  deliveries?: Delivery[];
  /** Whether the rows are those of a page that is being left. */
  dimmed: boolean;
  may: WebhookPermissions;
  refresh: () => Promise<void>;
  /** The id of the delivery that is open. */
  open?: string;
  onOpen: (id: string | undefined) => void;
  /** Absent where nothing can be selected. */
  selection?: Selection;
  /** How many grey rows there are while the first ones load. */
  rowsToCome?: number;
}) {
  const { t } = useTranslationRef(webhooksTranslationRef);
  const classes = useDeliveryStyles();
  const { table } = useCardTableStyles();
  const { deliveries, dimmed, selection, rowsToCome = 8, ...row } = props;
  const selected = selection?.deliveries.length ?? 0;
  return (
    <>
      <Table size="small" className={table}>
        <TableHead>
          <TableRow>
            {selection && (
              <TableCell className={classes.select}>
                <Checkbox
                  size="small"
                  color="primary"
                  disabled={selection.selectable === 0}
                  checked={selected > 0 && selected === selection.selectable}
                  indeterminate={
                    selected > 0 && selected < selection.selectable
                  }
                  onChange={selection.toggleAll}
                  inputProps={{ 'aria-label': t('deliveries.selectAll') }}
                />
              </TableCell>
            )}
            <TableCell role="presentation" className={classes.toggle} />
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
              {...row}
              delivery={delivery}
              open={row.open === delivery.id}
              selection={selection}
            />
          ))}
        </TableBody>
      </Table>
      {!deliveries && <RowsSkeleton rows={rowsToCome} height={56} />}
    </>
  );
}
