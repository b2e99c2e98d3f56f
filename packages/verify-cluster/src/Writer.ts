import {
  KubeConfig,
  KubernetesObject,
  KubernetesObjectApi,
  PatchStrategy,
} from '@kubernetes/client-node';
import { Change, ObjectRef, Phase, Write } from './plan/Plan';

const FIELD_MANAGER = 'webhooks-verify-cluster';

/** Makes the namespace of the check, and the writes of the plan in it. */
export class Writer {
  /** What was done so far, in order. */
  readonly changes: Change[] = [];
  readonly #api: KubernetesObjectApi;
  readonly #namespace: string;
  readonly #uids = new Map<string, string>();

  static create(options: { kubeConfig: KubeConfig; namespace: string }) {
    const api = KubernetesObjectApi.makeApiClient(options.kubeConfig);
    return new Writer(api, options.namespace);
  }

  private constructor(api: KubernetesObjectApi, namespace: string) {
    this.#api = api;
    this.#namespace = namespace;
  }

  /** @throws ApiException 409 when it exists already */
  async makeNamespace() {
    await this.#api.create(this.#namespaceObject());
  }

  /** Takes everything along that is left in it. */
  async removeNamespace() {
    await this.#api.delete(this.#namespaceObject());
  }

  /** Makes the writes one after the other. */
  async run(phase: Phase, number: number, signal: AbortSignal) {
    for (const write of phase.writes) {
      signal.throwIfAborted();
      const uid = await this.#make(write);
      const { kind, metadata } = write.object;
      this.changes.push({
        phase: number,
        isWatched: phase.portal === 'watches',
        kind,
        name: metadata.name,
        uid,
        ...(write.verb === 'patch'
          ? { event: write.change.event, change: write.change }
          : { event: write.verb }),
        writtenAt: Date.now(),
      });
    }
  }

  /** @returns the uid of the object */
  async #make(write: Write): Promise<string> {
    const key = `${write.object.kind} ${write.object.metadata.name}`;
    const object = this.#inNamespace(write.object);
    if (write.verb === 'create') {
      const made = await this.#api.create(
        object,
        undefined,
        undefined,
        FIELD_MANAGER,
      );
      this.#uids.set(key, made.metadata!.uid!);
    } else if (write.verb === 'patch') {
      const { apiVersion, kind, metadata } = object;
      await this.#api.patch(
        { apiVersion, kind, metadata, ...write.patch },
        undefined,
        undefined,
        FIELD_MANAGER,
        undefined,
        PatchStrategy.StrategicMergePatch,
      );
    } else {
      await this.#api.delete(
        object,
        undefined,
        undefined,
        0,
        undefined,
        'Background',
      );
    }
    return this.#uids.get(key)!;
  }

  #inNamespace(object: ObjectRef): KubernetesObject {
    const metadata = { ...object.metadata, namespace: this.#namespace };
    return { ...object, metadata };
  }

  #namespaceObject(): KubernetesObject {
    return {
      apiVersion: 'v1',
      kind: 'Namespace',
      metadata: { name: this.#namespace },
    };
  }
}
