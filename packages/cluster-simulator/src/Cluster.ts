import { KubernetesObject, ObjectInput } from './objects';
import { AuditBackend } from './audit/AuditBackend';
import { AuditedWrites } from './audit/AuditedWrites';
import { ClusterOptions, ObjectName, WriterOptions } from './ClusterOptions';
import { Faults } from './faults/Faults';
import { Incidents } from './faults/Incidents';
import { Registry, RemoveOptions } from './Registry';
import { resourceName } from './resources/Resource';
import { ResourceCatalog } from './resources/ResourceCatalog';
import { processCertificate } from './server/certificate';
import { Listener } from './server/Listener';
import { handleRequest } from './server/handleRequest';
import { ClusterContext } from './server/ClusterContext';
import { WatchStream } from './server/WatchStream';
import { Commit, Store } from './store/Store';

/** One simulated API server on a port of the loopback, and the way to make things happen in it. */
export class Cluster {
  /** @throws Error with the code `EADDRINUSE` when the port is taken */
  static async start(options: ClusterOptions): Promise<Cluster> {
    const store = Store.create({
      // Hundredths of a second: no cluster here writes faster for long.
      firstRevision: options.firstRevision ?? Math.floor(Date.now() / 10),
      history: options.history ?? 10_000,
      journal: options.journal ?? 10_000,
    });
    for (const { resource, object } of options.objects ?? []) {
      store.restore(resource, object);
    }
    const catalog = ResourceCatalog.create();
    const watches = new Set<WatchStream>();
    const listener = Listener.create({ port: options.port ?? 0 });
    const registry = Registry.create({ store, catalog });
    const context: ClusterContext = {
      name: options.name,
      token: options.token ?? 'simulator',
      users: new Map(Object.entries(options.users ?? {})),
      audit: options.audit && AuditBackend.create(options.audit),
      store,
      catalog,
      registry,
      faults: Faults.create(),
      incidents: Incidents.create({ listener, store, registry, watches }),
      watches,
      watchesOpened: 0,
      bookmarkIntervalMs: options.bookmarkIntervalMs ?? 60_000,
    };
    const cluster = new Cluster(context, listener);
    for (const namespace of ['default', 'kube-system']) {
      cluster.ensureNamespace(namespace);
    }
    listener.serve((request, response) =>
      handleRequest(context, request, response),
    );
    await listener.open();
    return cluster;
  }

  /** Faults that last until they are lifted. */
  readonly faults: Faults;
  /** Faults that happen once. */
  readonly incidents: Incidents;
  readonly name: string;
  readonly token: string;
  readonly #context: ClusterContext;
  readonly #listener: Listener;
  readonly #writes: AuditedWrites;

  private constructor(context: ClusterContext, listener: Listener) {
    this.name = context.name;
    this.token = context.token;
    this.faults = context.faults;
    this.incidents = context.incidents;
    this.#context = context;
    this.#listener = listener;
    this.#writes = AuditedWrites.create(context);
  }

  get url(): string {
    return `http://127.0.0.1:${this.#listener.port}`;
  }

  /** The same port over TLS. */
  get httpsUrl(): string {
    return `https://127.0.0.1:${this.#listener.port}`;
  }

  /** The authority to trust for {@link httpsUrl}, PEM. */
  get ca(): string {
    return processCertificate().cert;
  }

  /** The latest writes, oldest first. */
  get journal(): readonly Commit[] {
    return this.#context.store.journal;
  }

