import {
  StatusAborted,
  StatusError,
  StatusOK,
} from '@backstage/core-components';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Webhook } from '@kubevision/backstage-plugin-webhooks-common';
import Typography from '@material-ui/core/Typography';
import { webhooksTranslationRef } from '../translation';

const LOOKS = {
  healthy: { Status: StatusOK, word: 'health.healthy' },
  failing: { Status: StatusError, word: 'health.failing' },
  unknown: { Status: StatusAborted, word: 'health.unknown' },
  disabled: { Status: StatusAborted, word: 'health.disabled' },
} as const;

/** How a webhook does, and why where it does not do well. */
export function HealthStatus(props: { webhook: Webhook }) {
  const { t } = useTranslationRef(webhooksTranslationRef);
  const { enabled, health, healthReason } = props.webhook;
  const { Status, word } = LOOKS[enabled ? health : 'disabled'];
  return (
    <>
      <Status>{t(word)}</Status>
      {enabled && health === 'failing' && healthReason && (
        <Typography variant="body2" color="textSecondary">
          {healthReason}
        </Typography>
      )}
    </>
  );
}
