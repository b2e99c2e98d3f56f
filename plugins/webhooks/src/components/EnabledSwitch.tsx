import {
  toastApiRef,
  useApi,
  useTranslationRef,
} from '@backstage/frontend-plugin-api';
import { Webhook } from '@kubevision/backstage-plugin-webhooks-common';
import Switch from '@material-ui/core/Switch';
import useAsyncFn from 'react-use/esm/useAsyncFn';
import { webhooksApiRef } from '../api/WebhooksApi';
import { webhooksTranslationRef } from '../translation';
import { toErrorText } from '../wording/toErrorText';
import { setEnabled } from './setEnabled';

/** Turns a webhook on and off. Moves at once, and back if the backend refuses. */
export function EnabledSwitch(props: {
  webhook: Webhook;
  onChanged: () => Promise<void>;
}) {
  const { t } = useTranslationRef(webhooksTranslationRef);
  const api = useApi(webhooksApiRef);
  const toasts = useApi(toastApiRef);
  const { name, enabled } = props.webhook;
  const [change, toggle] = useAsyncFn(async () => {
    try {
      await setEnabled(api, props.webhook, !enabled);
      await props.onChanged();
    } catch (error) {
      toasts.post({
        title: t('list.toggleFailed', { name }),
        description: toErrorText(error, t),
        status: 'danger',
      });
    }
  }, [api, toasts, props.webhook, props.onChanged]);

  return (
    <Switch
      size="small"
      color="primary"
      checked={change.loading ? !enabled : enabled}
      disabled={change.loading}
      onChange={toggle}
      inputProps={{
        'aria-label': t(enabled ? 'list.disable' : 'list.enable', { name }),
      }}
    />
  );
}
