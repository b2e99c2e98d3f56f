import {
  DeliveryQuery,
  RecoveryFilter,
} from '@kubevision/backstage-plugin-webhooks-common';

/**
 * Which failed deliveries a recovery takes up, so that they are those which a filtered history
 * shows; undefined where it shows none that failed.
 */
export function toRecoveryFilter(
  query: DeliveryQuery,
): RecoveryFilter | undefined {
  const { status, cursor: _, limit: __, ...filter } = query;
  return !status || status === 'failed' ? filter : undefined;
}
