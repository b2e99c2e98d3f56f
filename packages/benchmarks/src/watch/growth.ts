import { ChildProgram } from '../ChildProgram';
import { Measurement } from '../Measurement';
import { KINDS } from '../synthetic/kinds';
import { table } from '../table';
import { Goal } from './fleet';

const SIZES = {
  full: { clusters: [1, 4, 16], kinds: [1, 5], objects: [500, 2_000] },
  quick: { clusters: [1, 4], kinds: [1, 5], objects: [200] },
};
/** One object in so many changes after the list. */
const CHANGED_SHARE = 5;

interface Cell {
  readonly clusters: number;
  readonly kinds: number;
  /** Of each kind in each cluster. */
  readonly objects: number;
}

interface Cost extends Cell {
  readonly heapBytes: number;
  readonly listSeconds: number;
  readonly changeSeconds: number;
}

/** How memory and CPU of one portal grow with clusters, kinds and objects. */
export const growth: Measurement = {
  name: 'growth',
  async run({ quick, print }) {
    const { clusters, kinds, objects } = quick ? SIZES.quick : SIZES.full;
    const cells = clusters.flatMap(c =>
      kinds.flatMap(k =>
        objects.map(o => ({ clusters: c, kinds: k, objects: o })),
      ),
    );
    const costs: Cost[] = [];
    for (const cell of cells) costs.push(await measure(cell));
    print(table(costs.map(toRow)));
    return { 'watch.growth': linearity(costs) };
  },
};

const total = ({ clusters, kinds, objects }: Cell) =>
  clusters * kinds * objects;

function toRow(cost: Cost) {
  const { clusters, kinds, objects } = cost;
  const all = total(cost);
  return {
    clusters,
    kinds,
    objects,
    'in all': String(all),
    'heap MB': cost.heapBytes / 1e6,
    'heap bytes each': cost.heapBytes / all,
    'list cpu s': cost.listSeconds,
    'list cpu µs each': (1e6 * cost.listSeconds) / all,
    'change cpu µs each': (1e6 * CHANGED_SHARE * cost.changeSeconds) / all,
  };
}

/**
 * What an object costs among the most clusters, over what it costs in one: 1 is linear. Both have
 * the same kinds, because kinds differ in size.
 */
function linearity(costs: readonly Cost[]) {
  const most = costs.at(-1)!;
  const least = costs.find(
    it => it.kinds === most.kinds && it.objects === most.objects,
  )!;
  const ratio = (of: (cost: Cost) => number) =>
    of(most) / total(most) / (of(least) / total(least));
  const detail = {
    heap: ratio(it => it.heapBytes),
    list: ratio(it => it.listSeconds),
    change: ratio(it => it.changeSeconds),
  };
  return {
    value: Math.max(...Object.values(detail)),
    unit: 'ratio',
    threshold: { atMost: 1.5 },
    detail,
  };
}

async function measure(cell: Cell): Promise<Cost> {
  const server = ChildProgram.start(require.resolve('../synthetic/server'));
  const fleet = ChildProgram.start(require.resolve('./fleet'), ['--expose-gc']);
  const places = Array.from({ length: cell.clusters }, (_, i) =>
    KINDS.slice(0, cell.kinds).map(({ path }) => ({ cluster: `c${i}`, path })),
  ).flat();
  const inServer = (it: { cluster: string; path: string }) =>
    `/${it.cluster}${it.path}`;
  const goals = (changes = 0): Promise<Goal[]> =>
    Promise.all(
      places.map(async it => {
        const path = inServer(it);
        const version = await server.ask<string>('resourceVersion', { path });
        return { ...it, resourceVersion: String(Number(version) + changes) };
      }),
    );
  try {
    const url = await server.ask<string>('start');
    for (const it of places) {
      await server.ask('add', { path: inServer(it), count: cell.objects });
    }
    const emptyHeap = await fleet.ask<number>('heap');
    const listSeconds = await fleet.ask<number>('start', {
      url,
      goals: await goals(),
    });
    const heap = await fleet.ask<number>('heap');
    await untilWatched(server, places.map(inServer));
    const count = Math.ceil(cell.objects / CHANGED_SHARE);
    const changed = fleet.ask<number>('reach', { goals: await goals(count) });
    await Promise.all(
      places.map(it =>
        server.ask('tellChanges', { path: inServer(it), count }),
      ),
    );
    return {
      ...cell,
      heapBytes: heap - emptyHeap,
      listSeconds,
      changeSeconds: await changed,
    };
  } finally {
    await Promise.all([fleet.stop(), server.stop()]);
  }
}

async function untilWatched(server: ChildProgram, paths: readonly string[]) {
  for (const path of paths) {
    while ((await server.ask<number>('watchers', { path })) === 0) {
      await new Promise(resolve => setTimeout(resolve, 10));
    }
  }
}
