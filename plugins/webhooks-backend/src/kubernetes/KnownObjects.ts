import { KubernetesObject, StoredObject } from '../changes/types';

type Name = Pick<KubernetesObject['metadata'], 'namespace' | 'name'>;

/**
 * The objects of one watch, as they were last told. At any moment a name belongs to one uid, so
 * one that comes with another uid proves that the old object is gone, whether or not anybody
 * said so.
 */
export class KnownObjects implements Iterable<StoredObject> {
  /** By namespace, then by name; together they would be one more text for each object. */
  readonly #namespaces = new Map<string, Map<string, StoredObject>>();

  static of(objects: readonly StoredObject[]): KnownObjects {
    const known = new KnownObjects();
    for (const object of objects) known.set(object);
    return known;
  }

  private constructor() {}

  /** Those of its objects; '' where there are such without a namespace. */
  get namespaces(): string[] {
    return [...this.#namespaces.keys()];
  }

  get size(): number {
    let size = 0;
    for (const names of this.#namespaces.values()) size += names.size;
    return size;
  }

  /** The object of this name, of whatever uid. */
  get({ namespace = '', name }: Name): StoredObject | undefined {
    return this.#namespaces.get(namespace)?.get(name);
  }

  set(object: StoredObject): void {
    const { namespace, name } = object;
    let names = this.#namespaces.get(namespace);
    if (!names) {
      names = new Map();
      this.#namespaces.set(namespace, names);
    }
    names.set(name, object);
  }

  delete({ namespace = '', name }: Name): void {
    const names = this.#namespaces.get(namespace);
    names?.delete(name);
    if (names?.size === 0) this.#namespaces.delete(namespace);
  }

  *[Symbol.iterator](): Generator<StoredObject> {
    for (const names of this.#namespaces.values()) yield* names.values();
  }
}
