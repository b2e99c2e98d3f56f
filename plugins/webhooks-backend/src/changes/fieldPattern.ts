import { FieldValue } from '@kubevision/backstage-plugin-webhooks-common';
import { itemPath, keyPath } from './fieldPath';
import { keyedItems } from './listKeys';

/**
 * Patterns of fields, as `rules.ts` writes them:
 * - `spec.paused`: that field, a list as one value;
 * - `spec.containers[].image`: of every item of a list;
 * - `status.conditions[type=Ready].status`: of one item;
 * - `data.*`: every key;
 * - `spec.**`: every leaf below.
 */
type Emit = (path: string, value: FieldValue, isSensitive: boolean) => void;

/** Written by the API server or by controllers on nearly every write; they tell nothing. */
const DROPPED =
  /^(managedFields|generation|observedGeneration|resourceVersion|creationTimestamp|timeAdded|last[A-Za-z]*Time|kubectl\.kubernetes\.io\/last-applied-configuration)$/;

/** Names under which manifests carry secrets in clear. Not `secretName`, which only points at one. */
const SENSITIVE =
  /(password|passwd|passphrase|secret|token|api_?key|access_?key|private_?key|credentials?)$/i;

/** What only points at a Secret, as `secretKeyRef` and the volumes of Pods do, is no secret. */
const REFERENCE =
  /^(name|namespace|key|kind|group|apiGroup|apiVersion|secretName|optional|items|defaultMode)$/;

/** An argument that carries a secret in clear, such as `--db-password=…`. */
const SECRET_ARGUMENT =
  /^--?[\w-]*(password|passwd|secret|token|api-?key)[\w-]*[= ]/i;

/** The variables of containers: which there are is worth telling, their values often are secret. */
const HIDES_ALL_BELOW = /^env$/;

type Container = Readonly<Record<string, unknown>>;

function isObject(value: unknown): value is Container {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isReference(value: unknown): boolean {
  return (
    isObject(value) && Object.keys(value).every(key => REFERENCE.test(key))
  );
}

/** The items of a list and what tells them apart; below a secret, nothing but names may. */
function identifiedItems(list: readonly unknown[], isSensitive: boolean) {
  const keyed = keyedItems(list);
  const tells = keyed && isSensitive && keyed.keys.join() !== 'name';
  return tells ? undefined : keyed;
}

/** Emits every leaf below a value. A list whose items nothing tells apart is one leaf. */
function emitLeaves(
  value: unknown,
  path: string,
  isSensitive: boolean,
  emit: Emit,
) {
  if (value === null || value === undefined) return;
  if (isObject(value)) {
    emitObject(value, path, [], isSensitive, emit);
    return;
  }
  const keyed = Array.isArray(value)
    ? identifiedItems(value, isSensitive)
    : undefined;
  if (!keyed) {
    emitWhole(value, path, isSensitive, emit);
    return;
  }
  for (const item of keyed.items) {
    const at = itemPath(path, item, keyed.keys);
    emitObject(item, at, keyed.keys, isSensitive, emit);
  }
}

function emitObject(
  value: Container,
  path: string,
  identity: readonly string[],
  isSensitive: boolean,
  emit: Emit,
) {
  const keys = Object.keys(value).filter(
    key => !identity.includes(key) && !DROPPED.test(key),
  );
  // What is there without saying more, such as `emptyDir: {}` or a taint without a value.
  if (keys.length === 0) emit(path, identity.length > 0 ? true : {}, false);
  for (const key of keys) {
    const child = value[key];
    const hides = HIDES_ALL_BELOW.test(key);
    const names = SENSITIVE.test(key) && !isReference(child);
    const at = keyPath(path, key);
    emitLeaves(child, at, isSensitive || hides || names, emit);
  }
}

/** Emits a value as one leaf, without what is dropped, and as sensitive when anything in it is. */
function emitWhole(
  value: unknown,
  path: string,
  isSensitive: boolean,
  emit: Emit,
) {
  if (Array.isArray(value) && value.length === 0) return;
  let holdsSecret = isSensitive;
  const json = JSON.stringify(value, (key, child) => {
    holdsSecret ||=
      SENSITIVE.test(key) ||
      HIDES_ALL_BELOW.test(key) ||
      (typeof child === 'string' && SECRET_ARGUMENT.test(child));
    return DROPPED.test(key) ? undefined : child;
  });
  emit(path, JSON.parse(json) as FieldValue, holdsSecret);
}

const SEGMENT = /^([^[]+)(?:\[(?:(\w+)=(\w+))?\])?$/;

function emitSegments(
  value: unknown,
  [segment, ...rest]: readonly string[],
  path: string,
  emit: Emit,
): void {
  if (value === null || value === undefined) return;
  if (segment === undefined) {
    emitWhole(value, path, false, emit);
  } else if (segment === '**') {
    emitLeaves(value, path, false, emit);
  } else if (isObject(value)) {
    for (const [at, child] of stepInto(value, segment, path)) {
      emitSegments(child, rest, at, emit);
    }
  }
}

/** What one segment of a pattern selects below an object, by path. */
function stepInto(
  value: Container,
  segment: string,
  path: string,
): (readonly [string, unknown])[] {
  if (segment === '*') {
    return Object.keys(value).map(key => [keyPath(path, key), value[key]]);
  }
  const [, key, onlyKey, onlyValue] = SEGMENT.exec(segment)!;
  const at = keyPath(path, key);
  if (!segment.endsWith(']')) return [[at, value[key]]];
  const list = value[key];
  const keyed = Array.isArray(list) ? keyedItems(list) : undefined;
  if (!keyed) return [];
  return keyed.items
    .filter(item => !onlyKey || item[onlyKey] === onlyValue)
    .map(item => [itemPath(at, item, keyed.keys), item]);
}

/** Calls `emit` with the path and value of each field of an object that a pattern selects. */
export function selectFields(object: unknown, pattern: string, emit: Emit) {
  emitSegments(object, pattern.split('.'), '', emit);
}

const WILDCARDS: Readonly<Record<string, string>> = {
  '**': '.+',
  '*': '.+',
  '[]': '\\[[^\\]]*\\]',
};

const expressions = new Map<string, RegExp>();

/** Whether a path is one that the pattern selects. */
export function matchesPattern(path: string, pattern: string): boolean {
  let expression = expressions.get(pattern);
  if (!expression) {
    const source = pattern
      .split(/(\*\*|\*|\[\])/)
      .map(part => WILDCARDS[part] ?? part.replace(/[.[\]]/g, '\\$&'))
      .join('');
    expression = new RegExp(`^${source}$`);
    expressions.set(pattern, expression);
  }
  return expression.test(path);
}
