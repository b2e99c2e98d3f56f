import { Agent } from 'undici';
import { bodyOf, signedPost } from '../signedPost';
import { serveContender } from './serveContender';

/** Posts one after the other from memory: the most that anybody could reach. Loses all in a crash. */
serveContender(async ({ url, concurrency }) => {
  const agent = new Agent();
  let jobs: { id: string; body: string }[] = [];
  return {
    async enqueue(ids) {
      jobs = ids.map(id => ({ id, body: bodyOf(id) }));
    },
    async deliver() {
      let next = 0;
      const work = async () => {
        while (next < jobs.length) {
          const job = jobs[next];
          next += 1;
          await signedPost(agent, { url, ...job });
        }
      };
      await Promise.all(Array.from({ length: concurrency }, work));
    },
    close: () => agent.close(),
  };
});
