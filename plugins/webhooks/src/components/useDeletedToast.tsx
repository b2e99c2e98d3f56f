import {
  toastApiRef,
  useApi,
  useTranslationRef,
} from '@backstage/frontend-plugin-api';
import { Webhook } from '@kubevision/backstage-plugin-webhooks-common';
import Button from '@material-ui/core/Button';
import { webhooksApiRef } from '../api/WebhooksApi';
import { webhooksTranslationRef } from '../translation';
import { toErrorText } from '../wording/toErrorText';

/** For how long the backend keeps what was deleted. It deletes it also when nobody looks. */
export const UNDO_SECONDS = 30;

/** Tells that a webhook was deleted, with the way to take that back as long as there is one. */
export function useDeletedToast() {
  const { t } = useTranslationRef(webhooksTranslationRef);
  const api = useApi(webhooksApiRef);
  const toasts = useApi(toastApiRef);

  const undo = async ({ id, name }: Pick<Webhook, 'id' | 'name'>) => {
    try {
      await api.restoreWebhook(id);
      toasts.post({ title: t('delete.undone', { name }), timeout: 5000 });
    } catch (error) {
      toasts.post({
        title: t('delete.undoFailed', { name }),
        description: toErrorText(error),
        status: 'danger',
      });
    }
  };

  return (webhook: Pick<Webhook, 'id' | 'name'>) => {
    const toast = toasts.post({
      title: t('delete.done', { name: webhook.name }),
      description: (
        <Button
          size="small"
          color="inherit"
          onClick={() => {
            toast.close();
            undo(webhook);
          }}
        >
          {t('delete.undo')}
        </Button>
      ),
      timeout: UNDO_SECONDS * 1000,
    });
  };
}
