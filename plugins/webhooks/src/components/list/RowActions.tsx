import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Webhook } from '@kubevision/backstage-plugin-webhooks-common';
import CircularProgress from '@material-ui/core/CircularProgress';
import IconButton from '@material-ui/core/IconButton';
import ListItemIcon from '@material-ui/core/ListItemIcon';
import Menu from '@material-ui/core/Menu';
import MenuItem from '@material-ui/core/MenuItem';
import Tooltip from '@material-ui/core/Tooltip';
import DeleteIcon from '@material-ui/icons/DeleteOutline';
import EditIcon from '@material-ui/icons/EditOutlined';
import MoreIcon from '@material-ui/icons/MoreVert';
import TestIcon from '@material-ui/icons/PlayArrowOutlined';
import { useState } from 'react';
import { useNavigate } from 'react-router-dom';
import { webhooksTranslationRef } from '../../translation';
import { WebhookPermissions } from '../../useWebhookPermissions';
import { DeleteWebhookDialog } from '../DeleteWebhookDialog';

/** What the person may do with one webhook: test it, edit it, delete it. */
export function RowActions(props: {
  webhook: Webhook;
  /** Where it is edited. */
  editTo: string;
  may: WebhookPermissions;
  testing: boolean;
  onTest: () => void;
  onDeleted: () => Promise<void>;
}) {
  const { webhook, editTo, may, testing, onTest, onDeleted } = props;
  const { name } = webhook;
  const { t } = useTranslationRef(webhooksTranslationRef);
  const navigate = useNavigate();
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const [deleting, setDeleting] = useState(false);
  const close = () => setAnchor(null);

  return (
    <>
      {may.test && (
        <Tooltip title={t('action.test')}>
          <span>
            <IconButton
              size="small"
              aria-label={t('action.testNamed', { name })}
              disabled={testing}
              onClick={onTest}
            >
              {testing ? <CircularProgress size={20} /> : <TestIcon />}
            </IconButton>
          </span>
        </Tooltip>
      )}
      {(may.update || may.delete) && (
        <IconButton
          size="small"
          aria-label={t('action.more', { name })}
          aria-haspopup="menu"
          onClick={event => setAnchor(event.currentTarget)}
        >
          <MoreIcon />
        </IconButton>
      )}
      {/* Most menus of a long list are never opened. */}
      {anchor && (
        <Menu anchorEl={anchor} open onClose={close}>
          {may.update && (
            <MenuItem onClick={() => navigate(editTo)}>
              <ListItemIcon>
                <EditIcon fontSize="small" />
              </ListItemIcon>
              {t('action.edit')}
            </MenuItem>
          )}
          {may.delete && (
            <MenuItem
              onClick={() => {
                close();
                setDeleting(true);
              }}
            >
              <ListItemIcon>
                <DeleteIcon fontSize="small" />
              </ListItemIcon>
              {t('action.delete')}
            </MenuItem>
          )}
        </Menu>
      )}
      {deleting && (
        <DeleteWebhookDialog
          webhook={webhook}
          onClose={() => setDeleting(false)}
          onDeleted={onDeleted}
        />
      )}
    </>
  );
}
