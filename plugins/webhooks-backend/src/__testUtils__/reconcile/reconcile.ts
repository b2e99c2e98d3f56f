import { WebhookEvent } from '@kubevision/backstage-plugin-webhooks-common';
import { Commit } from 'cluster-simulator';
import { isWatched } from './watchedFields';
import { describeCommit, describeTold } from './describe';
import { ObjectHistory } from './ObjectHistory';

/** One message as the receiver got it. */
export interface Told {
  /** The header `webhook-id`: the same for every attempt of one delivery. */
  readonly deliveryId: string;
  readonly event: WebhookEvent;
}

/**
 * Writes that may be told as one, because the cluster had forgotten them before they could be
 * watched: those after one resourceVersion, up to and with another.
 */
export interface Gap {
  readonly after: number;
  readonly upTo: number;
  /** E.g. `configmaps`; all when absent. */
  readonly resource?: string;
}

/** Each list holds one line for people per fault found. */
export interface Reconciliation {
  /** Writes that nobody was told of. */
  readonly missing: string[];
  /** Writes that were told in two deliveries. */
  readonly doubled: string[];
  /** Messages that no write stands behind. */
  readonly invented: string[];
  /** Messages about a real write that say something else than what was written. */
  readonly wrong: string[];
  /** Deliveries that arrived more than once. Right only when their sender died before it noted the answer. */
  readonly repeated: string[];
}

/** When everything is as it should be. */
export const RECONCILED: Reconciliation = {
  missing: [],
  doubled: [],
  invented: [],
  wrong: [],
  repeated: [],
};

/**
 * Compares what a webhook was told with what the cluster's own journal says. Every write that
 * changed a watched field must be one message with that change. Within a gap, the messages about
 * an object must still add up: the first old value and the last new one.
 *
 * Pure, and independent of how the plugin finds out what changed.
 *
 * @param options - `journal` holds everything after the baseline, in order; `namespace` is the one
 *   that the webhook wants
 */
export function reconcile(options: {
  cluster: string;
  namespace: string;
  journal: readonly Commit[];
  told: readonly Told[];
  gaps?: readonly Gap[];
}): Reconciliation {
  const { cluster, namespace, journal, told, gaps = [] } = options;
  const found: Reconciliation = {
    missing: [],
    doubled: [],
    invented: [],
    wrong: [],
    repeated: [],
  };

  const deliveries = new Map<string, Told>();
  for (const message of told) {
    if (deliveries.has(message.deliveryId)) {
      found.repeated.push(describeTold(message));
    }
    deliveries.set(message.deliveryId, message);
  }

  const commits = journal.filter(
    commit =>
      isWatched(commit) && commit.object.metadata.namespace === namespace,
  );
  const byUid = groupBy(commits, ({ object }) => object.metadata.uid!);
  const toldByUid = groupBy([...deliveries.values()], it => it.event.uid);
  for (const [uid, messages] of toldByUid) {
    if (!byUid.has(uid)) found.invented.push(...messages.map(describeTold));
  }
  for (const [uid, writes] of byUid) {
    ObjectHistory.create({ cluster, writes, gaps }).compare(
      toldByUid.get(uid) ?? [],
      found,
    );
  }
  return found;
}

/**
 * What to print when the two do not agree; empty when they do.
 *
 * @param options - `journal` is printed as far as the objects in question are concerned
 */
export function report(
  found: Reconciliation,
  journal: readonly Commit[],
): string {
  const sections = Object.entries(found).filter(
    ([, lines]) => lines.length > 0,
  );
  if (sections.length === 0) return '';
  const lines = sections.flatMap(([, of]) => of as string[]);
  const concerned = journal.filter(
    ({ object }) =>
      object.metadata.uid &&
      lines.some(line => line.includes(object.metadata.uid!)),
  );
  return [
    ...sections.map(
      ([name, of]) => `${name} (${of.length}):\n${indent(of as string[])}`,
    ),
    `the journal of these objects:\n${indent(concerned.map(describeCommit))}`,
  ].join('\n');
}

function indent(lines: readonly string[]): string {
  return lines.map(line => `  ${line}`).join('\n');
}

function groupBy<T>(items: readonly T[], keyOf: (item: T) => string) {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const group = groups.get(keyOf(item));
    if (group) group.push(item);
    else groups.set(keyOf(item), [item]);
  }
  return groups;
}
