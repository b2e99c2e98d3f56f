import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Typography from '@material-ui/core/Typography';
import { webhooksTranslationRef } from '../../translation';
import { stateOf } from '../../wording/stateOf';
import { HealthStatus } from '../HealthStatus';
import { RelativeTime } from '../RelativeTime';
import { useWebhook } from './WebhookPage';

/** How a webhook does, why, and what it waits for until when. */
export function HealthFacts() {
  const { webhook } = useWebhook();
  const { t } = useTranslationRef(webhooksTranslationRef);
  const { circuit, waiting, enabled } = webhook;
  // What the state itself says need not be said again.
  const isSaid = stateOf(webhook) === 'waiting';
  return (
    <>
      <HealthStatus webhook={webhook} />
      {enabled && circuit.failures > 1 && (
        <Typography variant="body2" color="textSecondary">
          {t('statistics.failures', { count: circuit.failures })}
        </Typography>
      )}
      {enabled && waiting && !isSaid && (
        <Typography variant="body2" color="textSecondary">
          {t(`statistics.waiting.${waiting.reason}`)} (
          <RelativeTime iso={waiting.until} />)
        </Typography>
      )}
      {enabled && waiting?.exceptCritical && (
        <Typography variant="body2" color="textSecondary">
          {t('statistics.waitingExceptCritical')}
        </Typography>
      )}
    </>
  );
}
