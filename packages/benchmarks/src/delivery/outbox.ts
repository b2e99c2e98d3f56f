import { DatabaseWatchStore } from '@kubevision/backstage-plugin-webhooks-backend/src/database/DatabaseWatchStore';
import { WebhookEvent } from '@kubevision/backstage-plugin-webhooks-common';
import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { answerParent } from '../ChildProgram';
import type { ContenderOptions } from './contenders/serveContender';
import { openPlugin } from './openPlugin';
import { eventOf } from './signedPost';

/** A program: a portal that is told of events at a pace, commits them, and delivers them. */

/** That are watched, each of which commits what came while it committed before, as a watch does. */
const CLUSTERS = 4;
/** So often changes come from one of them. */
const ARRIVALS_PER_SECOND = 50;
/** Among so many webhooks the events are spread; each wants one namespace. */
const WEBHOOKS = 20;

/** A delivery, and when its event was committed, in milliseconds since the epoch. */
export type Commit = readonly [deliveryId: string, committedAt: number];

const namespaceOf = (i: number) => `team-${i % WEBHOOKS}`;

let plugin: Awaited<ReturnType<typeof openPlugin>>;
let watches: DatabaseWatchStore;

/** A watch of one cluster, one commit of which follows the other. */
function watchOf(
  cluster: string,
  onCommit: (events: readonly WebhookEvent[]) => void,
) {
  let seen: WebhookEvent[] = [];
  let committing: Promise<void> | undefined;
  async function commitSeen() {
    for (let version = 1; seen.length > 0; version++) {
      const events = seen;
      seen = [];
      await watches.commit({
        key: { cluster, resource: 'deployments.apps' },
        resourceVersion: String(version),
        upserts: [],
        deletes: [],
        events,
      });
      onCommit(events);
    }
    committing = undefined;
  }
  return {
    see(events: readonly WebhookEvent[]) {
      seen.push(...events);
      committing ??= commitSeen();
    },
    committed: async () => committing,
  };
}

answerParent({
  async open(options: ContenderOptions) {
    plugin = await openPlugin(options);
    for (let i = 0; i < WEBHOOKS; i++) {
      const namespaces = [namespaceOf(i)];
      await plugin.addWebhook(`of-${namespaceOf(i)}`, { namespaces });
    }
    watches = DatabaseWatchStore.create({
      knex: plugin.knex,
      onDeliveries: webhookIds => plugin.dispatcher.wake(webhookIds),
    });
  },

  /** Adds what waits for a webhook of its own that wants nothing new, and begins to send it. */
  async addBacklog({ count }: { count: number }) {
    await plugin.addWebhook('recovering', { namespaces: ['none'] });
    const ids = Array.from({ length: count }, () => randomUUID());
    await plugin.enqueue(ids, 'recovering');
    plugin.dispatcher.wake(['recovering']);
  },

  /** How many of the backlog are still waiting. */
  async backlog() {
    const [{ count }] = await plugin
      .knex('deliveries')
      .where({ webhook_id: 'recovering', status: 'pending' })
      .count({ count: '*' });
    return Number(count);
  },

  /**
   * Commits events at a pace, whatever becomes of them.
   *
   * @returns what was committed, once all of it was
   */
  async offer(pace: { perSecond: number; seconds: number }): Promise<Commit[]> {
    const startedAt = performance.now();
    const total = pace.perSecond * pace.seconds;
    const batch = pace.perSecond / ARRIVALS_PER_SECOND;
    const committedAt = new Map<string, number>();
    const clusters = Array.from({ length: CLUSTERS }, (_, i) =>
      watchOf(`cluster-${i}`, events => {
        for (const { id } of events) committedAt.set(id, Date.now());
      }),
    );
    for (let i = 0; i < total; i += batch) {
      const waitMs =
        startedAt + (1000 * i) / pace.perSecond - performance.now();
      if (waitMs > 0) await delay(waitMs);
      clusters[(i / batch) % CLUSTERS].see(
        Array.from({ length: batch }, (_, j) => {
          const id = randomUUID();
          return { ...eventOf(id), namespace: namespaceOf(i + j), uid: id };
        }),
      );
    }
    await Promise.all(clusters.map(({ committed }) => committed()));
    const rows: { id: string; event_id: string }[] = await plugin
      .knex('deliveries')
      .select('id', 'event_id')
      .whereNot({ webhook_id: 'recovering' });
    return rows.flatMap(row => {
      const at = committedAt.get(row.event_id);
      return at === undefined ? [] : [[row.id, at] as const];
    });
  },

  close: () => plugin.close(),
});
