import {
  StatusAborted,
  StatusError,
  StatusOK,
  StatusPending,
} from '@backstage/core-components';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Webhook } from '@kubevision/backstage-plugin-webhooks-common';
import Typography from '@material-ui/core/Typography';
import { ComponentType, ReactNode } from 'react';
import { webhooksTranslationRef } from '../translation';
import { describeDisabled, describeHealth } from '../wording/describeReason';
import { WebhookState, stateOf } from '../wording/stateOf';
import { RelativeTime } from './RelativeTime';

const LOOKS: Record<WebhookState, ComponentType<{ children?: ReactNode }>> = {
  healthy: StatusOK,
  failing: StatusError,
  waiting: StatusPending,
  disabled: StatusError,
  off: StatusAborted,
  unknown: StatusAborted,
};

/** How a webhook does, and why where it does not do well. */
export function HealthStatus(props: {
  webhook: Pick<
    Webhook,
    | 'enabled'
    | 'disabledBy'
    | 'disabledReason'
    | 'disabledReasonParts'
    | 'health'
    | 'healthReason'
    | 'healthReasonParts'
    | 'waiting'
  >;
}) {
  const { t } = useTranslationRef(webhooksTranslationRef);
  const { waiting } = props.webhook;
  const state = stateOf(props.webhook);
  const Status = LOOKS[state];
  const reason = {
    disabled: describeDisabled(props.webhook, t),
    failing: describeHealth(props.webhook, t),
    waiting: waiting && (
      <>
        {t(`health.wait.${waiting.reason}`)}{' '}
        <RelativeTime iso={waiting.until} />
      </>
    ),
    healthy: undefined,
    off: undefined,
    unknown: undefined,
  }[state];
  return (
    <>
      <Status>{t(`health.${state}`)}</Status>
      {reason && (
        <Typography variant="body2" color="textSecondary">
          {reason}
        </Typography>
      )}
    </>
  );
}
