import { Cluster, startCluster } from 'cluster-simulator';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { AddressInfo } from 'node:net';
import { answerParent } from '../ChildProgram';

/** A program: a cluster in which Deployments are scaled at an even pace, and a receiver. */

/** One write, and when the API server had it. */
export interface Write {
  /** Of the Deployment. */
  readonly name: string;
  /** The new number of replicas; no two writes have the same. */
  readonly replicas: number;
  /** Milliseconds since 1970, by this machine's clock. */
  readonly writtenAt: number;
}

const DEPLOYMENTS = 500;
const TICK_MS = 5;
const NAMESPACE = 'team-alpha';

let cluster: Cluster;
let writes = 0;

function deployment(name: string) {
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name, namespace: NAMESPACE },
    spec: {
      replicas: 1,
      selector: { matchLabels: { app: name } },
      template: {
        metadata: { labels: { app: name } },
        spec: { containers: [{ name: 'web', image: `${name}:1.0` }] },
      },
    },
  };
}

function write(): Write {
  writes += 1;
  const replicas = 1 + writes;
  const name = `app-${writes % DEPLOYMENTS}`;
  cluster.scale(
    { resource: 'deployments', namespace: NAMESPACE, name },
    replicas,
  );
  return { name, replicas, writtenAt: Date.now() };
}

answerParent({
  async start() {
    cluster = await startCluster({ name: 'synthetic', history: 50_000 });
    for (let i = 0; i < DEPLOYMENTS; i += 1) {
      cluster.create(deployment(`app-${i}`));
    }
    const receiver = createServer((request, response) => {
      request.resume().once('end', () => response.end('ok'));
    });
    receiver.listen(0, '127.0.0.1');
    await once(receiver, 'listening');
    const { port } = receiver.address() as AddressInfo;
    return {
      cluster: { url: cluster.url, token: cluster.token },
      receiver: `http://127.0.0.1:${port}/`,
    };
  },

  /** Each write happens when it is due; a tick that comes late makes up for what it missed. */
  async write(options: { perSecond: number; seconds: number }) {
    const { perSecond, seconds } = options;
    const done: Write[] = [];
    const startedAt = performance.now();
    while (done.length < perSecond * seconds) {
      await new Promise(resolve => setTimeout(resolve, TICK_MS));
      const elapsed = (performance.now() - startedAt) / 1000;
      const due = Math.min(elapsed, seconds) * perSecond;
      while (done.length < due) done.push(write());
    }
    return done;
  },
});
