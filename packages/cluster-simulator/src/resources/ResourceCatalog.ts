import { apiErrors } from '../ApiError';
import { KubernetesObject } from '../objects';
import { builtInResources } from './builtInResources';
import { customResources } from './customResources';
import { apiVersionOf, Resource, resourceName } from './Resource';

/** The resources that are served now: the built-in ones and those that definitions add. */
export class ResourceCatalog {
  static create(): ResourceCatalog {
    return new ResourceCatalog();
  }

  readonly #custom = new Map<string, Resource[]>();

  private constructor() {}

  all(): Resource[] {
    return [...builtInResources, ...[...this.#custom.values()].flat()];
  }

  /** The resource at a path of the API. */
  find(group: string, version: string, plural: string): Resource | undefined {
    return this.all().find(
      resource =>
        resource.group === group &&
        resource.version === version &&
        resource.plural === plural,
    );
  }

  /** The resource of an object. */
  findKind(apiVersion: string, kind: string): Resource | undefined {
    return this.all().find(
      resource =>
        resource.kind === kind && apiVersionOf(resource) === apiVersion,
    );
  }

  /** The first resource of a name such as `pods`, `deployments.apps` or, for short, `deployments`. */
  findName(name: string): Resource | undefined {
    return (
      this.all().find(resource => resourceName(resource) === name) ??
      this.all().find(resource => resource.plural === name)
    );
  }

  /** As {@link findKind}. @throws ApiError 400 when it is not served */
  requireKind(apiVersion: string, kind: string): Resource {
    const resource = this.findKind(apiVersion, kind);
    if (!resource) {
      throw apiErrors.badRequest(
        `no kind "${kind}" in version "${apiVersion}" is served`,
      );
    }
    return resource;
  }

  /** As {@link findName}. @throws ApiError 400 when it is not served */
  requireName(name: string): Resource {
    const resource = this.findName(name);
    if (!resource) {
      throw apiErrors.badRequest(`no resource "${name}" is served`);
    }
    return resource;
  }

  /** Serves what a CustomResourceDefinition defines, from now on. */
  define(definition: KubernetesObject): void {
    this.#custom.set(definition.metadata.name, customResources(definition));
  }

  /** Serves it no more. Returns what was served. */
  undefine(definition: KubernetesObject): Resource[] {
    const resources = this.#custom.get(definition.metadata.name) ?? [];
    this.#custom.delete(definition.metadata.name);
    return resources;
  }
}
