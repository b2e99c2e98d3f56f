import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { WebhookFilters } from '@kubevision/backstage-plugin-webhooks-common';
import List from '@material-ui/core/List';
import ListItem from '@material-ui/core/ListItem';
import ListItemText from '@material-ui/core/ListItemText';
import Typography from '@material-ui/core/Typography';
import Skeleton from '@material-ui/lab/Skeleton';
import { webhooksTranslationRef } from '../../translation';
import { describeChange, describeObject } from '../../wording/describeChange';
import { toErrorText } from '../../wording/toErrorText';
import { RelativeTime } from '../RelativeTime';
import { TitledCard } from '../TitledCard';
import { useMatches } from './usePreview';

/** As many as can be looked over at once. */
const SHOWN = 5;

/** As high as the list is when it is full, so that nothing moves when the filters change. */
const HEIGHT = SHOWN * 64;

/** What the webhook would have been told in the last day; one can be chosen for the preview. */
export function Matches(props: {
  filters: WebhookFilters;
  chosen?: string;
  onChoose: (eventId: string) => void;
}) {
  const { t } = useTranslationRef(webhooksTranslationRef);
  const { filters, chosen, onChoose } = props;
  const { value, error } = useMatches(filters);
  return (
    <TitledCard
      level="h2"
      title={t('matches.title')}
      subheader={t('matches.help')}
    >
      <div style={{ minHeight: HEIGHT }} aria-live="polite">
        {error && (
          <Typography color="error">
            {t('matches.failed', { reason: toErrorText(error, t) })}
          </Typography>
        )}
        {!error && !value && <Skeleton variant="rect" height={HEIGHT} />}
        {!error && value && (
          <>
            <Typography>
              <strong>
                {t(value.truncated ? 'matches.countAtLeast' : 'matches.count', {
                  count: value.count,
                })}
              </strong>
            </Typography>
            {value.count === 0 && (
              <Typography color="textSecondary">{t('matches.none')}</Typography>
            )}
            <List dense disablePadding>
              {value.items.slice(0, SHOWN).map(event => (
                <li key={event.id}>
                  <ListItem
                    button
                    component="button"
                    aria-pressed={event.id === chosen}
                    selected={event.id === chosen}
                    onClick={() => onChoose(event.id)}
                    // Inside of a form, a button would submit it.
                    {...{ type: 'button' }}
                  >
                    <ListItemText
                      primaryTypographyProps={{ noWrap: true }}
                      secondaryTypographyProps={{ noWrap: true }}
                      primary={t('matches.event', {
                        type: t(`event.${event.event}`),
                        kind: event.resource,
                        object: describeObject(event),
                        cluster: event.cluster,
                      })}
                      secondary={
                        <>
                          <RelativeTime iso={event.timestamp} />{' '}
                          {describeChange(event)}
                        </>
                      }
                    />
                  </ListItem>
                </li>
              ))}
            </List>
          </>
        )}
      </div>
    </TitledCard>
  );
}
