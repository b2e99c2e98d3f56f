import { LinkButton } from '@backstage/core-components';
import { useApi, useTranslationRef } from '@backstage/frontend-plugin-api';
import { DeliveryQuery } from '@kubevision/backstage-plugin-webhooks-common';
import Box from '@material-ui/core/Box';
import Button from '@material-ui/core/Button';
import Alert from '@material-ui/lab/Alert';
import { useState } from 'react';
import { webhooksApiRef } from '../../api/WebhooksApi';
import { useLive } from '../../live/useLive';
import { useLinks } from '../../routes';
import { webhooksTranslationRef } from '../../translation';
import { useWebhook } from '../detail/WebhookPage';
import { RecoveryDialog } from './RecoveryDialog';
import { RecoveryProgress } from './RecoveryProgress';
import { toRecoveryFilter } from './recoverable';

/**
 * That deliveries failed, and the way to send them again; while that goes on, how far it is.
 * Nothing where nothing failed.
 */
export function Recoveries(props: {
  /** Those of the history that is shown; absent for a place without one. */
  filters?: DeliveryQuery;
  onChanged: () => Promise<void>;
}) {
  const { webhook, may } = useWebhook();
  const { t } = useTranslationRef(webhooksTranslationRef);
  const api = useApi(webhooksApiRef);
  const links = useLinks();
  const { filters, onChanged } = props;
  const [starting, setStarting] = useState(false);
  const [closed, setClosed] = useState<string>();
  const [seen, setSeen] = useState<string>();
  // Without it there is less to see, which is no reason to fail.
  const { value: recovery, refresh } = useLive(
    () => api.latestRecovery(webhook.id),
    { key: webhook.id, webhookId: webhook.id },
  );
  const active = recovery?.state === 'running' || recovery?.state === 'paused';
  // Whoever saw it go on is told how it ended.
  if (recovery && active && seen !== recovery.id) setSeen(recovery.id);
  const shown =
    recovery && (active || seen === recovery.id) && closed !== recovery.id
      ? recovery
      : undefined;
  const filter = toRecoveryFilter(filters ?? {});
  const changed = async () => {
    await Promise.all([refresh(), onChanged()]);
  };

  return (
    <>
      {shown && (
        <RecoveryProgress
          recovery={shown}
          mayChange={may.redeliver}
          onChanged={changed}
          onClose={() => setClosed(shown.id)}
        />
      )}
      {webhook.parked > 0 && !active && (
        <Box mb={2}>
          <Alert
            severity="warning"
            action={
              <Box display="flex" flexWrap="wrap" gridGap={8}>
                {!filters && may.readDeliveries && (
                  <LinkButton
                    size="small"
                    color="inherit"
                    to={`${links.deliveries(webhook.id)}?status=failed`}
                  >
                    {t('recoveries.show')}
                  </LinkButton>
                )}
                {may.redeliver && webhook.enabled && filter && (
                  <Button
                    size="small"
                    color="inherit"
                    variant="outlined"
                    onClick={() => setStarting(true)}
                  >
                    {t('recoveries.start')}
                  </Button>
                )}
              </Box>
            }
          >
            {t('recoveries.parked', { count: webhook.parked })}{' '}
            {may.redeliver && !webhook.enabled && t('recoveries.enableFirst')}
          </Alert>
        </Box>
      )}
      {starting && filter && (
        <RecoveryDialog
          webhookId={webhook.id}
          filter={filter}
          onClose={() => setStarting(false)}
          onStarted={async () => {
            setStarting(false);
            await changed();
          }}
        />
      )}
    </>
  );
}
