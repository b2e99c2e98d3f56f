import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { WebhookEvent } from '@kubevision/backstage-plugin-webhooks-common';
import IconButton from '@material-ui/core/IconButton';
import TableCell from '@material-ui/core/TableCell';
import TableRow from '@material-ui/core/TableRow';
import Typography from '@material-ui/core/Typography';
import CloseIcon from '@material-ui/icons/KeyboardArrowDown';
import OpenIcon from '@material-ui/icons/KeyboardArrowRight';
import { useEffect, useState } from 'react';
import { webhooksTranslationRef } from '../../translation';
import { describeChange, describeObject } from '../../wording/describeChange';
import { RelativeTime } from '../RelativeTime';
import { useDeliveryStyles } from '../deliveries/useDeliveryStyles';
import { EventDetail } from './EventDetail';

/** One change; which webhooks it matched opens below it. */
export function EventRow(props: {
  event: WebhookEvent;
  /** Holds the page's rows still; what it returns lets them go. */
  hold: () => () => void;
}) {
  const { event, hold } = props;
  const { t } = useTranslationRef(webhooksTranslationRef);
  const classes = useDeliveryStyles();
  const [open, setOpen] = useState(false);
  useEffect(() => (open ? hold() : undefined), [open, hold]);
  const object = describeObject(event);
  const words = [
    t(`event.${event.event}`),
    // Events from before there were severities have none.
    event.severity && event.severity !== 'info'
      ? t(`severity.${event.severity}`)
      : undefined,
  ].filter(Boolean);
  return (
    <>
      <TableRow hover className={classes.row} onClick={() => setOpen(!open)}>
        <TableCell className={classes.toggle}>
          <IconButton
            size="small"
            aria-expanded={open}
            aria-label={t(open ? 'events.hide' : 'events.show', {
              name: object,
            })}
          >
            {open ? <CloseIcon /> : <OpenIcon />}
          </IconButton>
        </TableCell>
        <TableCell className={classes.time}>
          <RelativeTime iso={event.timestamp} />
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
        <TableCell
          className={classes.status}
          data-label={t('events.column.actor')}
        >
          {event.actor}
        </TableCell>
      </TableRow>
      {open && (
        <TableRow className={classes.detail}>
          <TableCell colSpan={4}>
            <EventDetail event={event} />
          </TableCell>
        </TableRow>
      )}
    </>
  );
}
