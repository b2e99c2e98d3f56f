import { isDeepStrictEqual } from 'node:util';
import {
  Change,
  FieldValue,
} from '@kubevision/backstage-plugin-webhooks-common';
import { Paths } from './Paths';
import { toJson } from './toJson';

/**
 * The significant fields of an object by keyed path, as `rules.ts` names them. A field whose value
 * must not be kept, because it is secret or long, holds a {@link ValueMark}.
 *
 * @example `{ "spec.replicas": 3, "spec.template.spec.containers[name=web].image": "web:1.2" }`
 */
export type Fields = { readonly [path: string]: FieldValue };

/**
 * Stands for a value that is not kept. Two marks are equal exactly when the values are; `mark` is
 * keyed, so nobody can guess a weak secret from it, and it never leaves the database.
 */
export type ValueMark = {
  readonly mark: string;
  /** What people see: `***`, or the beginning of a long value. */
  readonly shown: string;
};

/** Where in a {@link Projection} the spec ends, which comes first. */
export interface SpecEnd {
  readonly paths: Paths;
  /** Of the text of its values. */
  readonly length: number;
}

/**
 * What is kept of an object: its {@link Fields}, folded up. Most projections are only ever compared
 * with the next one, and there are as many as there are objects in all clusters; so the values
 * are one text and the paths are shared.
 */
export class Projection {
  readonly #paths: Paths;
  /** A JSON array without its brackets. */
  readonly #values: string;
  readonly #specEnd: SpecEnd | undefined;

  static of(fields: Fields): Projection {
    let paths = Paths.empty();
    const values: string[] = [];
    for (const [path, value] of Object.entries(fields)) {
      paths = paths.with(path);
      values.push(toJson(value));
    }
    return new Projection(paths, values.join(','));
  }

  constructor(paths: Paths, values: string, specEnd?: SpecEnd) {
    this.#paths = paths;
    this.#values = values;
    this.#specEnd = specEnd;
  }

  /** What is of the spec, still folded up; undefined for one that was read from the store. */
  get spec(): { readonly end: SpecEnd; readonly values: string } | undefined {
    const end = this.#specEnd;
    return end && { end, values: this.#values.slice(0, end.length) };
  }

  get fields(): Fields {
    const values = this.#parse();
    const fields: Record<string, FieldValue> = {};
    this.#paths.toArray().forEach((path, i) => {
      fields[path] = values[i];
    });
    return fields;
  }

  /** One of the fields; undefined when it is not there. */
  get(path: string): FieldValue | undefined {
    const at = this.#paths.toArray().indexOf(path);
    return at === -1 ? undefined : this.#parse()[at];
  }

  /** The fields that differ from those of a later projection; `null` is an absent one. */
  differencesTo(next: Projection): Change[] {
    if (this.#paths !== next.#paths) return differences(this, next);
    // Nearly always the same fields have other values.
    const old = this.#parse();
    const changed: Change[] = [];
    const values = next.#parse();
    const paths = this.#paths.toArray();
    for (let i = 0; i < paths.length; i += 1) {
      if (!isEqual(old[i], values[i])) {
        changed.push({ field: paths[i], old: old[i], new: values[i] });
      }
    }
    return changed;
  }

  /** As it is stored. */
  toJSON(): Fields {
    return this.fields;
  }

  #parse(): FieldValue[] {
    return JSON.parse(`[${this.#values}]`);
  }

  equals(other: Projection): boolean {
    return this.#values === other.#values && this.#paths.equals(other.#paths);
  }
}

function differences(old: Projection, next: Projection): Change[] {
  const [before, after] = [old.fields, next.fields];
  return [...new Set([...Object.keys(before), ...Object.keys(after)])]
    .map(field => ({
      field,
      old: before[field] ?? null,
      new: after[field] ?? null,
    }))
    .filter(change => !isEqual(change.old, change.new));
}

function isEqual(a: FieldValue, b: FieldValue): boolean {
  if (a === b) return true;
  const areObjects = typeof a === 'object' && typeof b === 'object';
  return areObjects && isDeepStrictEqual(a, b);
}
