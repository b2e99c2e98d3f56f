import {
  StatusError,
  StatusOK,
  StatusPending,
} from '@backstage/core-components';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { DeliveryStatus as Status } from '@kubevision/backstage-plugin-webhooks-common';
import { webhooksTranslationRef } from '../../translation';

const MARKS = {
  pending: StatusPending,
  delivered: StatusOK,
  failed: StatusError,
} as const;

/** How far a delivery is. */
export function DeliveryStatus(props: { status: Status }) {
  const { t } = useTranslationRef(webhooksTranslationRef);
  const Mark = MARKS[props.status];
  return <Mark>{t(`deliveries.status.${props.status}`)}</Mark>;
}
