import { apiErrors } from './ApiError';
import { KubernetesObject, ObjectInput, toTime } from './objects';
import { apiVersionOf, Resource, resourceName } from './resources/Resource';
import { ResourceCatalog } from './resources/ResourceCatalog';
import { Store } from './store/Store';
import { applyPatch } from './writes/applyPatch';
import { trackUpdate, Writer } from './writes/managedFields';
import {
  assertFits,
  isNoOp,
  prepareChanged,
  prepareNew,
} from './writes/prepare';
import { assertPreconditions, assertVersion } from './writes/preconditions';
import { toScale, withScale } from './writes/scale';
import { serverSideApply } from './writes/serverSideApply';

/** Which object of a resource. */
export interface Place {
  namespace?: string;
  name: string;
}

/** How a write is made. */
export interface WriteOptions {
  /** Becomes the manager in managedFields. */
  manager: string;
  subresource?: 'status' | 'scale';
  /** Answers what would be stored, and stores nothing. */
  dryRun?: boolean;
}

/** Options of a deletion, as in `DeleteOptions`. */
export interface RemoveOptions {
  /** Above 0 only marks the object, as a real server does for a Pod that a kubelet runs. */
  gracePeriodSeconds?: number;
  preconditions?: { uid?: string; resourceVersion?: string };
  dryRun?: boolean;
}

const DEFINITIONS = 'customresourcedefinitions.apiextensions.k8s.io';

/** The verbs of the API on stored objects: what every write means, whoever asks for it. */
export class Registry {
  static create(options: { store: Store; catalog: ResourceCatalog }): Registry {
    return new Registry(options.store, options.catalog);
  }

  readonly #store: Store;
  readonly #catalog: ResourceCatalog;

  private constructor(store: Store, catalog: ResourceCatalog) {
    this.#store = store;
    this.#catalog = catalog;
    for (const definition of store.list(DEFINITIONS)) {
      catalog.define(definition);
    }
  }

  /** @throws ApiError 404 when there is none */
  get(resource: Resource, { namespace, name }: Place): KubernetesObject {
    const found = this.#store.get(resourceName(resource), namespace, name);
    if (!found) throw apiErrors.notFound(resource, name);
    // A custom object that was stored through one version is read through any other.
    return resource.custom
      ? { ...found, apiVersion: apiVersionOf(resource) }
      : found;
  }

