import {
  DEFAULT_NAMESPACE,
  Entity,
  RELATION_OWNED_BY,
  RELATION_PART_OF,
  stringifyEntityRef,
} from '@backstage/catalog-model';
import { Change, Severity } from '@kubevision/backstage-plugin-webhooks-common';
import { SourceEvent } from '@kubevision/backstage-plugin-webhooks-node';
import { EntityFields, entityFields, refsOf } from './entityFields';

/** What is remembered of an entity, so that a change of it can be told, and its end. */
export interface SeenEntity {
  readonly ref: string;
  /** Differs after every change, as the catalog makes it. */
  readonly etag: string;
  readonly apiVersion: string;
  readonly kind: string;
  readonly namespace: string;
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly owners: readonly string[];
  readonly systems: readonly string[];
  readonly fields: EntityFields;
}

/** The catalog marks an entity so that nothing refers to any more. */
const ORPHAN = 'metadata.annotations.backstage.io/orphan';

/** What people want to read first; the rest follows alphabetically. */
const FIRST = [ORPHAN, 'spec.owner', 'spec.lifecycle', 'spec.type', 'spec.'];

export function toSeenEntity(entity: Entity): SeenEntity {
  const { apiVersion, kind, metadata } = entity;
  return {
    ref: stringifyEntityRef(entity),
    etag: metadata.etag ?? '',
    apiVersion,
    kind,
    namespace: metadata.namespace ?? DEFAULT_NAMESPACE,
    name: metadata.name,
    labels: metadata.labels ?? {},
    owners: refsOf(entity, RELATION_OWNED_BY),
    // Components can be part of others, and systems of domains.
    systems: refsOf(entity, RELATION_PART_OF).filter(ref =>
      ref.startsWith('system:'),
    ),
    fields: entityFields(entity),
  };
}

/**
 * What happened to an entity; undefined when nothing that is worth telling. Absent before means
 * created, absent after means deleted.
 *
 * @param key - of the event
 */
export function toSourceEvent(options: {
  uid: string;
  key: string;
  before?: SeenEntity;
  after?: SeenEntity;
}): SourceEvent | undefined {
  const { uid, key, before, after } = options;
  const entity = after ?? before;
  if (!entity) return undefined;
  const { ref, apiVersion, kind, namespace, name } = entity;
  const { labels, owners, systems } = entity;
  const about = { key, uid, apiVersion, kind, namespace, name };
  const belongings = { labels, owners, systems, entities: [ref] };
  if (before && after) {
    const changes = compareFields(before.fields, after.fields);
    if (changes.length === 0) return undefined;
    const severity = severityOf(changes);
    return { ...about, ...belongings, event: 'update', changes, severity };
  }
  return {
    ...about,
    ...belongings,
    event: after ? 'create' : 'delete',
    severity: after ? 'info' : 'warning',
    summary: summarize(entity),
  };
}

/** All fields that differ, the most significant first. */
function compareFields(before: EntityFields, after: EntityFields): Change[] {
  return [...new Set([...Object.keys(before), ...Object.keys(after)])]
    .filter(
      field => JSON.stringify(before[field]) !== JSON.stringify(after[field]),
    )
    .sort((a, b) => rankOf(a) - rankOf(b) || (a < b ? -1 : 1))
    .map(field => ({
      field,
      old: before[field] ?? null,
      new: after[field] ?? null,
    }));
}

function rankOf(field: string): number {
  const rank = FIRST.findIndex(first =>
    first.endsWith('.') ? field.startsWith(first) : field === first,
  );
  return rank < 0 ? FIRST.length : rank;
}

function severityOf(changes: readonly Change[]): Severity {
  const isOrphaned = changes.some(
    change => change.field === ORPHAN && change.new === 'true',
  );
  return isOrphaned ? 'warning' : 'info';
}

/** E.g. `service, owned by group:default/payments`. */
function summarize({ kind, fields, owners }: SeenEntity): string {
  const what = String(fields['spec.type'] ?? kind);
  return owners.length > 0 ? `${what}, owned by ${owners.join(', ')}` : what;
}