  /** The resourceVersion of the last write. */
  get resourceVersion(): string {
    return String(this.#context.store.revision);
  }

  get openWatches(): number {
    return this.#context.watches.size;
  }

  /** How many watches were ever opened; tells that a client came back. */
  get watchesOpened(): number {
    return this.#context.watchesOpened;
  }

  /** Open TCP connections, idle ones too. */
  get openSockets(): number {
    return this.#listener.sockets.size;
  }

  /** Every object there is. */
  objects(): { resource: string; object: KubernetesObject }[] {
    return this.#context.store.all();
  }

  /** Whether a resource such as `databases.example.com` is served now. */
  serves(resource: string): boolean {
    return this.#context.catalog.findName(resource) !== undefined;
  }

  /** The resource of a kind, e.g. `deployments.apps`. @throws ApiError 400 when it is not served */
  resourceOf(apiVersion: string, kind: string): string {
    return resourceName(this.#context.catalog.requireKind(apiVersion, kind));
  }

  /** All objects of a resource, ordered by namespace and name. */
  list(resource: string, namespace?: string): KubernetesObject[] {
    return this.#context.store
      .list(resourceName(this.#context.catalog.requireName(resource)))
      .filter(({ metadata }) => !namespace || metadata.namespace === namespace);
  }

  /** @throws ApiError 404 when there is none */
  get({ resource, namespace, name }: ObjectName): KubernetesObject {
    return this.#context.registry.get(
      this.#context.catalog.requireName(resource),
      {
        namespace,
        name,
      },
    );
  }

  /** The object, or undefined. */
  find({
    resource,
    namespace,
    name,
  }: ObjectName): KubernetesObject | undefined {
    return this.#context.store.get(
      resourceName(this.#context.catalog.requireName(resource)),
      namespace,
      name,
    );
  }

  /**
   * Creates an object, and its namespace where it is missing. Unlike over HTTP, a `status` and a
   * `metadata.uid` are kept.
   *
   * @throws ApiError 400, 409 or 422
   */
  create(
    input: ObjectInput,
    { manager = 'kubectl-create', user }: WriterOptions = {},
  ): KubernetesObject {
    const resource = this.#context.catalog.requireKind(
      input.apiVersion,
      input.kind,
    );
    const namespace = resource.namespaced
      ? input.metadata.namespace ?? 'default'
      : undefined;
    if (namespace) this.ensureNamespace(namespace);
    return this.#writes.create(resource, input, {
      manager,
      user,
      namespace,
      trusted: true,
    });
  }

  /** Creates a namespace unless it is there. */
  ensureNamespace(name: string): void {
    if (this.find({ resource: 'namespaces', name })) return;
    this.create(
      { apiVersion: 'v1', kind: 'Namespace', metadata: { name } },
      { manager: 'kubectl-create' },
    );
  }

  /**
   * Changes an object by a patch; lists of containers and the like are merged by name.
   *
   * @throws ApiError 404, 409 or 422
   */
  patch(
    { resource: resourceText, namespace, name }: ObjectName,
    patch: unknown,
    options: WriterOptions & {
      subresource?: 'status';
      contentType?: string;
    } = {},
  ): KubernetesObject {
    const resource = this.#context.catalog.requireName(resourceText);
    const type = resource.custom ? 'merge' : 'strategic-merge';
    return this.#writes.patch(resource, { namespace, name }, patch, {
      ...options,
      manager: options.manager ?? 'kubectl-patch',
      contentType: options.contentType ?? `application/${type}-patch+json`,
    });
  }

  /** Sets the number of replicas through the subresource `scale`. @throws ApiError 404 or 422 */
  scale(
    { resource, namespace, name }: ObjectName,
    replicas: number,
    { manager = 'kubectl', user }: WriterOptions = {},
  ): KubernetesObject {
    return this.#writes.patch(
      this.#context.catalog.requireName(resource),
      { namespace, name },
      { spec: { replicas } },
      {
        manager,
        user,
        subresource: 'scale',
        contentType: 'application/merge-patch+json',
      },
    );
  }

  /** Deletes an object, at once unless it has finalizers. @throws ApiError 404 or 409 */
  delete(
    { resource, namespace, name }: ObjectName,
    options: RemoveOptions & WriterOptions = {},
  ): KubernetesObject {
    return this.#writes.remove(
      this.#context.catalog.requireName(resource),
      { namespace, name },
      { manager: 'kubectl-delete', ...options },
    );
  }

  /** Sends what the audit backend has gathered, now, and waits until it was taken or given up. */
  async flushAudit(): Promise<void> {
    await this.#context.audit?.flush();
  }

  /** Calls the listener right after each write. Returns the function that ends it. */
  onWrite(listener: (commit: Commit) => void): () => void {
    return this.#context.store.onCommit(listener);
  }

  /** Closes the port and all connections. */
  async stop(): Promise<void> {
    this.#context.audit?.stop();
    await this.#listener.close();
  }
}

/** Starts a simulated cluster. @throws Error with the code `EADDRINUSE` when the port is taken */
export function startCluster(options: ClusterOptions): Promise<Cluster> {
  return Cluster.start(options);
}
