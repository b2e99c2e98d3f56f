import { FieldValue } from '@kubevision/backstage-plugin-webhooks-common';
import { Paths } from './Paths';
import { Projection, SpecEnd } from './Projection';
import { toJson } from './toJson';

/** Collects the fields of one projection, each path once, those of the spec first. */
export class ProjectionBuilder {
  #paths: Paths;
  readonly #values: string[];
  #specEnd: SpecEnd | undefined;

  static empty(): ProjectionBuilder {
    return new ProjectionBuilder(Paths.empty(), []);
  }

  /** Begins with the spec of another projection; undefined where that does not tell which it is. */
  static withSpecOf(projection: Projection): ProjectionBuilder | undefined {
    const { spec } = projection;
    if (!spec) return undefined;
    const values = spec.values ? [spec.values] : [];
    const builder = new ProjectionBuilder(spec.end.paths, values);
    builder.#specEnd = spec.end;
    return builder;
  }

  private constructor(paths: Paths, values: string[]) {
    this.#paths = paths;
    this.#values = values;
  }

  add(path: string, value: FieldValue): void {
    this.#paths = this.#paths.with(path);
    this.#values.push(toJson(value));
  }

  /** Everything of the spec, and nothing else, has been added. */
  endSpec(): void {
    const { length } = this.#values.join(',');
    this.#specEnd = { paths: this.#paths, length };
  }

  /** How many fields there are. */
  get size(): number {
    return this.#paths.length;
  }

  build(): Projection {
    // `join` makes one flat string; concatenation would keep every piece of it alive.
    return new Projection(this.#paths, this.#values.join(','), this.#specEnd);
  }
}
