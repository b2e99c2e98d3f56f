import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Delivery } from '@kubevision/backstage-plugin-webhooks-common';
import Checkbox from '@material-ui/core/Checkbox';
import IconButton from '@material-ui/core/IconButton';
import TableCell from '@material-ui/core/TableCell';
import TableRow from '@material-ui/core/TableRow';
import Typography from '@material-ui/core/Typography';
import CloseIcon from '@material-ui/icons/KeyboardArrowDown';
import OpenIcon from '@material-ui/icons/KeyboardArrowRight';
import { webhooksTranslationRef } from '../../translation';
import { WebhookPermissions } from '../../useWebhookPermissions';
import { describeChange, describeObject } from '../../wording/describeChange';
import { describeReason } from '../../wording/describeReason';
import { RelativeTime } from '../RelativeTime';
import { DeliveryAttempts } from './DeliveryAttempts';
import { DeliveryStatus } from './DeliveryStatus';
import { useDeliveryStyles } from './useDeliveryStyles';
import { Selection } from './useSelection';

/** One delivery; its attempts open below it. */
export function DeliveryRow(props: {
  webhookId: string;
  delivery: Delivery;
  may: WebhookPermissions;
  refresh: () => Promise<void>;
  open: boolean;
  onOpen: (id: string | undefined) => void;
  /** Absent where nothing can be selected. */
  selection?: Selection;
}) {
  const { webhookId, delivery, may, refresh, open, selection } = props;
  const { t } = useTranslationRef(webhooksTranslationRef);
  const classes = useDeliveryStyles();
  const { event } = delivery;
  const object = describeObject(event);
  const words = [
    delivery.test ? t('deliveries.test') : undefined,
    t(`event.${event.event}`),
    // Events from before there were severities have none.
    event.severity && event.severity !== 'info'
      ? t(`severity.${event.severity}`)
      : undefined,
  ].filter(Boolean);
  return (
    <>
      <TableRow
        hover
        className={classes.row}
        onClick={() => props.onOpen(open ? undefined : delivery.id)}
      >
        {selection && (
          <TableCell className={classes.select}>
            <Checkbox
              size="small"
              color="primary"
              disabled={delivery.status === 'pending'}
              checked={selection.has(delivery.id)}
              // The row opens where it is clicked, but not here.
              onClick={click => click.stopPropagation()}
              onChange={() => selection.toggle(delivery.id)}
              inputProps={{
                'aria-label': t('deliveries.select', { name: object }),
              }}
            />
          </TableCell>
        )}
        <TableCell className={classes.toggle}>
          <IconButton
            size="small"
            aria-expanded={open}
            aria-label={t(open ? 'deliveries.hide' : 'deliveries.show', {
              name: object,
            })}
          >
            {open ? <CloseIcon /> : <OpenIcon />}
          </IconButton>
        </TableCell>
        <TableCell className={classes.time}>
          <RelativeTime iso={delivery.createdAt} />
        </TableCell>
        <TableCell className={classes.event}>
          <Typography variant="body2">
            <strong>{words.join(' · ')}</strong>{' '}
            {t('deliveries.inCluster', {
              kind: event.resource,
              object,
              cluster: event.cluster,
            })}
          </Typography>
          <div className={classes.change}>{describeChange(event)}</div>
        </TableCell>
        <TableCell className={classes.status}>
          <DeliveryStatus status={delivery.status} />
          {delivery.failureClass && (
            <Typography variant="body2">
              {t(`deliveries.failureClass.${delivery.failureClass}`)}
            </Typography>
          )}
          {delivery.reason && (
            <Typography variant="body2" color="textSecondary">
              {describeReason(delivery, t)}
            </Typography>
          )}
          {delivery.digestId && (
            <Typography variant="body2" color="textSecondary">
              {t('deliveries.inDigest')}
            </Typography>
          )}
          {isHeld(delivery) && (
            <Typography variant="body2" color="textSecondary">
              {t('deliveries.heldUntil')}{' '}
              <RelativeTime iso={delivery.nextAttemptAt!} />
            </Typography>
          )}
        </TableCell>
        <TableCell
          className={classes.number}
          align="right"
          data-label={t('deliveries.column.code')}
        >
          {delivery.statusCode ?? '—'}
        </TableCell>
        <TableCell
          className={classes.number}
          align="right"
          data-label={t('deliveries.column.attempts')}
        >
          {delivery.attempts}
        </TableCell>
      </TableRow>
      {open && (
        <TableRow className={classes.detail}>
          <TableCell colSpan={selection ? 7 : 6}>
            <DeliveryAttempts
              webhookId={webhookId}
              delivery={delivery}
              may={may}
              refresh={refresh}
            />
          </TableCell>
        </TableRow>
      )}
    </>
  );
}

/** Whether it waits although nothing has gone wrong, to stand for more than one event. */
function isHeld(delivery: Delivery): boolean {
  const { status, attempts, event, nextAttemptAt } = delivery;
  return (
    status === 'pending' &&
    attempts === 0 &&
    event.heldFor !== undefined &&
    nextAttemptAt !== undefined
  );
}
