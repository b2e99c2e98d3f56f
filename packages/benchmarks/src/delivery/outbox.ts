import { DatabaseWatchStore } from '@kubevision/backstage-plugin-webhooks-backend/src/database/DatabaseWatchStore';
import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { answerParent } from '../ChildProgram';
import type { ContenderOptions } from './contenders/serveContender';
import { openPlugin } from './openPlugin';
import { eventOf } from './signedPost';

/** A program: a portal that is told of events at a pace, commits them, and delivers them. */

/** As a few busy clusters commit. */
const COMMITS_PER_SECOND = 50;
/** Among so many webhooks the events are spread; each wants one namespace. */
const WEBHOOKS = 20;

/** A delivery, and when its event was committed, in milliseconds since the epoch. */
export type Commit = readonly [deliveryId: string, committedAt: number];

const namespaceOf = (i: number) => `team-${i % WEBHOOKS}`;

let plugin: Awaited<ReturnType<typeof openPlugin>>;
let watches: DatabaseWatchStore;

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
    const batch = pace.perSecond / COMMITS_PER_SECOND;
    const commits: Promise<void>[] = [];
    const committedAt = new Map<string, number>();
    for (let i = 0; i < total; i += batch) {
      const waitMs =
        startedAt + (1000 * i) / pace.perSecond - performance.now();
      if (waitMs > 0) await delay(waitMs);
      const events = Array.from({ length: batch }, (_, j) => {
        const id = randomUUID();
        return { ...eventOf(id), namespace: namespaceOf(i + j), uid: id };
      });
      const commit = watches.commit({
        key: { cluster: 'prod-us', resource: 'deployments.apps' },
        resourceVersion: String(i),
        upserts: [],
        deletes: [],
        events,
      });
      commits.push(
        commit.then(() => {
          for (const { id } of events) committedAt.set(id, Date.now());
        }),
      );
    }
    await Promise.all(commits);
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
