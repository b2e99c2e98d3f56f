import { PgBoss } from 'pg-boss';
import { Agent } from 'undici';
import { bodyOf, signedPost } from '../signedPost';
import { serveContender } from './serveContender';

const QUEUE = 'deliver';
/** Jobs in one statement when they are added. */
const CHUNK = 1_000;
/** How many workers share the concurrency; each fetches a batch and waits for all of it. */
const WORKERS = 4;

interface Job {
  readonly id: string;
  readonly body: string;
}

/** pg-boss with batched workers that fetch again at once as long as their batches are full. */
serveContender(async ({ database, url, concurrency }) => {
  const agent = new Agent();
  const boss = new PgBoss({
    connectionString: database.connection as string,
    max: 10,
  });
  boss.on('error', () => {});
  await boss.start();
  await boss.createQueue(QUEUE);
  return {
    async enqueue(ids) {
      for (let i = 0; i < ids.length; i += CHUNK) {
        const data = ids.slice(i, i + CHUNK);
        await boss.insert(
          QUEUE,
          data.map(id => ({ data: { id, body: bodyOf(id) } })),
        );
      }
    },
    async deliver(count) {
      let delivered = 0;
      let finish = () => {};
      const all = new Promise<void>(resolve => {
        finish = resolve;
      });
      await boss.work<Job>(
        QUEUE,
        {
          batchSize: concurrency / WORKERS,
          localConcurrency: WORKERS,
          pollingIntervalSeconds: 0.5,
          burstWhenBatchFull: true,
        },
        async jobs => {
          await Promise.all(
            jobs.map(({ data }) => signedPost(agent, { url, ...data })),
          );
          delivered += jobs.length;
          if (delivered === count) finish();
        },
      );
      await all;
      await boss.offWork(QUEUE);
    },
    async close() {
      await boss.stop({ graceful: false });
      await agent.close();
    },
  };
});
