import { useApi, useTranslationRef } from '@backstage/frontend-plugin-api';
import Box from '@material-ui/core/Box';
import Paper from '@material-ui/core/Paper';
import Typography from '@material-ui/core/Typography';
import Alert from '@material-ui/lab/Alert';
import { webhooksApiRef } from '../../api/WebhooksApi';
import { useLive } from '../../live/useLive';
import { webhooksTranslationRef } from '../../translation';
import { WebhookPermissions } from '../../useWebhookPermissions';
import { DeliveryTable } from './DeliveryTable';

/** A delivery that the address names, and that is not on this page of the history. */
export function LinkedDelivery(props: {
  webhookId: string;
  open: string;
  onOpen: (id: string | undefined) => void;
  may: WebhookPermissions;
  refresh: () => Promise<void>;
}) {
  const { t } = useTranslationRef(webhooksTranslationRef);
  const api = useApi(webhooksApiRef);
  const { webhookId, open } = props;
  const { value, error } = useLive(() => api.getDelivery(webhookId, open), {
    key: open,
    webhookId,
  });
  if (error && !value) {
    return (
      <Box mb={2}>
        <Alert severity="info" onClose={() => props.onOpen(undefined)}>
          {t('deliveries.linkedGone')}
        </Alert>
      </Box>
    );
  }
  return (
    <Box component="section" mb={3} aria-label={t('deliveries.linked')}>
      <Typography variant="subtitle2" gutterBottom>
        {t('deliveries.linked')}
      </Typography>
      <Paper>
        <DeliveryTable
          {...props}
          deliveries={value?.id === open ? [value] : undefined}
          dimmed={false}
          rowsToCome={1}
        />
      </Paper>
    </Box>
  );
}
