import { stringifyEntityRef } from '@backstage/catalog-model';
import {
  useApi,
  useRouteRef,
  useTranslationRef,
} from '@backstage/frontend-plugin-api';
import { useEntity } from '@backstage/plugin-catalog-react';
import List from '@material-ui/core/List';
import ListItem from '@material-ui/core/ListItem';
import ListItemText from '@material-ui/core/ListItemText';
import Typography from '@material-ui/core/Typography';
import Skeleton from '@material-ui/lab/Skeleton';
import { webhooksApiRef } from '../../api/WebhooksApi';
import { useLive } from '../../live/useLive';
import { entityRouteRef } from '../../routes';
import { webhooksTranslationRef } from '../../translation';
import { describeChange, describeObject } from '../../wording/describeChange';
import { failureInWords } from '../../wording/toErrorText';
import { RelativeTime } from '../RelativeTime';
import { TitledCard } from '../TitledCard';

/** How many changes the card shows. */
const SHOWN = 5;

/** The card of an entity: what changed last of its objects in the clusters. */
export function EntityCard() {
  const { t } = useTranslationRef(webhooksTranslationRef);
  const { entity } = useEntity();
  const api = useApi(webhooksApiRef);
  const all = useRouteRef(entityRouteRef);
  const ref = stringifyEntityRef(entity);
  const { value, error } = useLive(
    () => api.listRecentEvents({ entity: ref, limit: SHOWN }),
    { key: ref, of: ['event'] },
  );
  const link = all?.();
  return (
    <TitledCard
      level="h2"
      title={t('entity.changes')}
      deepLink={link ? { title: t('entity.all'), link } : undefined}
    >
      {!value && !error && <Skeleton variant="rect" height={96} />}
      {!value && error && (
        <Typography color="error">
          {failureInWords(t('events.errorTitle'), error, t)}
        </Typography>
      )}
      {value?.items.length === 0 && (
        <Typography color="textSecondary">{t('entity.emptyText')}</Typography>
      )}
      <List dense disablePadding>
        {value?.items.map(event => (
          <ListItem key={event.id} disableGutters>
            <ListItemText
              // Backstage's theme keeps the words of such a list on one line, which a change outgrows.
              style={{ overflowWrap: 'anywhere', whiteSpace: 'normal' }}
              primary={
                <>
                  <strong>{t(`event.${event.event}`)}</strong>{' '}
                  {t('deliveries.inCluster', {
                    kind: event.resource,
                    object: describeObject(event),
                    cluster: event.cluster,
                  })}
                </>
              }
              secondary={
                <>
                  {describeChange(event)} ·{' '}
                  <RelativeTime iso={event.timestamp} />
                </>
              }
            />
          </ListItem>
        ))}
      </List>
    </TitledCard>
  );
}
