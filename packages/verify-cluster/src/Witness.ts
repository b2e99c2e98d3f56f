import {
  KubeConfig,
  KubernetesObjectApi,
  Watch,
} from '@kubernetes/client-node';
import { Kind, KINDS, pathOf } from './kinds';

/**
 * A plain watch of the namespace, beside the plugin's: it writes down which versions there were, so
 * that an event of a version that never was can be told from one of what a controller did.
 */
export class Witness {
  readonly versions = new Map<string, Set<string>>();
  readonly #kubeConfig: KubeConfig;
  readonly #namespace: string;
  readonly #stopping = new AbortController();
  /** Why it could not see everything, if so. */
  #failure: string | undefined;

  /** Begins with what there is. */
  static async start(options: { kubeConfig: KubeConfig; namespace: string }) {
    const witness = new Witness(options.kubeConfig, options.namespace);
    for (const kind of KINDS) await witness.#begin(kind);
    return witness;
  }

  private constructor(kubeConfig: KubeConfig, namespace: string) {
    this.#kubeConfig = kubeConfig;
    this.#namespace = namespace;
  }

  get failure(): string | undefined {
    return this.#failure;
  }

  stop() {
    this.#stopping.abort();
  }

  async #begin(kind: Kind) {
    const api = KubernetesObjectApi.makeApiClient(this.#kubeConfig);
    const apiVersion = kind.group ? `${kind.group}/v1` : 'v1';
    const list = await api.list(apiVersion, kind.kind, this.#namespace);
    for (const object of list.items) this.#note(object);
    await this.#watch(kind, list.metadata!.resourceVersion!);
  }

  async #watch(kind: Kind, from: string) {
    let resourceVersion = from;
    const request = await new Watch(this.#kubeConfig).watch(
      pathOf(kind, this.#namespace),
      { resourceVersion, allowWatchBookmarks: true },
      (type, object) => {
        if (type === 'ERROR') {
          this.#failure = `${kind.plural}: ${object.message}`;
          return;
        }
        resourceVersion = object.metadata.resourceVersion;
        if (type !== 'BOOKMARK') this.#note(object);
      },
      // API servers end watches every few minutes, and remember for longer where they were.
      error => {
        if (this.#stopping.signal.aborted || this.#failure) return;
        if (error) this.#failure = `${kind.plural}: ${error.message ?? error}`;
        else this.#watch(kind, resourceVersion);
      },
    );
    this.#stopping.signal.addEventListener('abort', () => request.abort());
  }

  #note({
    metadata,
  }: {
    metadata?: { uid?: string; resourceVersion?: string };
  }) {
    const { uid, resourceVersion } = metadata!;
    const known = this.versions.get(uid!) ?? new Set();
    this.versions.set(uid!, known.add(resourceVersion!));
  }
}
