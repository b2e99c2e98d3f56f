import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { ClusterInfo } from '@kubevision/backstage-plugin-webhooks-common';
import Paper from '@material-ui/core/Paper';
import Typography from '@material-ui/core/Typography';
import { webhooksTranslationRef } from '../../translation';
import { Translate } from '../../wording/Translate';
import { describeReason, describeRemedy } from '../../wording/describeReason';
import { useLocale } from '../../wording/useLocale';
import { WatchState } from './WatchState';
import { useMatrixStyles } from './useMatrixStyles';

/** How a cluster does as a whole, why, and what to do about it. */
export function ClusterCard(props: { cluster: ClusterInfo }) {
  const { t } = useTranslationRef(webhooksTranslationRef);
  const locale = useLocale();
  const classes = useMatrixStyles();
  const { cluster } = props;
  const { name, title = name, state, watches } = cluster;
  const reason = describeReason(cluster, t);
  const remedy = describeRemedy(cluster, t);
  const notes = describeNotes(cluster, t);
  const objects = watches.reduce((sum, watch) => sum + watch.objects, 0);
  const details = [
    title === name ? undefined : name,
    watches.length > 0
      ? t('clusters.summary', {
          count: watches.length,
          objects: objects.toLocaleString(locale),
        })
      : undefined,
    state === 'idle' ? t('clusters.none') : undefined,
  ].filter(Boolean);
  return (
    <Paper className={classes.card}>
      <div className={classes.title}>
        <Typography variant="subtitle1" component="h2">
          {title}
        </Typography>
        <WatchState state={state} />
      </div>
      {details.map(detail => (
        <Typography key={detail} variant="body2" color="textSecondary">
          {detail}
        </Typography>
      ))}
      {reason && <Typography variant="body2">{reason}</Typography>}
      {remedy && (
        <Typography variant="body2" color="textSecondary">
          {remedy}
        </Typography>
      )}
      {notes.map(note => (
        <Typography key={note} variant="body2" color="textSecondary">
          {note}
        </Typography>
      ))}
    </Paper>
  );
}

function describeNotes(
  { notes = [], noteParts = [] }: ClusterInfo,
  t: Translate,
): (string | undefined)[] {
  return notes.map((reason, i) =>
    describeReason({ reason, reasonParts: noteParts[i] }, t),
  );
}
