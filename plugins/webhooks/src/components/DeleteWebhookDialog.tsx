import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Webhook } from '@kubevision/backstage-plugin-webhooks-common';
import Button from '@material-ui/core/Button';
import Dialog from '@material-ui/core/Dialog';
import DialogActions from '@material-ui/core/DialogActions';
import DialogContent from '@material-ui/core/DialogContent';
import DialogContentText from '@material-ui/core/DialogContentText';
import DialogTitle from '@material-ui/core/DialogTitle';
import Alert from '@material-ui/lab/Alert';
import useAsyncFn from 'react-use/esm/useAsyncFn';
import { webhooksTranslationRef } from '../translation';
import { failureInWords } from '../wording/toErrorText';
import { DeleteButton } from './DeleteButton';
import { UNDO_SECONDS, useDeletion } from './useDeletion';

/** Asks before it deletes. */
export function DeleteWebhookDialog(props: {
  webhook: Webhook;
  onClose: () => void;
  onDeleted: () => void;
}) {
  const { webhook, onClose, onDeleted } = props;
  const { name } = webhook;
  const { t } = useTranslationRef(webhooksTranslationRef);
  const { deleteWebhook, tell } = useDeletion();
  const [deletion, deleteIt] = useAsyncFn(async () => {
    await deleteWebhook(webhook);
    tell([webhook]);
    onDeleted();
  }, [deleteWebhook, tell, webhook, onDeleted]);

  return (
    <Dialog open onClose={onClose} aria-labelledby="webhooks-delete-title">
      <DialogTitle id="webhooks-delete-title">
        {t('delete.title', { name })}
      </DialogTitle>
      <DialogContent>
        <DialogContentText>
          {t('delete.text', { seconds: String(UNDO_SECONDS) })}
        </DialogContentText>
        {deletion.error && (
          <Alert severity="error">
            {failureInWords(t('delete.failed', { name }), deletion.error, t)}
          </Alert>
        )}
      </DialogContent>
      <DialogActions>
        <Button onClick={onClose}>{t('action.cancel')}</Button>
        <DeleteButton onClick={deleteIt} disabled={deletion.loading} />
      </DialogActions>
    </Dialog>
  );
}
