import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Webhook } from '@kubevision/backstage-plugin-webhooks-common';
import Button from '@material-ui/core/Button';
import Dialog from '@material-ui/core/Dialog';
import DialogActions from '@material-ui/core/DialogActions';
import DialogContent from '@material-ui/core/DialogContent';
import DialogContentText from '@material-ui/core/DialogContentText';
import DialogTitle from '@material-ui/core/DialogTitle';
import { webhooksTranslationRef } from '../../translation';
import { DeleteButton } from '../DeleteButton';
import { UNDO_SECONDS } from '../useDeletion';

/** Asks before several webhooks are deleted, and names them all. */
export function BulkDeleteDialog(props: {
  webhooks: Webhook[];
  onClose: () => void;
  onConfirm: () => void;
}) {
  const { webhooks, onClose, onConfirm } = props;
  const { t } = useTranslationRef(webhooksTranslationRef);
  return (
    <Dialog
      open
      onClose={onClose}
      maxWidth="sm"
      fullWidth
      aria-labelledby="webhooks-bulk-delete-title"
    >
      <DialogTitle id="webhooks-bulk-delete-title">
        {t('bulk.deleteTitle', { count: webhooks.length })}
      </DialogTitle>
      <DialogContent dividers>
        <DialogContentText>
          {t('bulk.deleteText', { seconds: String(UNDO_SECONDS) })}
        </DialogContentText>
        <ul style={{ margin: 0, paddingLeft: 20, overflowWrap: 'anywhere' }}>
          {webhooks.map(({ id, name }) => (
            <li key={id}>{name}</li>
          ))}
        </ul>
      </DialogContent>
      <DialogActions>
        <Button onClick={onClose}>{t('action.cancel')}</Button>
        <DeleteButton onClick={onConfirm} />
      </DialogActions>
    </Dialog>
  );
}
