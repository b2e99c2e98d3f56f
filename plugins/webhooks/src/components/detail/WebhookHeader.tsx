import { LinkButton } from '@backstage/core-components';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Box from '@material-ui/core/Box';
import Button from '@material-ui/core/Button';
import FormControlLabel from '@material-ui/core/FormControlLabel';
import Typography from '@material-ui/core/Typography';
import DeleteIcon from '@material-ui/icons/DeleteOutline';
import EditIcon from '@material-ui/icons/EditOutlined';
import { useNavigate } from 'react-router-dom';
import { useLinks } from '../../routes';
import { webhooksTranslationRef } from '../../translation';
import { describeFilters } from '../../wording/describeFilters';
import { DeleteWebhookDialog } from '../DeleteWebhookDialog';
import { EnabledSwitch } from '../EnabledSwitch';
import { PlatformMark } from '../PlatformMark';
import { WebhookContext } from './WebhookPage';
import { useDetailStyles } from './useDetailStyles';

/** Name, filters in words, and what can be done with the webhook as a whole. */
export function WebhookHeader(
  props: WebhookContext & {
    /** Whether it is asked if it should be deleted, or deleted already. */
    deleting: boolean;
    onDeleting: (deleting: boolean) => void;
  },
) {
  const { webhook, platform, may, refresh, deleting, onDeleting } = props;
  const { t } = useTranslationRef(webhooksTranslationRef);
  const classes = useDetailStyles();
  const links = useLinks();
  const navigate = useNavigate();
  return (
    <div className={classes.header}>
      <PlatformMark id={webhook.platform} label={platform?.label} />
      <div className={classes.title}>
        <Typography variant="h4" component="h2" className={classes.name}>
          {webhook.name}
        </Typography>
        <Typography>{describeFilters(webhook.filters, t)}</Typography>
      </div>
      <Box display="flex" alignItems="center" flexWrap="wrap" gridGap={8}>
        {may.update && (
          <>
            <FormControlLabel
              control={<EnabledSwitch webhook={webhook} onChanged={refresh} />}
              label={t(webhook.enabled ? 'list.on' : 'list.off')}
            />
            <LinkButton
              to={links.edit(webhook.id)}
              variant="outlined"
              startIcon={<EditIcon />}
            >
              {t('action.edit')}
            </LinkButton>
          </>
        )}
        {may.delete && (
          <Button
            variant="outlined"
            startIcon={<DeleteIcon />}
            onClick={() => onDeleting(true)}
          >
            {t('action.delete')}
          </Button>
        )}
      </Box>
      {deleting && (
        <DeleteWebhookDialog
          webhook={webhook}
          onClose={() => onDeleting(false)}
          onDeleted={() => navigate(links.list)}
        />
      )}
    </div>
  );
}
