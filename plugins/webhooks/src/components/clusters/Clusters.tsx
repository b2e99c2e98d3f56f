import { EmptyState } from '@backstage/core-components';
import { useApi, useTranslationRef } from '@backstage/frontend-plugin-api';
import Grid from '@material-ui/core/Grid';
import Typography from '@material-ui/core/Typography';
import Skeleton from '@material-ui/lab/Skeleton';
import { webhooksApiRef } from '../../api/WebhooksApi';
import { useLive } from '../../live/useLive';
import { webhooksTranslationRef } from '../../translation';
import { LoadError } from '../LoadError';
import { StaleNotice } from '../StaleNotice';
import { ClusterCard } from './ClusterCard';
import { WatchMatrix } from './WatchMatrix';

/** Which clusters and kinds are watched, and why others are not. */
export function Clusters() {
  const { t } = useTranslationRef(webhooksTranslationRef);
  const api = useApi(webhooksApiRef);
  const { value, error, refresh } = useLive(() => api.listClusters());
  return (
    <>
      {!value && error && (
        <LoadError
          title={t('clusters.errorTitle')}
          error={error}
          onRetry={refresh}
        />
      )}
      {!value && !error && (
        <Skeleton variant="rect" height={200} data-testid="loading" />
      )}
      {value?.length === 0 && (
        <EmptyState
          missing="data"
          title={t('clusters.emptyTitle')}
          description={t('clusters.emptyText')}
        />
      )}
      {value && value.length > 0 && (
        <>
          <Typography paragraph>{t('clusters.description')}</Typography>
          <StaleNotice error={error} />
          <Grid container spacing={3}>
            {value.map(cluster => (
              <Grid item key={cluster.name} xs={12} md={6} lg={4}>
                <ClusterCard cluster={cluster} />
              </Grid>
            ))}
            <Grid item xs={12}>
              <WatchMatrix clusters={value} />
            </Grid>
          </Grid>
        </>
      )}
    </>
  );
}