  /** @throws ApiError 400, 403, 404 (namespace), 409 or 422 when it cannot be created */
  create(
    resource: Resource,
    input: ObjectInput,
    options: WriteOptions & { namespace?: string; trusted?: boolean },
  ): KubernetesObject {
    const { namespace, trusted } = options;
    assertFits(resource, input, { namespace });
    this.#assertNamespace(resource, namespace);
    const now = new Date();
    const object = prepareNew({ resource, input, namespace, now, trusted });
    const { name } = object.metadata;
    if (this.#store.get(resourceName(resource), namespace, name)) {
      throw apiErrors.alreadyExists(resource, name);
    }
    return this.#persist(
      resource,
      undefined,
      track(undefined, object, options, now),
      options,
    );
  }

  /** Replaces an object. @throws ApiError 400, 404, 409 or 422 */
  update(
    resource: Resource,
    place: Place,
    input: ObjectInput,
    options: WriteOptions,
  ): KubernetesObject {
    const before = this.get(resource, place);
    const wanted =
      options.subresource === 'scale'
        ? withScale(resource, before, input)
        : input;
    if (options.subresource !== 'scale') assertFits(resource, input, place);
    assertVersion(resource, before, input);
    return this.#change(resource, before, wanted, options);
  }

  /** Patches an object. @throws ApiError 404, 409, 415 or 422 */
  patch(
    resource: Resource,
    place: Place,
    patch: unknown,
    options: WriteOptions & { contentType: string },
  ): KubernetesObject {
    const { contentType, subresource } = options;
    const before = this.get(resource, place);
    const object = subresource === 'scale' ? toScale(resource, before) : before;
    const patched = applyPatch({ resource, object, patch, contentType });
    if (subresource !== 'scale') assertFits(resource, patched, place);
    assertVersion(resource, before, patched);
    const wanted =
      subresource === 'scale' ? withScale(resource, before, patched) : patched;
    return this.#change(resource, before, wanted, options);
  }

  /** Server-side apply: creates the object or takes over fields. @throws ApiError 409 on conflicts */
  apply(
    resource: Resource,
    place: Place,
    input: ObjectInput,
    options: WriteOptions & { force?: boolean },
  ): KubernetesObject {
    if (input.metadata?.managedFields) {
      throw apiErrors.badRequest('metadata.managedFields must be nil');
    }
    assertFits(resource, input, place);
    this.#assertNamespace(resource, place.namespace);
    const live = this.#store.get(
      resourceName(resource),
      place.namespace,
      place.name,
    );
    const now = new Date();
    const writer: Writer = { ...options, operation: 'Apply', now };
    const applied = serverSideApply({
      live,
      applied: input as KubernetesObject,
      writer,
      force: options.force ?? false,
    });
    const { managedFields } = applied.metadata;
    const { namespace } = place;
    const { subresource } = options;
    const after = live
      ? prepareChanged({ resource, before: live, input: applied, subresource })
      : prepareNew({ resource, input: applied, namespace, now });
    after.metadata.managedFields = managedFields;
    return this.#persist(resource, live, after, options);
  }

  /**
   * Deletes an object, or marks it as to be deleted while it has finalizers.
   *
   * @returns the object as it now is, and whether it is gone
   * @throws ApiError 404 when there is none, 409 when a precondition fails
   */
  remove(
    resource: Resource,
    place: Place,
    options: RemoveOptions = {},
  ): { object: KubernetesObject; gone: boolean } {
    const object = this.get(resource, place);
    const { metadata } = object;
    assertPreconditions(resource, object, options.preconditions);

    const grace = options.gracePeriodSeconds ?? 0;
    const gone = !metadata.finalizers?.length && grace === 0;
    if (options.dryRun) return { object, gone };
    if (gone) return { object: this.#erase(resource, object), gone };
    if (metadata.deletionTimestamp) return { object, gone };
    const marked: KubernetesObject = {
      ...object,
      metadata: {
        ...metadata,
        deletionTimestamp: toTime(new Date(Date.now() + grace * 1000)),
        deletionGracePeriodSeconds: grace,
        ...(resource.hasGeneration && {
          generation: (metadata.generation ?? 0) + 1,
        }),
      },
    };
    return { object: this.#store.put(resourceName(resource), marked), gone };
  }

  #change(
    resource: Resource,
    before: KubernetesObject,
    input: ObjectInput,
    options: WriteOptions,
  ): KubernetesObject {
    const { subresource } = options;
    const after = prepareChanged({ resource, before, input, subresource });
    return this.#persist(
      resource,
      before,
      track(before, after, options, new Date()),
      options,
    );
  }

  #persist(
    resource: Resource,
    before: KubernetesObject | undefined,
    after: KubernetesObject,
    { dryRun }: WriteOptions,
  ): KubernetesObject {
    if (before && isNoOp(before, after)) return before;
    if (dryRun) return after;
    const { deletionTimestamp, finalizers } = after.metadata;
    // Whoever takes the last finalizer away completes the deletion.
    if (
      deletionTimestamp &&
      before?.metadata.finalizers?.length &&
      !finalizers?.length
    ) {
      return this.#erase(resource, after);
    }
    const stored = this.#store.put(resourceName(resource), after);
    if (resource.kind === 'CustomResourceDefinition') {
      this.#catalog.define(stored);
    }
    return stored;
  }

  #erase(resource: Resource, object: KubernetesObject): KubernetesObject {
    if (resource.kind === 'CustomResourceDefinition') {
      const { group, names } = object.spec;
      const name = resourceName({ group, plural: names.plural });
      for (const instance of this.#store.list(name)) {
        this.#store.remove(name, instance);
      }
      this.#catalog.undefine(object);
    }
    return this.#store.remove(resourceName(resource), object);
  }

  #assertNamespace(resource: Resource, namespace: string | undefined) {
    if (!resource.namespaced) return;
    const namespaces = this.#catalog.find('', 'v1', 'namespaces')!;
    const found = this.get(namespaces, { name: namespace ?? '' });
    if (found.metadata.deletionTimestamp) {
      throw apiErrors.forbidden(resource, 'create', namespace);
    }
  }
}

function track(
  before: KubernetesObject | undefined,
  after: KubernetesObject,
  { manager, subresource }: WriteOptions,
  now: Date,
): KubernetesObject {
  const writer: Writer = { manager, subresource, operation: 'Update', now };
  const managedFields = trackUpdate(before, after, writer);
  return { ...after, metadata: { ...after.metadata, managedFields } };
}
