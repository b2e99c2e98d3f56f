import { useApi, useTranslationRef } from '@backstage/frontend-plugin-api';
import Box from '@material-ui/core/Box';
import Button from '@material-ui/core/Button';
import RedeliverIcon from '@material-ui/icons/Replay';
import Alert from '@material-ui/lab/Alert';
import useAsyncFn from 'react-use/esm/useAsyncFn';
import { webhooksApiRef } from '../../api/WebhooksApi';
import { webhooksTranslationRef } from '../../translation';
import { failureInWords } from '../../wording/toErrorText';

/** Sends a delivery again. Not while it waits to be sent in any case. */
export function RedeliverButton(props: {
  webhookId: string;
  deliveryId: string;
  disabled: boolean;
  onRedelivered: () => Promise<void>;
}) {
  const { t } = useTranslationRef(webhooksTranslationRef);
  const api = useApi(webhooksApiRef);
  const { webhookId, deliveryId, disabled, onRedelivered } = props;
  const [sending, send] = useAsyncFn(async () => {
    await api.redeliver(webhookId, deliveryId);
    await onRedelivered();
  }, [api, webhookId, deliveryId, onRedelivered]);
  return (
    <Box mt={1} mb={2}>
      <Button
        size="small"
        variant="outlined"
        color="primary"
        startIcon={<RedeliverIcon />}
        disabled={disabled || sending.loading}
        onClick={send}
      >
        {t(
          sending.loading ? 'deliveries.redelivering' : 'deliveries.redeliver',
        )}
      </Button>
      {sending.error && (
        <Alert severity="error">
          {failureInWords(t('deliveries.redeliverFailed'), sending.error, t)}
        </Alert>
      )}
    </Box>
  );
}
