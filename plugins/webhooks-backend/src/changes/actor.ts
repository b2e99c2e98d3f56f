import {
  ActorSource,
  Change,
} from '@kubevision/backstage-plugin-webhooks-common';
import { controllerOf } from './controllerOf';
import { PathStep, parsePath } from './fieldPath';
import { ALIASES } from './rules';
import {
  KubernetesObject,
  ManagedFieldsEntry,
  managedFieldsOf,
  managersOf,
} from './types';

/** Who made a change, as far as the object itself tells. */
export interface Actor {
  readonly actor: string;
  readonly actorSource: ActorSource;
}

/** Also of every deletion: nothing in an object tells who deleted it. */
export const UNKNOWN_ACTOR: Actor = {
  actor: 'unknown',
  actorSource: 'unknown',
};

const PATHS: ReadonlyMap<string, string> = new Map(
  [...ALIASES].map(([path, alias]) => [alias, path]),
);

/**
 * Who changed these fields. Kubernetes does not store who made a change, only which tool owns
 * which field, as it named itself: https://kubernetes.io/docs/reference/using-api/server-side-apply/#field-management
 *
 * A wrong name is worse than none, so this is `unknown` unless the object proves one manager:
 * a removed field has no owner any more, and owners that differ between the fields mean several
 * writes in one.
 */
export function actorOfUpdate(
  object: KubernetesObject,
  changes: readonly Change[],
): Actor {
  const paths = changes
    .filter(change => change.new !== null)
    .map(change => parsePath(PATHS.get(change.field) ?? change.field));
  const entries = managersOf(object, new Set(paths.flatMap(rootOf)));
  const owners = paths
    .map(path => entries.filter(entry => owns(entry.fieldsV1, path)))
    .filter(candidates => candidates.length > 0)
    .map(mostRecent);
  return asActor(owners);
}

/**
 * Who created an object: its controller; or else the only manager of its fields, other than
 * status, which is written by others soon after.
 */
export function actorOfCreate(object: KubernetesObject): Actor {
  const controller = controllerOf(object);
  if (controller) return { actor: controller, actorSource: 'controller' };
  const entries = managedFieldsOf(object);
  return asActor(
    entries.filter(entry => !entry.subresource).map(e => e.manager),
  );
}

/** The field of the object itself that a path leads through. */
function rootOf([first]: readonly PathStep[]): string[] {
  return first && 'key' in first ? [first.key] : [];
}

function asActor(managers: readonly (string | undefined)[]): Actor {
  const [manager, ...others] = new Set(managers);
  if (!manager || others.length > 0) return UNKNOWN_ACTOR;
  return { actor: manager, actorSource: 'field-manager' };
}

/**
 * Of several owners, whoever wrote last made the change. `kubectl scale` leaves no time: then
 * nothing tells which of them it was.
 */
function mostRecent(owners: readonly ManagedFieldsEntry[]): string | undefined {
  if (new Set(owners.map(owner => owner.manager)).size === 1) {
    return owners[0].manager;
  }
  if (owners.some(owner => !owner.time)) return undefined;
  const latest = owners
    .map(owner => owner.time!)
    .sort()
    .at(-1);
  const last = owners.filter(owner => owner.time === latest);
  return new Set(last.map(owner => owner.manager)).size === 1
    ? last[0].manager
    : undefined;
}

/** Whether a set of fields holds a path. `f:name` is a field, `k:{"name":"web"}` an item. */
function owns(fields: unknown, path: readonly PathStep[]): boolean {
  if (typeof fields !== 'object' || fields === null) return false;
  if (path.length === 0) return true;
  const [step, ...rest] = path;
  const below = childOf(fields as Record<string, unknown>, step);
  if (!below) return false;
  // A field without fields is owned whole, with all that is in it.
  return Object.keys(below).length === 0 || owns(below, rest);
}

function childOf(
  fields: Readonly<Record<string, unknown>>,
  step: PathStep,
): object | undefined {
  const key =
    'key' in step
      ? `f:${step.key}`
      : Object.keys(fields).find(
          name => name.startsWith('k:') && isSameItem(name.slice(2), step.item),
        );
  return key === undefined ? undefined : (fields[key] as object | undefined);
}

function isSameItem(
  json: string,
  item: Readonly<Record<string, string>>,
): boolean {
  try {
    const keys = Object.entries(JSON.parse(json) as Record<string, unknown>);
    return keys.every(([key, value]) => item[key] === String(value));
  } catch {
    // A missing fact about the actor must not block the event.
    return false;
  }
}
