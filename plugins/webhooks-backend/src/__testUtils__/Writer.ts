import { setTimeout as delay } from 'node:timers/promises';
import { Cluster, ObjectInput, Random } from 'cluster-simulator';

const DEPLOYMENTS = ['api', 'billing', 'cart', 'search', 'web'];
const CONFIG_MAPS = ['features', 'limits'];

/** The kinds that it writes. */
export const WRITTEN_KINDS = ['Deployment', 'ConfigMap'];

export interface WriterOptions {
  readonly cluster: Cluster;
  readonly namespace: string;
  readonly random: Random;
  /** Between two writes; 20 when absent. */
  readonly pauseMs?: number;
  /** It ends by itself after so many; 150 when absent. */
  readonly maxWrites?: number;
}

/**
 * Somebody who changes Deployments and ConfigMaps of one namespace all the time: creates, scales,
 * changes images and values, deletes, and now and then writes what nobody wants to know.
 */
export class Writer {
  /** Where it writes; another cluster when the API server was started anew. */
  cluster: Cluster;
  readonly #namespace: string;
  readonly #random: Random;
  readonly #pauseMs: number;
  readonly #maxWrites: number;
  readonly #waiting = new Set<{ at: number; resolve: () => void }>();
  #count = 0;
  #isStopped = false;
  #ended: Promise<void> = Promise.resolve();

  static create(options: WriterOptions) {
    return new Writer(options);
  }

  private constructor(options: WriterOptions) {
    const { pauseMs = 20, maxWrites = 150 } = options;
    this.#pauseMs = pauseMs;
    this.#maxWrites = maxWrites;
    this.cluster = options.cluster;
    this.#namespace = options.namespace;
    this.#random = options.random;
  }

  /** Begins to write, in the background. */
  start(): void {
    this.#isStopped = false;
    this.#ended = this.#run();
  }

  async stop(): Promise<void> {
    this.#isStopped = true;
    await this.#ended;
  }

  /** Resolves after so many further writes. */
  async writes(count: number): Promise<void> {
    const at = this.#count + count;
    await Promise.race([
      this.#ended,
      new Promise<void>(resolve => this.#waiting.add({ at, resolve })),
    ]);
  }

  /** One change of one object. */
  write(): void {
    if (this.#random.chance(0.2)) this.#writeConfigMap();
    else this.#writeDeployment();
    this.#count += 1;
    for (const waiter of this.#waiting) {
      if (waiter.at > this.#count) continue;
      this.#waiting.delete(waiter);
      waiter.resolve();
    }
  }

  /** Creates an object of each kind that nothing else changes. */
  mark(name: string): void {
    this.cluster.create(deployment(this.#place(name), 1, 'mark'));
    this.cluster.create(configMap(this.#place(name), 'mark'));
  }

  /** Changes a ConfigMap of so many bytes. */
  writeLarge(bytes: number): void {
    const place = { resource: 'configmaps', ...this.#place('large') };
    const filling = String(this.#count).padEnd(bytes, 'x');
    if (this.cluster.find(place)) {
      this.cluster.patch(place, { data: { value: filling } });
    } else {
      this.cluster.create(configMap(this.#place('large'), filling));
    }
  }

  async #run() {
    for (let i = 0; i < this.#maxWrites && !this.#isStopped; i += 1) {
      this.write();
      await delay(this.#pauseMs);
    }
  }

  #writeDeployment() {
    const name = this.#random.pick(DEPLOYMENTS);
    const place = { resource: 'deployments', ...this.#place(name) };
    const known = this.cluster.find(place);
    const image = `registry.example/${name}:${this.#count}`;
    if (!known) {
      const replicas = this.#random.between(1, 5);
      this.cluster.create(deployment(this.#place(name), replicas, image));
      return;
    }
    const action = this.#random.between(1, 10);
    if (action <= 5) {
      this.cluster.scale(place, (known.spec.replicas % 9) + 1);
    } else if (action <= 7) {
      const containers = [{ name: 'web', image }];
      this.cluster.patch(place, {
        spec: { template: { spec: { containers } } },
      });
    } else if (action === 8) {
      const labels = { touched: String(this.#count) };
      this.cluster.patch(place, { metadata: { labels } });
    } else {
      this.cluster.delete(place);
    }
  }

  #writeConfigMap() {
    const name = this.#random.pick(CONFIG_MAPS);
    const place = { resource: 'configmaps', ...this.#place(name) };
    if (!this.cluster.find(place)) {
      this.cluster.create(configMap(this.#place(name), String(this.#count)));
    } else if (this.#random.chance(0.8)) {
      this.cluster.patch(place, { data: { value: String(this.#count) } });
    } else {
      this.cluster.delete(place);
    }
  }

  #place(name: string) {
    return { namespace: this.#namespace, name };
  }
}

interface Place {
  readonly namespace: string;
  readonly name: string;
}

function deployment(
  metadata: Place,
  replicas: number,
  image: string,
): ObjectInput {
  const labels = { app: metadata.name };
  const containers = [{ name: 'web', image }];
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata,
    spec: {
      replicas,
      selector: { matchLabels: labels },
      template: { metadata: { labels }, spec: { containers } },
    },
  };
}

function configMap(metadata: Place, value: string): ObjectInput {
  return { apiVersion: 'v1', kind: 'ConfigMap', metadata, data: { value } };
}
