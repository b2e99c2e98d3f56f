import { isObject, JsonObject } from './objects';

/** Reads a dot-separated path, e.g. `spec.replicas`; undefined where it leads nowhere. */
export function getPath(object: JsonObject, path: string): unknown {
  return path
    .split('.')
    .reduce<unknown>(
      (value, key) => (isObject(value) ? value[key] : undefined),
      object,
    );
}

/** A copy of the object with the value at a dot-separated path. */
export function withPath<T extends JsonObject>(
  object: T,
  path: string,
  value: unknown,
): T {
  const [key, ...rest] = path.split('.');
  const child = isObject(object[key]) ? object[key] : {};
  return {
    ...object,
    [key]: rest.length ? withPath(child, rest.join('.'), value) : value,
  };
}
