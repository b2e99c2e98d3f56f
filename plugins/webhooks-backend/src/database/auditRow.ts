import {
  ActorSource,
  WebhookEvent,
} from '@kubevision/backstage-plugin-webhooks-common';
import { AuditedChange, NamedAuditRecord } from '../audit/AuditRecord';
import { ObservedChange } from '../audit/attribute';

/** PostgreSQL's driver answers bigint as text, SQLite's as a number. */
type BigInteger = number | string;

/** A row of `audit_records`. */
export interface AuditRecordRow {
  cluster: string;
  audit_id: string;
  resource: string;
  change: string;
  namespace: string;
  name: string | null;
  uid: string | null;
  resource_version: string | null;
  username: string;
  impersonator: string | null;
  actor: string;
  actor_ref: string | null;
  manager: string | null;
  started_at: BigInteger;
  ended_at: BigInteger;
  received_at: BigInteger;
}

/** A row of `attributable_events`. */
export interface AttributableEventRow {
  event_id: string;
  cluster: string;
  resource: string;
  change: string;
  namespace: string;
  name: string;
  uid: string;
  resource_version: string;
  single_write: boolean | number;
  own_actor: string;
  own_actor_source: string;
  audit_id: string | null;
  actor_source: string;
  observed_at: BigInteger;
}

export function toAuditRecordRow(
  cluster: string,
  record: NamedAuditRecord,
  now: Date,
): AuditRecordRow {
  return {
    cluster,
    audit_id: record.auditId,
    resource: record.resource,
    change: record.change,
    namespace: record.namespace,
    name: record.name ?? null,
    uid: record.uid ?? null,
    resource_version: record.resourceVersion ?? null,
    username: record.username,
    impersonator: record.impersonator ?? null,
    actor: record.actor,
    actor_ref: record.actorRef ?? null,
    manager: record.manager ?? null,
    started_at: record.startedAt,
    ended_at: record.endedAt,
    received_at: now.getTime(),
  };
}

export function toNamedAuditRecord(row: AuditRecordRow): NamedAuditRecord {
  return {
    auditId: row.audit_id,
    resource: row.resource,
    change: row.change as AuditedChange,
    namespace: row.namespace,
    name: row.name ?? undefined,
    uid: row.uid ?? undefined,
    resourceVersion: row.resource_version ?? undefined,
    username: row.username,
    impersonator: row.impersonator ?? undefined,
    actor: row.actor,
    actorRef: row.actor_ref ?? undefined,
    manager: row.manager ?? undefined,
    startedAt: Number(row.started_at),
    endedAt: Number(row.ended_at),
  };
}

/** @param resource - of the event, e.g. `deployments.apps` */
export function toAttributableEventRow(
  event: WebhookEvent,
  resource: string,
  now: Date,
): AttributableEventRow {
  return {
    event_id: event.id,
    cluster: event.cluster,
    resource,
    change: event.event === 'scale' ? 'update' : event.event,
    namespace: event.namespace,
    name: event.name,
    uid: event.uid,
    resource_version: event.resourceVersion,
    single_write: event.observed === 'watch',
    own_actor: event.actor,
    own_actor_source: event.actorSource,
    audit_id: null,
    actor_source: event.actorSource,
    observed_at: now.getTime(),
  };
}

export function toObservedChange(row: AttributableEventRow): ObservedChange {
  return {
    resource: row.resource,
    change: row.change as AuditedChange,
    namespace: row.namespace,
    name: row.name,
    uid: row.uid,
    resourceVersion: row.resource_version,
    isSingleWrite: Boolean(row.single_write),
    manager:
      row.own_actor_source === 'field-manager' ? row.own_actor : undefined,
    observedAt: Number(row.observed_at),
  };
}

/** Who made a change, as an event says it. */
export interface EventActor {
  readonly actor: string;
  readonly actorSource: ActorSource;
  readonly actorRef?: string;
  readonly impersonator?: string;
}

/** The event with another actor. Keys that were there keep their places. */
export function withActor(event: WebhookEvent, actor: EventActor) {
  const { actorRef: _ref, impersonator: _impersonator, ...rest } = event;
  return { ...rest, ...actor };
}
