import { CircuitInfo } from '@kubevision/backstage-plugin-webhooks-common';

/**
 * The failures of a receiver since the last that was none. Times are milliseconds since the epoch.
 * A receiver without any has no circuit.
 */
export interface Circuit {
  /** How many attempts failed in a row. */
  readonly failures: number;
  /** How many of the last of them only the receiver's owner can put right. */
  readonly ownerFailures: number;
  /** When the first of them failed. */
  readonly since: number;
  /** Present while the circuit is open. */
  readonly open?: {
    /** How many probes have failed. */
    readonly failedProbes: number;
    /** From when on one delivery is tried. */
    readonly nextProbeAt: number;
  };
}

/** A circuit as the API answers it. */
export function describeCircuit(
  circuit: Circuit | undefined,
  now: Date,
): CircuitInfo {
  if (!circuit) return { state: 'closed', failures: 0 };
  const { failures, since, open } = circuit;
  const known = { failures, since: new Date(since).toISOString() };
  if (!open) return { state: 'closed', ...known };
  return {
    state: open.nextProbeAt > now.getTime() ? 'open' : 'half-open',
    ...known,
    nextProbeAt: new Date(open.nextProbeAt).toISOString(),
  };
}
