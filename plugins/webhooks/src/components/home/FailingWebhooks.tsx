import { Link, Progress } from '@backstage/core-components';
import { useApi, useTranslationRef } from '@backstage/frontend-plugin-api';
import List from '@material-ui/core/List';
import ListItem from '@material-ui/core/ListItem';
import ListItemAvatar from '@material-ui/core/ListItemAvatar';
import ListItemText from '@material-ui/core/ListItemText';
import Typography from '@material-ui/core/Typography';
import { WebhooksApi } from '@kubevision/backstage-plugin-webhooks-common';
import { webhooksApiRef } from '../../api/WebhooksApi';
import { useLive } from '../../live/useLive';
import { useLinks } from '../../routes';
import { webhooksTranslationRef } from '../../translation';
import { failureInWords } from '../../wording/toErrorText';
import { HealthStatus } from '../HealthStatus';
import { PlatformMark } from '../PlatformMark';
import { usePlatforms } from '../usePlatforms';

/** How many are shown; the list has the others. */
const SHOWN = 5;

/** The content of the home page's card: the webhooks that do not do well, and why. */
export function FailingWebhooks() {
  const { t } = useTranslationRef(webhooksTranslationRef);
  const api = useApi(webhooksApiRef);
  const links = useLinks();
  const { value, error } = useLive(() => findUnwell(api));
  const platforms = usePlatforms();
  if (!value) {
    return error ? (
      <Typography color="error">
        {failureInWords(t('list.errorTitle'), error, t)}
      </Typography>
    ) : (
      <Progress />
    );
  }
  const { unwell, unwellCount, count } = value;
  if (unwellCount === 0) {
    return (
      <Typography>
        {count > 0 ? t('home.allWell', { count }) : t('list.emptyTitle')}
      </Typography>
    );
  }
  return (
    <>
      <List dense disablePadding>
        {unwell.map(webhook => (
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
      {unwellCount > unwell.length && (
        <Link to={`${links.list}?sort=health`}>
          {t('home.more', { count: unwellCount - unwell.length })}
        </Link>
      )}
    </>
  );
}

/** Few of the webhooks at most, however many there are. */
async function findUnwell(api: WebhooksApi) {
  const { items: unwell, totalItems: unwellCount } = await api.findWebhooks({
    unwell: true,
    limit: SHOWN,
  });
  const { totalItems: count } =
    unwellCount > 0
      ? { totalItems: unwellCount }
      : await api.findWebhooks({ limit: 1 });
  return { unwell, unwellCount, count };
}
