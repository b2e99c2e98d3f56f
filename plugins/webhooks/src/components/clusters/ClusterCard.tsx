import { InfoCard } from '@backstage/core-components';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { ClusterInfo } from '@kubevision/backstage-plugin-webhooks-common';
import Table from '@material-ui/core/Table';
import TableBody from '@material-ui/core/TableBody';
import TableCell from '@material-ui/core/TableCell';
import TableRow from '@material-ui/core/TableRow';
import Typography from '@material-ui/core/Typography';
import { webhooksTranslationRef } from '../../translation';
import { RelativeTime } from '../RelativeTime';
import { useCardTableStyles } from '../useCardTableStyles';
import { WatchState } from './WatchState';

/** One cluster: its state with the reason, and the same for every kind that is watched in it. */
export function ClusterCard(props: { cluster: ClusterInfo }) {
  const { t } = useTranslationRef(webhooksTranslationRef);
  const { table } = useCardTableStyles();
  const { name, title, state, reason, notes = [], watches } = props.cluster;
  return (
    <InfoCard
      title={title ?? name}
      subheader={title && title !== name ? name : undefined}
    >
      <WatchState state={state} />
      {reason && <Typography color="textSecondary">{reason}</Typography>}
      {notes.map(note => (
        <Typography key={note} variant="body2" color="textSecondary">
          {note}
        </Typography>
      ))}
      {state === 'idle' && !reason && (
        <Typography color="textSecondary">{t('clusters.none')}</Typography>
      )}
      {watches.length > 0 && (
        <Table size="small" className={table} style={{ marginTop: 8 }}>
          <TableBody>
            {watches.map(watch => (
              <TableRow key={`${watch.apiVersion} ${watch.kind}`}>
                <TableCell style={{ width: '34%' }}>
                  {watch.kind}
                  <Typography variant="caption" color="textSecondary">
                    {' '}
                    {watch.apiVersion}
                  </Typography>
                </TableCell>
                <TableCell>
                  <WatchState state={watch.state} />
                  {watch.reason && (
                    <Typography variant="body2" color="textSecondary">
                      {watch.reason}
                    </Typography>
                  )}
                </TableCell>
                <TableCell align="right" style={{ width: 140 }}>
                  {watch.lastSeenAt && <RelativeTime iso={watch.lastSeenAt} />}
                </TableCell>
              </TableRow>
            ))}
          </TableBody>
        </Table>
      )}
    </InfoCard>
  );
}
