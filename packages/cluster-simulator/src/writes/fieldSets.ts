import { FieldsV1, isObject, JsonObject } from '../objects';
import { itemKey, listType } from './listKeys';

/**
 * A set of fields. Each is a path of `FieldsV1` elements (`f:name`, `k:{"name":"web"}`, `v:"x"`),
 * joined by a character that no element holds.
 */
export type FieldSet = ReadonlySet<string>;

const SEPARATOR = '\u0000';

/** Maps with free keys: each key has an owner, and so has the map itself. */
const FREE_MAPS = new Set([
  'annotations',
  'binaryData',
  'data',
  'labels',
  'limits',
  'requests',
]);

/** Maps that have one owner as a whole. */
const ATOMIC_MAPS = new Set(['nodeSelector', 'selector']);

/** Written by the server itself, so nobody owns them. */
const UNOWNED = new Set([
  'f:apiVersion',
  'f:kind',
  ...[
    'creationTimestamp',
    'deletionGracePeriodSeconds',
    'deletionTimestamp',
    'generation',
    'managedFields',
    'name',
    'namespace',
    'resourceVersion',
    'uid',
  ].map(name => ['f:metadata', `f:${name}`].join(SEPARATOR)),
]);

/** Visits each field with its value: leaves, free maps and keyed items. */
function visit(
  name: string,
  value: unknown,
  path: string[],
  found: Map<string, unknown>,
): void {
  const key = path.join(SEPARATOR);
  if (UNOWNED.has(key)) return;

  if (
    isObject(value) &&
    Object.keys(value).length > 0 &&
    !ATOMIC_MAPS.has(name)
  ) {
    if (FREE_MAPS.has(name)) found.set(key, undefined);
    for (const [child, childValue] of Object.entries(value)) {
      visit(child, childValue, [...path, `f:${child}`], found);
    }
    return;
  }

  const kind = Array.isArray(value) ? listType(name, value) : undefined;
  if (kind?.type === 'set') {
    found.set(key, undefined);
    for (const item of value as unknown[]) {
      found.set(
        [...path, `v:${JSON.stringify(item)}`].join(SEPARATOR),
        undefined,
      );
    }
  } else if (kind?.type === 'map' && (value as unknown[]).length > 0) {
    for (const item of value as JsonObject[]) {
      const itemPath = [
        ...path,
        `k:${JSON.stringify(itemKey(item, kind.keys))}`,
      ];
      found.set(itemPath.join(SEPARATOR), undefined);
      visit('', item, itemPath, found);
    }
  } else if (value !== undefined) {
    found.set(key, JSON.stringify(value));
  }
}

function valuesOf(object: JsonObject): Map<string, unknown> {
  const found = new Map<string, unknown>();
  visit('', object, [], found);
  // An empty object has no field, not an empty path.
  found.delete('');
  return found;
}

/** All fields that an object sets. */
export function fieldsOf(object: JsonObject): FieldSet {
  return new Set(valuesOf(object).keys());
}

/** The fields that a write set to another value, and those that it removed. */
export function compareFields(
  before: JsonObject,
  after: JsonObject,
): { changed: FieldSet; removed: FieldSet } {
  const old = valuesOf(before);
  const current = valuesOf(after);
  return {
    changed: new Set(
      [...current.keys()].filter(
        key => !old.has(key) || old.get(key) !== current.get(key),
      ),
    ),
    removed: new Set([...old.keys()].filter(key => !current.has(key))),
  };
}

/** Reads the tree of a managedFields entry. */
export function fromFieldsV1(tree: FieldsV1, path: string[] = []): FieldSet {
  const fields = new Set<string>();
  for (const [element, children] of Object.entries(tree)) {
    if (element === '.') {
      fields.add(path.join(SEPARATOR));
    } else if (Object.keys(children).length === 0) {
      fields.add([...path, element].join(SEPARATOR));
    } else {
      for (const field of fromFieldsV1(children, [...path, element])) {
        fields.add(field);
      }
    }
  }
  return fields;
}

/** Writes a set as the tree of a managedFields entry. */
export function toFieldsV1(fields: FieldSet): FieldsV1 {
  const tree: FieldsV1 = {};
  for (const field of [...fields].sort()) {
    let node = tree;
    let path = '';
    for (const element of field.split(SEPARATOR)) {
      // What was a leaf so far becomes a member with children.
      if (path && fields.has(path) && !('.' in node)) node['.'] = {};
      path = path ? `${path}${SEPARATOR}${element}` : element;
      node[element] ??= {};
      node = node[element];
    }
  }
  return tree;
}

/** Writes a path for people: `.spec.template.spec.containers[name="web"].image`. */
export function describeField(field: string): string {
  return field
    .split(SEPARATOR)
    .map(element =>
      element.startsWith('f:')
        ? `.${element.slice(2)}`
        : element
            .slice(2)
            .replace(/^\{(.*)\}$/, '[$1]')
            .replace(/"(\w+)":/g, '$1='),
    )
    .join('');
}

/** The path as its elements. */
export function splitField(field: string): string[] {
  return field.split(SEPARATOR);
}
