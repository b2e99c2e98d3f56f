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
  /** They came once more after the receiver had said that it took them: one entry for each time. */
  readonly repeated: string[];
  /** They were first taken before an earlier delivery of their object was. */
  readonly overtaking: string[];
  /** They were taken once more because the answer to the time before was lost. Right. */
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
  const accepted = new Set<string>();
  arrivals.forEach(({ deliveryId = '', fate }, at) => {
    if (accepted.has(deliveryId)) repeated.push(deliveryId);
    else if (taken.has(deliveryId) && fate !== 'refused') {
      afterLostAnswers.push(deliveryId);
    }
    if (fate === 'refused') return;
    if (!taken.has(deliveryId)) taken.set(deliveryId, at);
    if (fate === 'accepted') accepted.add(deliveryId);
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
