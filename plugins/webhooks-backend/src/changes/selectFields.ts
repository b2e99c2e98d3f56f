import { FieldValue } from '@kubevision/backstage-plugin-webhooks-common';
import { carriesSecret } from './carriesSecret';
import { fieldName } from './fieldNames';
import { itemPath, keyPath } from './fieldPath';
import { KeyedItems, keyedItems } from './listKeys';
import { Selection } from './Selection';

/** Is told a field: its path, its value, and whether the value may be secret. */
export type Emit = (
  path: string,
  value: FieldValue,
  isSensitive: boolean,
) => void;

/** What only points at a Secret, as `secretKeyRef` and the volumes of Pods do, is no secret. */
const REFERENCE =
  /^(name|namespace|key|kind|group|apiGroup|apiVersion|secretName|optional|items|defaultMode)$/;

/** A Secret in another object, such as a template, holds its values here. */
const SECRET_CONTENT = /^(data|stringData)$/;

/** Of an item that is named like a secret, as `{ name: 'password', value: '…' }`. */
const ITEM_VALUE = /value$/i;

type JsonObject = Readonly<Record<string, unknown>>;

const NO_KEYS: readonly string[] = [];

function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Calls `emit` with each field of an object that is selected. */
export function selectFields(
  object: unknown,
  selection: Selection,
  emit: Emit,
): void {
  walk(object, selection, '', emit);
}

function walk(value: unknown, at: Selection, path: string, emit: Emit): void {
  if (value === null || value === undefined) return;
  if (at.takes) {
    const { leaves, masked } = at.takes;
    if (leaves) emitLeaves(value, path, masked, emit);
    else emitWhole(value, path, masked, emit);
    return;
  }
  if (Array.isArray(value)) {
    if (at.items.length > 0) walkItems(value, at, path, emit);
    return;
  }
  if (!isObject(value)) return;
  for (const [key, child] of at.keys) {
    // Most fields that could be there are not.
    const below = value[key];
    if (below !== undefined) walk(below, child, keyPath(path, key), emit);
  }
  if (!at.anyKey) return;
  for (const key of Object.keys(value)) {
    walk(value[key], at.anyKey, keyPath(path, key), emit);
  }
}

function walkItems(
  list: readonly unknown[],
  at: Selection,
  path: string,
  emit: Emit,
): void {
  const keyed = keyedItems(list);
  if (!keyed) return;
  for (const item of keyed.items) {
    for (const { only, selection } of at.items) {
      if (only && item[only[0]] !== only[1]) continue;
      walk(item, selection, itemPath(path, item, keyed.keys), emit);
    }
  }
}

/** Emits every leaf below a value. A list whose items nothing tells apart is one leaf. */
function emitLeaves(
  value: unknown,
  path: string,
  isSensitive: boolean,
  emit: Emit,
): void {
  if (value === null || value === undefined) return;
  if (isObject(value)) {
    emitObject(value, path, NO_KEYS, isSensitive, emit);
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

/** The items of a list and what tells them apart; below a secret, nothing but names may. */
function identifiedItems(
  list: readonly unknown[],
  isSensitive: boolean,
): KeyedItems | undefined {
  const keyed = keyedItems(list);
  const tells = keyed && isSensitive && keyed.keys.join() !== 'name';
  return tells ? undefined : keyed;
}

function emitObject(
  value: JsonObject,
  path: string,
  identity: readonly string[],
  isSensitive: boolean,
  emit: Emit,
): void {
  let isEmpty = true;
  for (const key of Object.keys(value)) {
    const name = fieldName(key);
    if (name.isDropped || identity.includes(key)) continue;
    isEmpty = false;
    const child = value[key];
    const isSecret =
      (name.isSensitive && !isReference(child)) || isSecretOf(value, key);
    emitLeaves(
      child,
      keyPath(path, key),
      isSensitive || name.hidesAllBelow || isSecret,
      emit,
    );
  }
  // What is there without saying more, such as `emptyDir: {}` or a taint without a value.
  if (isEmpty) emit(path, identity.length > 0 ? true : {}, false);
}

function isReference(value: unknown): boolean {
  return (
    isObject(value) && Object.keys(value).every(key => REFERENCE.test(key))
  );
}

/** Whether what else is in an object tells that one of its fields is secret. */
function isSecretOf(value: JsonObject, key: string): boolean {
  if (ITEM_VALUE.test(key)) {
    return [value.name, value.key].some(
      name => typeof name === 'string' && fieldName(name).isSensitive,
    );
  }
  return value.kind === 'Secret' && SECRET_CONTENT.test(key);
}

/** Whether a value has a secret in it, as far as the value itself tells. */
function tellsSecret(value: unknown): boolean {
  if (typeof value === 'string') return carriesSecret(value);
  // An argument may be the value of the one before it.
  if (Array.isArray(value)) return carriesSecret(value.join(' '));
  return (
    isObject(value) && Object.keys(value).some(key => isSecretOf(value, key))
  );
}

/** Emits a value as one leaf, without what is dropped, and as sensitive when anything in it is. */
function emitWhole(
  value: unknown,
  path: string,
  isSensitive: boolean,
  emit: Emit,
): void {
  if (typeof value !== 'object') {
    emit(path, value as FieldValue, isSensitive || tellsSecret(value));
    return;
  }
  if (Array.isArray(value) && value.length === 0) return;
  let holdsSecret = isSensitive;
  const json = JSON.stringify(value, (key, child) => {
    const { isDropped, isSensitive: isSecret, hidesAllBelow } = fieldName(key);
    holdsSecret ||= isSecret || hidesAllBelow || tellsSecret(child);
    return isDropped ? undefined : child;
  });
  emit(path, JSON.parse(json) as FieldValue, holdsSecret);
}
