import { FieldValue } from '@kubevision/backstage-plugin-webhooks-common';
import { Paths } from './Paths';
import { Projection } from './Projection';
import { toJson } from './toJson';

/** Collects the fields of one projection, each path once. */
export class ProjectionBuilder {
  #paths = Paths.empty();
  readonly #values: string[] = [];

  add(path: string, value: FieldValue): void {
    this.#paths = this.#paths.with(path);
    this.#values.push(toJson(value));
  }

  get size(): number {
    return this.#values.length;
  }

  build(): Projection {
    // `join` makes one flat string; concatenation would keep every piece of it alive.
    return new Projection(this.#paths, this.#values.join(','));
  }
}
