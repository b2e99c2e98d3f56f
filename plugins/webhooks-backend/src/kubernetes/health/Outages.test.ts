import { WatchInfo } from '@kubevision/backstage-plugin-webhooks-common';
import { Continuation } from './continueWatch';
import { Stall } from './HealthStore';
import { Outages } from './Outages';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const start = Date.parse('2026-03-05T10:23:00Z');
const KINDS = ['deployments.apps', 'pods', 'secrets'];

/** A cluster whose watches go on as their stalls are written, and what is told of them. */
class Cluster {
  #outages = new Outages();
  readonly #stalls = new Map<string, Stall>();
  #now = start;
  readonly log: string[] = [];

  /** Another replica goes on from what is written. */
  takeOver() {
    this.#outages = new Outages();
  }

  /** @param states - by resource; what is left out is well */
  see(
    afterMs: number,
    states: Record<string, { reason?: string } & Partial<WatchInfo>> = {},
  ) {
    this.#now += afterMs;
    const watches = KINDS.map(resource =>
      this.#continue(resource, states[resource]),
    );
    const { records, ended, begun } = this.#outages.judge(watches, this.#now);
    for (const { resource, reason, isWell } of [...ended, ...begun]) {
      this.log.push(`${resource}: ${isWell ? 'well' : reason}`);
    }
    for (const { info, stall } of records) {
      if (stall) this.#stalls.set(info.resource, { ...stall, isTold: true });
      else this.#stalls.delete(info.resource);
    }
  }

  #continue(
    resource: string,
    { reason, ...more }: { reason?: string } & Partial<WatchInfo> = {},
  ): Continuation {
    const known = this.#stalls.get(resource);
    const info: WatchInfo = {
      kind: resource,
      apiVersion: 'v1',
      resource,
      objects: 0,
      gaps: { count: 0, since: '' },
      state: 'watching',
      lastSeenAt: new Date(this.#now).toISOString(),
      ...(reason && { state: 'stalled', lastSeenAt: undefined }),
      ...more,
    };
    if (reason) {
      const since = this.#now - 2 * MINUTE;
      return {
        record: { info, stall: known ?? { since, reason, isTold: false } },
      };
    }
    return known ? { record: { info }, ended: known } : { record: { info } };
  }
}

const away = { reason: 'unreachable' };
const all = Object.fromEntries(KINDS.map(kind => [kind, away]));
const lastSeen = (ms: number) => ({
  lastSeenAt: new Date(start + ms).toISOString(),
});
const failing = { state: 'failing' as const, lastSeenAt: undefined };

let cluster: Cluster;
beforeEach(() => {
  cluster = new Cluster();
});

it('tells at once of one watch that stalls while others hear of the cluster', () => {
  cluster.see(0, { pods: away });
  cluster.see(SECOND, { pods: away });
  cluster.see(SECOND);
  expect(cluster.log).toEqual(['pods: unreachable', 'pods: well']);
});

it('tells once of a cluster that is away, and once that it is back', () => {
  cluster.see(0, all);
  cluster.see(MINUTE, all);
  cluster.see(MINUTE, { pods: away });
  cluster.see(SECOND);
  expect(cluster.log).toEqual(['*: unreachable', '*: well']);
});

it('waits for the others where nothing shows that the cluster is there', () => {
  cluster.see(0, { pods: away, secrets: failing, ...quiet(-2 * MINUTE) });
  cluster.see(50 * SECOND, { ...all, ...quiet(-2 * MINUTE) });
  expect(cluster.log).toEqual([]);
  cluster.see(10 * SECOND, all);
  expect(cluster.log).toEqual(['*: unreachable']);
});

it('waits for a sign of life no longer than a minute and a half', () => {
  const states = { pods: away, secrets: away, ...quiet(-2 * MINUTE) };
  cluster.see(0, states);
  cluster.see(91 * SECOND, states);
  expect(cluster.log).toEqual(['pods: unreachable', 'secrets: unreachable']);
});

it('says nothing of a cluster that is back before it was told', () => {
  cluster.see(0, { pods: away, secrets: failing, ...quiet(-2 * MINUTE) });
  cluster.see(SECOND);
  cluster.see(5 * MINUTE);
  expect(cluster.log).toEqual([]);
});

it('tells by itself of a watch that is left when the others are back', () => {
  cluster.see(0, all);
  cluster.see(SECOND, { secrets: away });
  cluster.see(MINUTE, { secrets: away });
  expect(cluster.log).toEqual(['*: unreachable']);
  cluster.see(MINUTE, { secrets: away });
  cluster.see(MINUTE);
  expect(cluster.log).toEqual([
    '*: unreachable',
    '*: well',
    'secrets: unreachable',
    'secrets: well',
  ]);
});

it('leaves out what may not be read and need not', () => {
  const forbidden = { state: 'forbidden' as const, lastSeenAt: undefined };
  cluster.see(0, { ...all, secrets: forbidden });
  expect(cluster.log).toEqual(['*: unreachable']);
});

it('names one of several reasons', () => {
  cluster.see(0, { ...all, pods: { reason: '403' } });
  expect(cluster.log).toEqual(['*: unreachable, and 1 more']);
});

it('goes on with an outage that another replica has told', () => {
  cluster.see(0, all);
  cluster.takeOver();
  cluster.see(SECOND, { pods: away });
  cluster.takeOver();
  cluster.see(SECOND);
  expect(cluster.log).toEqual(['*: unreachable', '*: well']);
});

function quiet(ms: number) {
  return { 'deployments.apps': lastSeen(ms) };
}
