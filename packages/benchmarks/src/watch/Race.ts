import { ChildProgram } from '../ChildProgram';
import { Effort } from './contenders/serveContender';

const PATH = '/api/v1/pods';
/** The informer holds 15 kB a pod; by default V8 would end it at 100,000 on a small machine. */
const NODE_OPTIONS = ['--expose-gc', '--max-old-space-size=6144'];

/** A contender with the server that it alone watches. */
interface Lane {
  readonly name: string;
  readonly server: ChildProgram;
  readonly contender: ChildProgram;
  /** In bytes, before there were pods. */
  readonly emptyHeap: number;
}

/** Contenders that read the same stream of pods, one after the other. */
export class Race {
  readonly #lanes: readonly Lane[];

  /** @param names - of the programs in `contenders/` */
  static async start(names: readonly string[]) {
    const lanes: Lane[] = [];
    for (const name of names) lanes.push(await openLane(name));
    return new Race(lanes);
  }

  private constructor(lanes: readonly Lane[]) {
    this.#lanes = lanes;
  }

  /** Lets all contenders know of so many pods. */
  async growTo(pods: number) {
    for (const lane of this.#lanes) {
      await run(lane, 'tellAdditions', pods - (await countOf(lane)));
    }
  }

  /** By contender, in bytes; without what its process takes anyway. */
  async heapPerPod(): Promise<Record<string, number>> {
    const heaps: Record<string, number> = {};
    for (const lane of this.#lanes) {
      const heap = await lane.contender.ask<number>('heap');
      heaps[lane.name] = (heap - lane.emptyHeap) / (await countOf(lane));
    }
    return heaps;
  }

  /** Each contender reads so many changes, in turn. */
  async round(events: number): Promise<Record<string, Effort>> {
    const efforts: Record<string, Effort> = {};
    for (const lane of this.#lanes) {
      efforts[lane.name] = await run(lane, 'tellChanges', events);
    }
    return efforts;
  }

  async stop() {
    for (const { server, contender } of this.#lanes) {
      await Promise.all([contender.stop(), server.stop()]);
    }
  }
}

async function openLane(name: string): Promise<Lane> {
  const server = ChildProgram.start(require.resolve('../synthetic/server'));
  const url = await server.ask<string>('start');
  const contender = ChildProgram.start(
    require.resolve(`./contenders/${name}`),
    NODE_OPTIONS,
  );
  await contender.ask('open', { url });
  while ((await server.ask<number>('watchers', { path: PATH })) === 0) {
    await new Promise(resolve => setTimeout(resolve, 10));
  }
  const emptyHeap = await contender.ask<number>('heap');
  return { name, server, contender, emptyHeap };
}

function countOf({ server }: Lane): Promise<number> {
  return server.ask('count', { path: PATH });
}

async function run(
  { server, contender }: Lane,
  what: 'tellAdditions' | 'tellChanges',
  count: number,
): Promise<Effort> {
  const path = PATH;
  const before = Number(await server.ask<string>('resourceVersion', { path }));
  const resourceVersion = String(before + count);
  const reached = contender.ask<Effort>('reach', { resourceVersion, count });
  await server.ask(what, { path, count });
  return reached;
}
