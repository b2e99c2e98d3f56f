import { Fate } from './answers';
import { Arrival } from './FaultyReceiver';

/** A delivery as the outbox has it. */
export interface Enqueued {
  readonly id: string;
  /** Deliveries of the same object have to arrive in their order. */
  readonly object: string;
  readonly status: string;
}

/** What does not agree, by the ids of deliveries, and what is right but worth counting. */
export interface DeliveryReconciliation {
  /** The outbox has them, and the receiver never took them; or they have not ended well. */
  readonly lost: string[];
  /** They arrived, and the outbox does not know them. */
  readonly invented: string[];
  /** They came once more though the answer before said that they were taken: one entry for each time. */
  readonly repeated: string[];
  /** They were first taken before an earlier delivery of their object was. */
  readonly overtaking: string[];
  /** They were taken once more because an answer was lost: one entry for each time. Right. */
  readonly afterLostAnswers: string[];
}

/**
 * Compares what was enqueued for one webhook, in its order, with what its receiver saw, in the order in
 * which it saw it.
 *
 * @param options - `parked`: those that had failed and were recovered. They may come after later
 *   deliveries of their object, since they do not hold those up.
 */
export function reconcileDeliveries(options: {
  enqueued: readonly Enqueued[];
  arrivals: readonly Arrival[];
  parked: ReadonlySet<string>;
}): DeliveryReconciliation {
  const { enqueued, arrivals, parked } = options;
  const repeated: string[] = [];
  const afterLostAnswers: string[] = [];
  /** When each was first taken. */
  const taken = new Map<string, number>();
  const fates = new Map<string, Fate>();
  arrivals.forEach(({ deliveryId = '', fate }, at) => {
    if (fates.get(deliveryId) === 'accepted') repeated.push(deliveryId);
    else if (taken.has(deliveryId) && fate !== 'refused') {
      afterLostAnswers.push(deliveryId);
    }
    fates.set(deliveryId, fate);
    if (fate !== 'refused' && !taken.has(deliveryId)) taken.set(deliveryId, at);
  });

  const known = new Set(enqueued.map(({ id }) => id));
  return {
    lost: enqueued
      .filter(({ id, status }) => !taken.has(id) || status !== 'delivered')
      .map(({ id }) => id),
    invented: [
      ...new Set(arrivals.map(({ deliveryId = '' }) => deliveryId)),
    ].filter(id => !known.has(id)),
    repeated,
    overtaking: findOvertaking(
      enqueued.filter(({ id }) => taken.has(id) && !parked.has(id)),
      taken,
    ),
    afterLostAnswers,
  };
}

function findOvertaking(
  enqueued: readonly Enqueued[],
  taken: ReadonlyMap<string, number>,
): string[] {
  const latest = new Map<string, number>();
  return enqueued.flatMap(({ id, object }) => {
    const at = taken.get(id)!;
    const before = latest.get(object) ?? -1;
    latest.set(object, Math.max(at, before));
    return at < before ? [id] : [];
  });
}
