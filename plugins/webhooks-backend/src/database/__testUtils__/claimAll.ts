import { ClaimedDelivery } from '../deliveryRow';
import { DeliveryStore } from '../DeliveryStore';

/** Claims whatever may be claimed of all lanes. */
export async function claimAll(
  store: DeliveryStore,
  options: { now: Date; leaseMs?: number; claimId?: string },
): Promise<readonly ClaimedDelivery[]> {
  const { now, leaseMs = 1000, claimId = 'c' } = options;
  const lanes = await store.lanesDue();
  const { deliveries } = await store.claimDue({
    lanes: lanes.map(({ webhookId }) => ({ webhookId, room: 1000 })),
    limit: 1000,
    now,
    leaseMs,
    claimId,
  });
  return deliveries;
}
