import { InfoCard } from '@backstage/core-components';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { ClusterInfo } from '@kubevision/backstage-plugin-webhooks-common';
import Typography from '@material-ui/core/Typography';
import { webhooksTranslationRef } from '../../translation';
import { WatchState } from './WatchState';
import { useMatrixStyles } from './useMatrixStyles';

/** How a cluster does as a whole, why, and what to do about it. */
export function ClusterCard(props: { cluster: ClusterInfo }) {
  const { t } = useTranslationRef(webhooksTranslationRef);
  const classes = useMatrixStyles();
  const { name, title, state, reason, remedy } = props.cluster;
  const { notes = [], watches } = props.cluster;
  const objects = watches.reduce((sum, watch) => sum + watch.objects, 0);
  return (
    <InfoCard
      title={title ?? name}
      subheader={title && title !== name ? name : undefined}
      variant="gridItem"
    >
      <div className={classes.words}>
        <WatchState state={state} />
        {watches.length > 0 && (
          <Typography variant="body2" color="textSecondary">
            {t('clusters.summary', {
              count: watches.length,
              objects: objects.toLocaleString(),
            })}
          </Typography>
        )}
        {reason && <Typography>{reason}</Typography>}
        {remedy && <Typography color="textSecondary">{remedy}</Typography>}
        {state === 'idle' && !reason && (
          <Typography color="textSecondary">{t('clusters.none')}</Typography>
        )}
        {notes.map(note => (
          <Typography key={note} variant="body2" color="textSecondary">
            {note}
          </Typography>
        ))}
      </div>
    </InfoCard>
  );
}
