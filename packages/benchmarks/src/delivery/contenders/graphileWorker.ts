import { makeWorkerUtils, run, Logger } from 'graphile-worker';
import { EventEmitter } from 'node:events';
import { Pool } from 'pg';
import { Agent } from 'undici';
import { bodyOf, signedPost } from '../signedPost';
import { serveContender } from './serveContender';

/** Jobs in one statement when they are added. */
const CHUNK = 1_000;

/** graphile-worker with its local queue and batched completion, as its guide to performance says. */
serveContender(async ({ database, url, concurrency }) => {
  const agent = new Agent();
  const connectionString = database.connection as string;
  const pool = new Pool({ connectionString, max: 10 });
  const logger = new Logger(() => () => {});
  const utils = await makeWorkerUtils({ pgPool: pool, logger });
  await utils.migrate();
  return {
    async enqueue(ids) {
      for (let i = 0; i < ids.length; i += CHUNK) {
        await utils.addJobs(
          ids.slice(i, i + CHUNK).map(id => ({
            identifier: 'deliver',
            payload: { id, body: bodyOf(id) },
          })),
        );
      }
    },
    async deliver(count) {
      const events = new EventEmitter();
      let completed = 0;
      const all = new Promise<void>(resolve => {
        events.on('job:complete', () => {
          completed += 1;
          if (completed === count) resolve();
        });
      });
      const runner = await run({
        pgPool: pool,
        logger,
        events: events as never,
        noHandleSignals: true,
        taskList: {
          deliver: payload =>
            signedPost(agent, {
              url,
              ...(payload as { id: string; body: string }),
            }),
        },
        preset: {
          worker: {
            concurrentJobs: concurrency,
            localQueue: { size: 4 * concurrency },
            completeJobBatchDelay: 0,
            failJobBatchDelay: 0,
          },
        },
      });
      await all;
      await runner.stop();
    },
    async close() {
      await utils.release();
      await pool.end();
      await agent.close();
    },
  };
});
