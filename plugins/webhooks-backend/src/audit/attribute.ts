import { ActorSource } from '@kubevision/backstage-plugin-webhooks-common';
import { AuditRecord, AuditedChange } from './AuditRecord';

/** A change that was observed, as far as audit records can be joined with it. */
export interface ObservedChange {
  /** E.g. `deployments.apps`. */
  readonly resource: string;
  readonly change: AuditedChange;
  readonly namespace: string;
  readonly name: string;
  readonly uid: string;
  readonly resourceVersion: string;
  /** False when it was found by comparing after a gap: then it may be several writes in one. */
  readonly isSingleWrite: boolean;
  /** The tool that owns the changed fields, when the object proves it. */
  readonly manager?: string;
  /** When it was observed, by our clock; milliseconds since the epoch. */
  readonly observedAt: number;
}

/** Which record tells who made a change, and whether that is certain. */
export interface Attribution<Record extends AuditRecord = AuditRecord> {
  readonly record: Record;
  readonly actorSource: Extract<ActorSource, 'audit' | 'audit-probable'>;
}

/** How far the clocks of the API servers and ours may be apart. */
const CLOCK_TOLERANCE_MS = 2_000;
/** How far a record without the answer may be from the change that it is taken for. */
export const PROBABLE_WINDOW_MS = 5_000;

/**
 * Who made a change, as far as audit records tell. A wrong name is worse than none: a record that
 * proves the change wins, records that contradict each other give nothing, and what is only near
 * in time is called probable, and needs to be the only one.
 *
 * @param records - of the same cluster; those that have nothing to do with the change are ignored
 */
export function attribute<Record extends AuditRecord>(
  change: ObservedChange,
  records: readonly Record[],
): Attribution<Record> | undefined {
  const exact = records.filter(record => proves(record, change));
  if (exact.length > 0) {
    const record = onlyUser(exact) ?? firstOf(exact);
    return record && { record, actorSource: 'audit' };
  }
  const probable = onlyUser(records.filter(record => fits(record, change)));
  return probable && { record: probable, actorSource: 'audit-probable' };
}

/**
 * An object is created and deleted once, so its uid tells which request did it. An update is told
 * by the resourceVersion that it made, unless that was seen long before the request came: then the
 * request changed nothing, and was answered what somebody else had written.
 */
function proves(record: AuditRecord, change: ObservedChange): boolean {
  if (
    record.resource !== change.resource ||
    record.uid !== change.uid ||
    record.startedAt > change.observedAt + CLOCK_TOLERANCE_MS
  ) {
    return false;
  }
  if (change.change !== 'update') return record.change === change.change;
  return (
    change.isSingleWrite &&
    record.resourceVersion === change.resourceVersion &&
    !contradicts(record, change)
  );
}

/** Without the answer, a record tells only that somebody did such a thing, about then. */
function fits(record: AuditRecord, change: ObservedChange): boolean {
  const key = change.change === 'update' ? 'resourceVersion' : 'uid';
  return (
    change.isSingleWrite &&
    record[key] === undefined &&
    record.change === change.change &&
    record.resource === change.resource &&
    record.namespace === change.namespace &&
    (record.name === undefined || record.name === change.name) &&
    (record.uid === undefined || record.uid === change.uid) &&
    Math.abs(record.endedAt - change.observedAt) <= PROBABLE_WINDOW_MS &&
    !contradicts(record, change)
  );
}

/** The tool that the object names must be the one that the request came from. */
function contradicts(record: AuditRecord, change: ObservedChange): boolean {
  return (
    change.change === 'update' &&
    change.manager !== undefined &&
    record.manager !== undefined &&
    change.manager !== record.manager
  );
}

/** Any of the records, when all of them name the same user. */
function onlyUser<Record extends AuditRecord>(
  records: readonly Record[],
): Record | undefined {
  const [first, ...others] = records;
  return others.every(
    other =>
      other.username === first.username &&
      other.impersonator === first.impersonator,
  )
    ? first
    : undefined;
}

/**
 * The request that was over before any other began: it wrote, and the others found it done, such as
 * an apply that changed nothing, or a second deletion.
 */
function firstOf<Record extends AuditRecord>(
  records: readonly Record[],
): Record | undefined {
  const first = records.reduce((a, b) => (b.startedAt < a.startedAt ? b : a));
  return records.every(
    other => other === first || first.endedAt < other.startedAt,
  )
    ? first
    : undefined;
}
