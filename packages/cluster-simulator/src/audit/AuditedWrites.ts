import { ApiError } from '../ApiError';
import { WriterOptions } from '../ClusterOptions';
import { deletedStatus } from '../deletedStatus';
import { JsonObject, KubernetesObject, ObjectInput } from '../objects';
import { Place, Registry, RemoveOptions, WriteOptions } from '../Registry';
import { Resource } from '../resources/Resource';
import { toScale } from '../writes/scale';
import { AuditBackend } from './AuditBackend';

type Writer = Required<Pick<WriterOptions, 'manager'>> & WriterOptions;

/** A write as it would have been asked for over HTTP. */
interface LocalRequest {
  verb: 'create' | 'patch' | 'delete';
  resource: Resource;
  namespace?: string;
  name?: string;
  subresource?: string;
  requestObject?: unknown;
}

/** Whom a write is taken to be by when it does not say. */
const DEFAULT_USERNAME = 'kubernetes-admin';

/** Writes of this process, reported as if kubectl had sent them. */
export class AuditedWrites {
  static create(options: {
    registry: Registry;
    audit?: AuditBackend;
  }): AuditedWrites {
    return new AuditedWrites(options.registry, options.audit);
  }

  readonly #registry: Registry;
  readonly #audit: AuditBackend | undefined;

  private constructor(registry: Registry, audit: AuditBackend | undefined) {
    this.#registry = registry;
    this.#audit = audit;
  }

  /** As {@link Registry.create}. */
  create(
    resource: Resource,
    input: ObjectInput,
    options: Writer & { namespace?: string; trusted?: boolean },
  ): KubernetesObject {
    const { namespace } = options;
    const verb = 'create';
    return this.#report(
      { verb, resource, namespace, requestObject: input },
      options,
      () => this.#registry.create(resource, input, options),
    );
  }

  /** As {@link Registry.patch}. */
  patch(
    resource: Resource,
    place: Place,
    patch: unknown,
    options: Writer & WriteOptions & { contentType: string },
  ): KubernetesObject {
    const { subresource } = options;
    const request = { resource, ...place, subresource, requestObject: patch };
    let patched: KubernetesObject;
    this.#report({ verb: 'patch', ...request }, options, () => {
      patched = this.#registry.patch(resource, place, patch, options);
      return subresource === 'scale' ? toScale(resource, patched) : patched;
    });
    return patched!;
  }

  /** As {@link Registry.remove}. */
  remove(
    resource: Resource,
    place: Place,
    options: Writer & RemoveOptions,
  ): KubernetesObject {
    let removed: KubernetesObject;
    this.#report({ verb: 'delete', resource, ...place }, options, () => {
      const { object, gone } = this.#registry.remove(resource, place, options);
      removed = object;
      return gone ? deletedStatus(resource, object) : object;
    });
    return removed!;
  }

  /** @param write - returns what would be answered */
  #report<T extends JsonObject>(
    request: LocalRequest,
    { manager, user = DEFAULT_USERNAME }: Writer,
    write: () => T,
  ): T {
    const receivedAt = new Date();
    const report = (code: number, responseObject: JsonObject) =>
      this.#audit?.report({
        ...request,
        uri: uriOf(request, manager),
        user: typeof user === 'string' ? { username: user } : user,
        userAgent: 'kubectl/v1.36.0 (linux/amd64) kubernetes/simulator',
        code,
        responseObject,
        receivedAt,
      });
    try {
      const answer = write();
      report(request.verb === 'create' ? 201 : 200, answer);
      return answer;
    } catch (error) {
      if (error instanceof ApiError) {
        report(error.status.code ?? 500, { ...error.status });
      }
      throw error;
    }
  }
}

function uriOf(request: LocalRequest, manager: string): string {
  const { resource, namespace, name, subresource } = request;
  const { group, version, plural } = resource;
  const path = [
    group ? `apis/${group}` : 'api',
    version,
    namespace && `namespaces/${namespace}`,
    plural,
    name,
    subresource,
  ];
  const query = new URLSearchParams({ fieldManager: manager });
  return `/${path.filter(Boolean).join('/')}?${query}`;
}
