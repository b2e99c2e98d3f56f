import { Severity } from '@kubevision/backstage-plugin-webhooks-common';

/** A delivery that waits, as far as it matters to whether a digest tells of it. */
export interface DueDelivery {
  readonly id: string;
  /** Absent for what keeps no order. */
  readonly objectKey?: string;
  readonly severity?: Severity;
  /** Whether it is told by itself in any case: on its way, or not due yet. */
  readonly staysAlone?: boolean;
}

/**
 * Chooses what a digest tells of when more is due than the platform takes within a minute: the
 * oldest, so that what is news stays a message of its own. What is critical does too, as long as
 * there is room for all of it.
 *
 * The digest comes before what is told after it of the same objects. So once something of an object
 * is told by itself, all that comes later of that object is.
 *
 * @param pending - in the order in which they came
 * @param perMinute - how many messages the platform takes
 * @returns what the digest tells of, at least two; empty when all can be told by itself
 */
export function chooseSurplus<T extends DueDelivery>(
  pending: readonly T[],
  perMinute: number,
): readonly T[] {
  const due = pending.filter(({ staysAlone }) => !staysAlone);
  if (due.length <= perMinute) return [];
  // The digest is a message too.
  const room = Math.max(perMinute - 1, 0);
  const excess = due.length - room;
  const critical = due.filter(({ severity }) => severity === 'critical');
  const sparesCritical = critical.length <= room;

  const surplus: T[] = [];
  const toldAlone = new Set<string>();
  for (const delivery of pending) {
    const { objectKey, severity, staysAlone } = delivery;
    const isSpared = sparesCritical && severity === 'critical';
    const mayGoIn =
      !staysAlone && !isSpared && !(objectKey && toldAlone.has(objectKey));
    if (mayGoIn && surplus.length < excess) surplus.push(delivery);
    else if (objectKey) toldAlone.add(objectKey);
  }
  return surplus.length > 1 ? surplus : [];
}
