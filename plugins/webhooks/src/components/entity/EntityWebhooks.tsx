import { Link } from '@backstage/core-components';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { EntityWebhooks as Found } from '@kubevision/backstage-plugin-webhooks-common';
import List from '@material-ui/core/List';
import ListItem from '@material-ui/core/ListItem';
import ListItemAvatar from '@material-ui/core/ListItemAvatar';
import ListItemText from '@material-ui/core/ListItemText';
import Typography from '@material-ui/core/Typography';
import { useLinks } from '../../routes';
import { webhooksTranslationRef } from '../../translation';
import { HealthStatus } from '../HealthStatus';
import { PlatformMark } from '../PlatformMark';
import { usePlatforms } from '../usePlatforms';

/** The webhooks that concern an entity, with how much each hears of it. */
export function EntityWebhooks({ found }: { found: Found }) {
  const { t } = useTranslationRef(webhooksTranslationRef);
  const links = useLinks();
  const platforms = usePlatforms();
  if (found.items.length === 0) {
    return (
      <Typography color="textSecondary">{t('entity.noWebhooks')}</Typography>
    );
  }
  return (
    <List dense disablePadding>
      {found.items.map(({ webhook, matches }) => (
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
            primary={<Link to={links.webhook(webhook.id)}>{webhook.name}</Link>}
            secondary={
              <>
                <Typography variant="body2" color="textSecondary">
                  {matches > 0
                    ? t('entity.hears', {
                        count: matches,
                        total: String(found.events),
                      })
                    : t('entity.asksForOwner')}
                </Typography>
                <HealthStatus webhook={webhook} />
              </>
            }
          />
        </ListItem>
      ))}
    </List>
  );
}
