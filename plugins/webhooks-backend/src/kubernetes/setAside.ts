import { randomUUID } from 'node:crypto';
import { KubernetesObject } from '../changes/types';

const MANAGED_FIELDS = Buffer.from('"managedFields":[');
const SPEC = Buffer.from('},"spec":{');
const STATUS = Buffer.from('},"status":{');
const CLOSE_LIST = 0x5d;

/** Nobody can have written this into an object. */
const PLACEHOLDER = `set aside ${randomUUID()}`;
const PLACEHOLDER_JSON = JSON.stringify(PLACEHOLDER);

/** An event of a watch, whose object is not parsed whole. */
export interface SetAside {
  /** JSON, with a placeholder for each part that was set aside. */
  readonly rest: string;
  /** A list in JSON, as UTF-8; absent when none was found. */
  readonly managedFields?: Buffer;
  /** An object in JSON, as UTF-8; absent when none was found. */
  readonly spec?: Buffer;
}

/**
 * Takes two parts out of an event's JSON that are rarely read, because parsing them takes longer than
 * everything else: `managedFields`, which are only needed when there is something to tell, and the
 * spec, which is nearly always the same as before.
 *
 * It only looks for the bytes around them, and may be misled by what else an object can hold. So what
 * it answers counts only after {@link putBack} has agreed.
 */
export function setAside(json: Buffer): SetAside {
  const managedFields = findManagedFields(json);
  const spec = findSpec(json, managedFields?.end ?? 0);
  let rest = '';
  let at = 0;
  for (const part of [managedFields, spec]) {
    if (!part) continue;
    rest += json.toString('utf8', at, part.start) + PLACEHOLDER_JSON;
    at = part.end;
  }
  return {
    rest: rest + json.toString('utf8', at),
    managedFields: slice(json, managedFields),
    spec: slice(json, spec),
  };
}

/**
 * Gives a parsed object the parts that were set aside, still as JSON.
 *
 * @returns whether they were its own, and not of some object inside of it. Then what was cut out was
 *   whole too: a cut through a text, or through nested values, leaves no JSON behind that parses and
 *   has the placeholder in its place.
 */
export function putBack(object: KubernetesObject, parts: SetAside): boolean {
  const { managedFields, spec } = parts;
  const { metadata } = object;
  if (managedFields) {
    if ((metadata.managedFields as unknown) !== PLACEHOLDER) return false;
    metadata.managedFields = managedFields;
  }
  if (spec) {
    if (object.spec !== PLACEHOLDER) return false;
    object.spec = spec;
  }
  return true;
}

interface Part {
  readonly start: number;
  readonly end: number;
}

/** What it holds are objects of objects, so the first list that ends is itself. */
function findManagedFields(json: Buffer): Part | undefined {
  const key = json.indexOf(MANAGED_FIELDS);
  if (key === -1) return undefined;
  const start = key + MANAGED_FIELDS.length - 1;
  const end = json.indexOf(CLOSE_LIST, start);
  return end === -1 ? undefined : { start, end: end + 1 };
}

function findSpec(json: Buffer, from: number): Part | undefined {
  const key = json.indexOf(SPEC, from);
  if (key === -1) return undefined;
  const start = key + SPEC.length - 1;
  const end = json.lastIndexOf(STATUS);
  return end < start ? undefined : { start, end: end + 1 };
}

function slice(json: Buffer, part: Part | undefined): Buffer | undefined {
  return part && json.subarray(part.start, part.end);
}
