import { setTimeout as delay } from 'node:timers/promises';
import { Cluster, Commit, createRandom, startCluster } from 'cluster-simulator';
import { ClusterInfo } from '@kubevision/backstage-plugin-webhooks-common';
import {
  Receiver,
  startReceiver,
} from '../delivery/__testUtils__/startReceiver';
import { NO_NOISE_CONTROL } from '../noise/noNoiseControl.fixture';
import { Portal } from './portal/Portal';
import {
  Gap,
  reconcile,
  Reconciliation,
  report,
  Told,
} from './reconcile/reconcile';
import { Writer, WriterOptions, WRITTEN_KINDS } from './Writer';

const NAMESPACE = 'faults';
const BOOKMARK_MS = 500;
const POLL_MS = 25;
/** What has not arrived by then never will, and is reported as missing. */
const SETTLE_MS = 240_000;

/** A simulated cluster, somebody who writes to it, and a receiver that a webhook tells of it. */
export class WatchedCluster {
  readonly name: string;
  readonly writer: Writer;
  readonly receiver: Receiver;
  cluster: Cluster;
  #earlier: Commit[] = [];
  #baseline = 0;
  #marks = 0;
  #webhookId = '';

  static async start(options: {
    name: string;
    /** The same seed makes the same writes; 1 when absent. */
    seed?: number;
    writer?: Pick<WriterOptions, 'pauseMs' | 'maxWrites'>;
  }) {
    const { name, seed = 1 } = options;
    const cluster = await startCluster({
      name,
      bookmarkIntervalMs: BOOKMARK_MS,
    });
    const receiver = await startReceiver((_, response) => response.end());
    const writer = Writer.create({
      ...options.writer,
      cluster,
      namespace: NAMESPACE,
      random: createRandom(seed),
    });
    return new WatchedCluster({ name, cluster, receiver, writer });
  }

  private constructor(options: {
    name: string;
    cluster: Cluster;
    receiver: Receiver;
    writer: Writer;
  }) {
    this.name = options.name;
    this.cluster = options.cluster;
    this.receiver = options.receiver;
    this.writer = options.writer;
  }

  /** As `PortalOptions.clusters` takes it. */
  get entry() {
    const { url, token } = this.cluster;
    return { name: this.name, url, token };
  }

  /** The resourceVersion of the latest write. */
  get revision(): number {
    return Number(this.cluster.resourceVersion);
  }

  /** Every write since the baseline, over restarts of the API server. */
  get journal(): Commit[] {
    return [...this.#earlier, ...this.cluster.journal].filter(
      ({ revision }) => revision > this.#baseline,
    );
  }

  /** What arrived, as it arrived. */
  get told(): Told[] {
    return this.receiver.received.map(({ headers, body }) => ({
      deliveryId: String(headers['webhook-id']),
      event: JSON.parse(body),
    }));
  }

  /** Makes the webhook, and waits until the baseline, which is no news, is known. */
  async subscribe(portal: Portal): Promise<void> {
    for (let i = 0; i < 5; i += 1) this.writer.write();
    const { status, body } = await portal.request('post', '', {
      name: this.name,
      platform: 'http',
      url: this.receiver.url,
      filters: {
        clusters: [this.name],
        resources: WRITTEN_KINDS,
        namespaces: [NAMESPACE],
      },
      // Every write is to be told for itself here.
      noise: NO_NOISE_CONTROL,
    });
    if (status !== 201) throw new Error(`No webhook: ${JSON.stringify(body)}`);
    this.#webhookId = body.id;
    await this.#until(portal, () => this.#isWatched(portal));
    this.#baseline = this.revision;
  }

  /** How the portal says that the watch of a kind goes. */
  async watchOf(portal: Portal, kind: string) {
    const { body } = await portal.request('get', '/clusters');
    return (body.items as ClusterInfo[])
      .find(({ name }) => name === this.name)
      ?.watches.find(watch => watch.kind === kind);
  }

  /**
   * Writes a mark for each kind, and waits until the webhook was told of them: everything before
   * them was then seen. To be called when the cluster is well. Ends early when the portal does.
   *
   * @returns the resourceVersion up to which everything was seen
   * @throws Error with what is missing when that takes too long
   */
  async seen(portal: Portal): Promise<number> {
    const name = `mark-${(this.#marks += 1)}`;
    this.writer.mark(name);
    const { revision } = this;
    await this.#until(
      portal,
      () =>
        this.told.filter(({ event }) => event.name === name).length >=
        WRITTEN_KINDS.length,
    );
    return revision;
  }

  /** Waits until everything was seen, and no delivery is left to be sent. */
  async settle(portal: Portal): Promise<void> {
    await this.seen(portal);
    await this.#until(portal, async () => {
      const { body } = await portal.request(
        'get',
        `/${this.#webhookId}/deliveries?status=pending&limit=1`,
      );
      return body.totalItems === 0;
    });
  }

  /** Compares what arrived with the journal. `gaps` are what may be told as one. */
  reconcile(gaps: readonly Gap[] = []): Reconciliation {
    const { name: cluster, journal, told } = this;
    return reconcile({ cluster, namespace: NAMESPACE, journal, told, gaps });
  }

  /** Ends the API server and starts it anew, on the same port, from what it had saved. */
  async restart(): Promise<void> {
    const { cluster, revision } = this;
    // As through the file that it is saved to.
    const objects = JSON.parse(JSON.stringify(cluster.objects()));
    this.#earlier = [...this.#earlier, ...cluster.journal];
    await cluster.stop();
    this.cluster = await startCluster({
      name: this.name,
      port: Number(new URL(cluster.url).port),
      bookmarkIntervalMs: BOOKMARK_MS,
      firstRevision: revision,
      objects,
    });
    this.writer.cluster = this.cluster;
  }

  /** Takes the webhook away, so that nothing is watched for it any more. */
  async unsubscribe(portal: Portal): Promise<void> {
    await portal.request('delete', `/${this.#webhookId}`);
  }

  async stop(): Promise<void> {
    await this.writer.stop();
    await this.cluster.stop();
  }

  async #isWatched(portal: Portal): Promise<boolean> {
    const watches = await Promise.all(
      WRITTEN_KINDS.map(kind => this.watchOf(portal, kind)),
    );
    return watches.every(watch => watch?.state === 'watching');
  }

  async #until(
    portal: Portal,
    condition: () => boolean | Promise<boolean>,
  ): Promise<void> {
    const deadline = performance.now() + SETTLE_MS;
    while (portal.isRunning && !(await condition())) {
      if (performance.now() > deadline) {
        throw new Error(
          `The cluster ${this.name} did not settle.\nThe portal logged:\n${
            portal.output
          }\n${report(this.reconcile(), this.journal)}`,
        );
      }
      await delay(POLL_MS);
    }
  }
}
