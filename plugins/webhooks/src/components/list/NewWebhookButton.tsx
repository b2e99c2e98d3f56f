import { LinkButton } from '@backstage/core-components';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { usePermission } from '@backstage/plugin-permission-react';
import { webhookCreatePermission } from '@kubevision/backstage-plugin-webhooks-common';
import AddIcon from '@material-ui/icons/Add';
import { useLinks } from '../../routes';
import { webhooksTranslationRef } from '../../translation';

/** The way to a new webhook, for those who may make one. */
export function NewWebhookButton() {
  const { t } = useTranslationRef(webhooksTranslationRef);
  const links = useLinks();
  const create = usePermission({ permission: webhookCreatePermission });
  if (!create.allowed) return null;
  return (
    <LinkButton
      to={links.create}
      color="primary"
      variant="contained"
      startIcon={<AddIcon />}
    >
      {t('action.new')}
    </LinkButton>
  );
}
