import { Link, Progress } from '@backstage/core-components';
import { useApi, useTranslationRef } from '@backstage/frontend-plugin-api';
import List from '@material-ui/core/List';
import ListItem from '@material-ui/core/ListItem';
import ListItemAvatar from '@material-ui/core/ListItemAvatar';
import ListItemText from '@material-ui/core/ListItemText';
import Typography from '@material-ui/core/Typography';
import { webhooksApiRef } from '../../api/WebhooksApi';
import { useLive } from '../../live/useLive';
import { useLinks } from '../../routes';
import { webhooksTranslationRef } from '../../translation';
import { WebhookState, stateOf } from '../../wording/stateOf';
import { toErrorText } from '../../wording/toErrorText';
import { HealthStatus } from '../HealthStatus';
import { PlatformMark } from '../PlatformMark';
import { usePlatforms } from '../usePlatforms';

/** What somebody has to do something about. */
const UNWELL: readonly WebhookState[] = ['failing', 'disabled'];

/** How many are shown; the list has the others. */
const SHOWN = 5;

/** The content of the home page's card: the webhooks that do not do well, and why. */
export function FailingWebhooks() {
  const { t } = useTranslationRef(webhooksTranslationRef);
  const api = useApi(webhooksApiRef);
  const links = useLinks();
  const { value, error } = useLive(() => api.listWebhooks());
  const platforms = usePlatforms();
  if (!value) {
    return error ? (
      <Typography color="error">
        {t('list.errorTitle')}: {toErrorText(error)}
      </Typography>
    ) : (
      <Progress />
    );
  }
  const unwell = value.filter(webhook => UNWELL.includes(stateOf(webhook)));
  if (unwell.length === 0) {
    return (
      <Typography>
        {value.length > 0
          ? t('home.allWell', { count: value.length })
          : t('list.emptyTitle')}
      </Typography>
    );
  }
  return (
    <>
      <List dense disablePadding>
        {unwell.slice(0, SHOWN).map(webhook => (
          <ListItem key={webhook.id} disableGutters alignItems="flex-start">
            <ListItemAvatar>
              <PlatformMark
                id={webhook.platform}
                label={
                  platforms.value?.find(({ id }) => id === webhook.platform)
                    ?.label
                }
              />
            </ListItemAvatar>
            <ListItemText
              disableTypography
              // Backstage's theme keeps the words of such a list on one line, which a reason outgrows.
              style={{ overflowWrap: 'anywhere', whiteSpace: 'normal' }}
              primary={
                <Link to={links.webhook(webhook.id)}>{webhook.name}</Link>
              }
              secondary={<HealthStatus webhook={webhook} />}
            />
          </ListItem>
        ))}
      </List>
      {unwell.length > SHOWN && (
        <Link to={`${links.list}?sort=health`}>
          {t('home.more', { count: unwell.length - SHOWN })}
        </Link>
      )}
    </>
  );
}
