import { KubernetesObject, StoredObject } from '../changes/types';

type Name = Pick<KubernetesObject['metadata'], 'namespace' | 'name'>;

function keyOf({ namespace, name }: Name): string {
  return `${namespace ?? ''}/${name}`;
}

/**
 * The objects of one watch, as they were last told. At any moment a name belongs to one uid, so
 * one that comes with another uid proves that the old object is gone, whether or not anybody
 * said so.
 */
export class KnownObjects implements Iterable<StoredObject> {
  readonly #byName = new Map<string, StoredObject>();

  static of(objects: readonly StoredObject[]): KnownObjects {
    const known = new KnownObjects();
    for (const object of objects) known.set(object);
    return known;
  }

  private constructor() {}

  /** The object of this name, of whatever uid. */
  get(name: Name): StoredObject | undefined {
    return this.#byName.get(keyOf(name));
  }

  set(object: StoredObject): void {
    this.#byName.set(keyOf(object), object);
  }

  delete(name: Name): void {
    this.#byName.delete(keyOf(name));
  }

  [Symbol.iterator](): Iterator<StoredObject> {
    return this.#byName.values();
  }
}
