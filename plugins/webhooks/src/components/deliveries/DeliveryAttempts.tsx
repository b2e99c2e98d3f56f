import { useApi, useTranslationRef } from '@backstage/frontend-plugin-api';
import { Delivery } from '@kubevision/backstage-plugin-webhooks-common';
import Typography from '@material-ui/core/Typography';
import Skeleton from '@material-ui/lab/Skeleton';
import { webhooksApiRef } from '../../api/WebhooksApi';
import { useLive } from '../../live/useLive';
import { webhooksTranslationRef } from '../../translation';
import { WebhookPermissions } from '../../useWebhookPermissions';
import { describeReason } from '../../wording/describeReason';
import { LoadError } from '../LoadError';
import { RelativeTime } from '../RelativeTime';
import { TextBlock } from '../TextBlock';
import { Attempt } from './Attempt';
import { RedeliverButton } from './RedeliverButton';

/** All attempts of one delivery, its event, and the way to send it again. */
export function DeliveryAttempts(props: {
  webhookId: string;
  delivery: Delivery;
  may: WebhookPermissions;
  refresh: () => Promise<void>;
}) {
  const { webhookId, delivery, may, refresh } = props;
  const { t } = useTranslationRef(webhooksTranslationRef);
  const api = useApi(webhooksApiRef);
  // The row's own numbers are part of the key: when they change, there is another attempt.
  const loaded = useLive(() => api.getDelivery(webhookId, delivery.id), {
    key: [delivery.id, delivery.status, delivery.attempts].join(' '),
    webhookId,
  });

  if (loaded.error && !loaded.value) {
    return (
      <LoadError
        title={t('attempts.errorTitle')}
        error={loaded.error}
        onRetry={loaded.refresh}
      />
    );
  }
  if (!loaded.value) {
    return <Skeleton variant="rect" height={160} data-testid="loading" />;
  }
  const { attemptLog, nextAttemptAt, status, reason } = loaded.value;
  return (
    <>
      {may.redeliver && (
        <RedeliverButton
          webhookId={webhookId}
          deliveryId={delivery.id}
          disabled={status === 'pending'}
          onRedelivered={refresh}
        />
      )}
      {reason && !attemptLog.some(attempt => attempt.reason === reason) && (
        <Typography>{describeReason(loaded.value, t)}</Typography>
      )}
      {status === 'pending' && nextAttemptAt && (
        <Typography color="textSecondary" gutterBottom>
          {t('deliveries.nextAttempt')} <RelativeTime iso={nextAttemptAt} />
        </Typography>
      )}
      {attemptLog.length === 0 && (
        <Typography color="textSecondary">{t('attempts.empty')}</Typography>
      )}
      {attemptLog.map(attempt => (
        <Attempt
          key={attempt.number}
          webhookId={webhookId}
          deliveryId={delivery.id}
          attempt={attempt}
          showAnswer={may.update}
        />
      ))}
      <TextBlock
        label={t('attempts.event')}
        text={JSON.stringify(loaded.value.event)}
      />
    </>
  );
}
