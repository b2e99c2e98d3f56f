import {
  toastApiRef,
  useApi,
  useTranslationRef,
} from '@backstage/frontend-plugin-api';
import { Webhook } from '@kubevision/backstage-plugin-webhooks-common';
import Button from '@material-ui/core/Button';
import Toolbar from '@material-ui/core/Toolbar';
import Typography from '@material-ui/core/Typography';
import { useState } from 'react';
import useAsyncFn from 'react-use/esm/useAsyncFn';
import { webhooksApiRef } from '../../api/WebhooksApi';
import { webhooksTranslationRef } from '../../translation';
import { toErrorText } from '../../wording/toErrorText';
import { setEnabled } from '../setEnabled';
import { useDeletion } from '../useDeletion';
import { BulkDeleteDialog } from './BulkDeleteDialog';
import { changeEach } from './changeEach';
import { Selection } from './useSelection';
import { useListStyles } from './useListStyles';

/** What can be done with the webhooks that are chosen; nothing while none is. */
export function BulkActions(props: {
  selection: Selection;
  refresh: () => Promise<void>;
}) {
  const { selection, refresh } = props;
  const { chosen, may, choose } = selection;
  const { t } = useTranslationRef(webhooksTranslationRef);
  const classes = useListStyles();
  const api = useApi(webhooksApiRef);
  const toasts = useApi(toastApiRef);
  const deletion = useDeletion();
  const [deleting, setDeleting] = useState(false);

  const [running, run] = useAsyncFn(
    async (
      webhooks: Webhook[],
      change: (webhook: Webhook) => Promise<unknown>,
      tell: (done: Webhook[]) => void,
    ) => {
      const { done, failed } = await changeEach(webhooks, change);
      choose(
        done.map(({ id }) => id),
        false,
      );
      if (done.length > 0) tell(done);
      for (const { webhook, error } of failed) {
        toasts.post({
          title: t('list.toggleFailed', { name: webhook.name }),
          description: toErrorText(error, t),
          status: 'danger',
        });
      }
      await refresh();
    },
    [toasts, t, refresh, choose],
  );
  const tellOf = (word: 'enabled' | 'disabled') => (done: Webhook[]) => {
    toasts.post({
      title: t(`bulk.${word}`, { count: done.length }),
      timeout: 5000,
    });
  };

  if (chosen.length === 0) return null;
  const updatable = chosen.filter(({ id }) => may(id, 'update'));
  const off = updatable.filter(({ enabled }) => !enabled);
  const on = updatable.filter(({ enabled }) => enabled);
  const deletable = chosen.filter(({ id }) => may(id, 'delete'));
  return (
    <Toolbar
      variant="dense"
      className={classes.bulk}
      role="region"
      aria-label={t('bulk.title')}
    >
      <Typography component="div" className={classes.bulkCount}>
        {t('bulk.chosen', { count: chosen.length })}
      </Typography>
      {off.length > 0 && (
        <Button
          disabled={running.loading}
          onClick={() =>
            run(
              off,
              webhook => setEnabled(api, webhook, true),
              tellOf('enabled'),
            )
          }
        >
          {t('bulk.enable', { number: String(off.length) })}
        </Button>
      )}
      {on.length > 0 && (
        <Button
          disabled={running.loading}
          onClick={() =>
            run(
              on,
              webhook => setEnabled(api, webhook, false),
              tellOf('disabled'),
            )
          }
        >
          {t('bulk.disable', { number: String(on.length) })}
        </Button>
      )}
      {deletable.length > 0 && (
        <Button disabled={running.loading} onClick={() => setDeleting(true)}>
          {t('bulk.delete', { number: String(deletable.length) })}
        </Button>
      )}
      <Button
        disabled={running.loading}
        onClick={() =>
          choose(
            chosen.map(({ id }) => id),
            false,
          )
        }
      >
        {t('bulk.clear')}
      </Button>
      {deleting && (
        <BulkDeleteDialog
          webhooks={deletable}
          onClose={() => setDeleting(false)}
          onConfirm={() => {
            setDeleting(false);
            run(deletable, deletion.deleteWebhook, deletion.tell);
          }}
        />
      )}
    </Toolbar>
  );
}
