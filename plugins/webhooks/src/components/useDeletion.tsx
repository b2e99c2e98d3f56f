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
import { changeEach } from './list/changeEach';

/** For how long the backend keeps what was deleted. It deletes it also when nobody looks. */
export const UNDO_SECONDS = 30;

type Deleted = Pick<Webhook, 'id' | 'name'>;

/** Deletes webhooks, tells that they are, and takes it back as long as there is a way. */
export function useDeletion() {
  const { t } = useTranslationRef(webhooksTranslationRef);
  const api = useApi(webhooksApiRef);
  const toasts = useApi(toastApiRef);

  const undo = async (webhooks: readonly Deleted[]) => {
    const { done, failed } = await changeEach(webhooks, ({ id }) =>
      api.restoreWebhook(id),
    );
    if (done.length > 0) {
      toasts.post({
        title:
          done.length === 1
            ? t('delete.undone', { name: done[0].name })
            : t('bulk.undone', { count: done.length }),
        timeout: 5000,
      });
    }
    for (const { webhook, error } of failed) {
      toasts.post({
        title: t('delete.undoFailed', { name: webhook.name }),
        description: toErrorText(error, t),
        status: 'danger',
      });
    }
  };

  return {
    deleteWebhook: ({ id }: Deleted) => api.deleteWebhook(id, UNDO_SECONDS),
    /** Tells of what was deleted, one or many. */
    tell: (webhooks: readonly Deleted[]) => {
      const toast = toasts.post({
        title:
          webhooks.length === 1
            ? t('delete.done', { name: webhooks[0].name })
            : t('bulk.deleted', { count: webhooks.length }),
        description: (
          <Button
            size="small"
            color="inherit"
            onClick={() => {
              toast.close();
              undo(webhooks);
            }}
          >
            {t('delete.undo')}
          </Button>
        ),
        timeout: UNDO_SECONDS * 1000,
      });
    },
  };
}
