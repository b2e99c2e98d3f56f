import { WebhookEvent } from '@kubevision/backstage-plugin-webhooks-common';
import { isDeepStrictEqual } from 'node:util';
import { Change } from './plan/Plan';

/** A message that the receiver took. */
export interface Received {
  /** Its `webhook-id`: the same when one message is sent again. */
  readonly id: string;
  readonly event: WebhookEvent;
  /** In milliseconds since 1970. */
  readonly receivedAt: number;
}

/** Whether an object ever had that resourceVersion, by uid. */
export type Versions = ReadonlyMap<string, ReadonlySet<string>>;

export interface Verdict {
  /** Changes that were told once, and how long after the write, in milliseconds. */
  readonly seen: readonly { change: Change; latencyMs: number }[];
  /** Told as a part of what it led to, because nobody watched when it happened. */
  readonly collapsed: readonly Change[];
  readonly missed: readonly Change[];
  readonly doubled: readonly Received[];
  /** Of what never was. */
  readonly invented: readonly Received[];
  /** Of what controllers did with the objects, such as a Deployment that became available. */
  readonly others: readonly Received[];
}

/**
 * Holds what was told against what was done. Both come from outside of the plugin: the writes from
 * the API server's answers, the messages from the receiver, the versions from a watch of its own.
 */
export function compare(options: {
  changes: readonly Change[];
  received: readonly Received[];
  versions: Versions;
}): Verdict {
  const { changes, versions } = options;
  // A message whose answer was lost is sent again, and says so by its id: no second event.
  const received = [
    ...new Map([...options.received].reverse().map(it => [it.id, it])).values(),
  ].reverse();

  const seen: { change: Change; latencyMs: number }[] = [];
  const unseen: Change[] = [];
  const doubled = new Set<Received>();
  const explained = new Set<Received>();
  for (const change of changes) {
    const [first, ...rest] = received.filter(it => tells(it.event, change));
    if (first) {
      const latencyMs = first.receivedAt - change.writtenAt;
      seen.push({ change, latencyMs });
      explained.add(first);
    } else {
      unseen.push(change);
    }
    for (const it of rest) doubled.add(it);
  }

  const told = new Set(seen.map(({ change }) => change));
  const isCollapsed = (change: Change) => collapses(change, changes, told);
  const others: Received[] = [];
  const invented: Received[] = [];
  const writes = new Set<string>();
  for (const it of received) {
    const { uid, resourceVersion, event } = it.event;
    const write = `${uid} ${resourceVersion} ${event}`;
    if (!isTrue(it.event, changes)) invented.push(it);
    else if (explained.has(it) || doubled.has(it)) continue;
    else if (!isPossible(it.event, changes, versions)) invented.push(it);
    else if (writes.has(write)) doubled.add(it);
    else others.push(it);
    writes.add(write);
  }
  return {
    seen,
    collapsed: unseen.filter(isCollapsed),
    missed: unseen.filter(change => !isCollapsed(change)),
    doubled: [...doubled].filter(it => !invented.includes(it)),
    invented,
    others,
  };
}

/** Whether an event tells of a change. */
function tells(event: WebhookEvent, { uid, event: type, change }: Change) {
  if (event.uid !== uid) return false;
  if (!change) return event.event === type;
  // Several fields that changed in a gap are one event, which is a scale if one of them was.
  if (event.event !== 'update' && event.event !== 'scale') return false;
  return event.changes.some(
    it => it.field === change.field && isDeepStrictEqual(it.new, change.new),
  );
}

/** Whether fields of the plan went from where to where the event says. */
function isTrue(event: WebhookEvent, changes: readonly Change[]): boolean {
  const ofObject = changes.filter(({ uid }) => uid === event.uid);
  return event.changes.every(it => {
    const steps = ofObject.filter(({ change }) => change?.field === it.field);
    const step = steps.find(({ change }) =>
      isDeepStrictEqual(change!.new, it.new),
    );
    if (!step) return steps.length === 0;
    return steps.some(
      ({ change, phase }) =>
        isDeepStrictEqual(change!.old, it.old) &&
        (change === step.change || (!step.isWatched && phase === step.phase)),
    );
  });
}

/** Whether something of which the plan says nothing can have happened in the cluster. */
function isPossible(
  { uid, resourceVersion, event }: WebhookEvent,
  changes: readonly Change[],
  versions: Versions,
): boolean {
  // Objects of the plan are made and deleted by nobody else.
  const isOfPlan = changes.some(change => change.uid === uid);
  if (isOfPlan && (event === 'create' || event === 'delete')) return false;
  return versions.get(uid)?.has(resourceVersion) ?? false;
}

/**
 * Whether it is right that a change was not told by itself. Only the outcome of a gap can be seen
 * after it: the last value of a field, or the end of an object.
 */
function collapses(
  change: Change,
  changes: readonly Change[],
  told: ReadonlySet<Change>,
): boolean {
  if (change.isWatched) return false;
  const sameGap = changes.filter(
    ({ phase, uid }) => phase === change.phase && uid === change.uid,
  );
  const made = sameGap.find(({ event }) => event === 'create');
  const gone = sameGap.find(({ event }) => event === 'delete');
  // It came and went, and left nothing to be seen.
  if (made && gone) return true;
  if (change === made || change === gone) return false;
  if (made) return told.has(made);
  if (gone) return told.has(gone);
  return sameGap
    .slice(sameGap.indexOf(change) + 1)
    .some(it => it.change?.field === change.change!.field && told.has(it));
}
