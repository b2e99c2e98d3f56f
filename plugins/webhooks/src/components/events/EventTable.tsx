import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { WebhookEvent } from '@kubevision/backstage-plugin-webhooks-common';
import Table from '@material-ui/core/Table';
import TableBody from '@material-ui/core/TableBody';
import TableCell from '@material-ui/core/TableCell';
import TableHead from '@material-ui/core/TableHead';
import TableRow from '@material-ui/core/TableRow';
import { webhooksTranslationRef } from '../../translation';
import { RowsSkeleton } from '../RowsSkeleton';
import { useDeliveryStyles } from '../deliveries/useDeliveryStyles';
import { useCardTableStyles } from '../useCardTableStyles';
import { EventRow } from './EventRow';

/** Events as a table; grey rows while the first ones load. */
export function EventTable(props: {
  events?: WebhookEvent[];
  /** Whether the rows are those of a page that is being left. */
  dimmed: boolean;
  /** Holds the rows still while one is open; what it returns lets them go. */
  hold: () => () => void;
}) {
  const { t } = useTranslationRef(webhooksTranslationRef);
  const classes = useDeliveryStyles();
  const { table } = useCardTableStyles();
  const { events, dimmed, hold } = props;
  return (
    <>
      <Table size="small" className={table}>
        <TableHead>
          <TableRow>
            <TableCell role="presentation" className={classes.toggle} />
            <TableCell className={classes.time}>
              {t('events.column.time')}
            </TableCell>
            <TableCell>{t('events.column.event')}</TableCell>
            <TableCell className={classes.status}>
              {t('events.column.actor')}
            </TableCell>
          </TableRow>
        </TableHead>
        <TableBody className={events && dimmed ? classes.dimmed : undefined}>
          {events?.map(event => (
            <EventRow key={event.id} event={event} hold={hold} />
          ))}
        </TableBody>
      </Table>
      {!events && <RowsSkeleton rows={8} height={56} />}
    </>
  );
}
