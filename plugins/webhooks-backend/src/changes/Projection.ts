import { FieldValue } from '@kubevision/backstage-plugin-webhooks-common';
import { Paths } from './Paths';

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

/**
 * What is kept of an object: its {@link Fields}, folded up. Most projections are only ever compared
 * with the next one, and there are as many as there are objects in all clusters; so the values
 * are one text and the paths are shared.
 */
export class Projection {
  readonly #paths: Paths;
  /** A JSON array without its brackets. */
  readonly #values: string;

  static of(fields: Fields): Projection {
    const builder = new ProjectionBuilder();
    for (const [path, value] of Object.entries(fields))
      builder.add(path, value);
    return builder.build();
  }

  constructor(paths: Paths, values: string) {
    this.#paths = paths;
    this.#values = values;
  }

  get fields(): Fields {
    const values: FieldValue[] = JSON.parse(`[${this.#values}]`);
    const paths = this.#paths.toArray();
    return Object.fromEntries(paths.map((path, i) => [path, values[i]]));
  }

  /** As it is stored. */
  toJSON(): Fields {
    return this.fields;
  }

  equals(other: Projection): boolean {
    return this.#values === other.#values && this.#paths.equals(other.#paths);
  }
}

/** Collects the fields of one projection, each path once. */
export class ProjectionBuilder {
  #paths = Paths.empty();
  readonly #values: string[] = [];

  add(path: string, value: FieldValue): void {
    this.#paths = this.#paths.with(path);
    this.#values.push(JSON.stringify(value));
  }

  get size(): number {
    return this.#values.length;
  }

  build(): Projection {
    // `join` makes one flat string; concatenation would keep every piece of it alive.
    return new Projection(this.#paths, this.#values.join(','));
  }
}
