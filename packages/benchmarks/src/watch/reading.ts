import { Measurement, MeasurementContext } from '../Measurement';
import { median } from '../statistics';
import { table } from '../table';
import { Effort } from './contenders/serveContender';
import { Race } from './Race';

const SIZES = { full: [20_000, 100_000], quick: [2_000, 5_000] };
/** Short ones, so that what disturbs the machine disturbs all contenders alike. */
const ROUNDS = { full: 9, quick: 3 };
const EVENTS = { full: 5_000, quick: 1_000 };

/** All of it at one number of pods. */
interface Standing {
  readonly pods: number;
  readonly heapPerPod: Readonly<Record<string, number>>;
  readonly rounds: readonly Readonly<Record<string, Effort>>[];
}

/**
 * Reading a watch of pods: ours beside the bare parse of the same stream, and beside the informer
 * of `@kubernetes/client-node`. Each has a process and a server of its own; they take turns.
 */
export const reading: Measurement = {
  name: 'reading',
  async run(context) {
    const race = await Race.start(['parse', 'reflector', 'informer']);
    try {
      const standings: Standing[] = [];
      for (const pods of SIZES[sizeOf(context)]) {
        standings.push(await stand(race, pods, context));
        context.print(table(rowsOf(standings.at(-1)!)));
      }
      return toMetrics(standings);
    } finally {
      await race.stop();
    }
  },
};

function sizeOf({ quick }: MeasurementContext) {
  return quick ? 'quick' : 'full';
}

async function stand(
  race: Race,
  pods: number,
  context: MeasurementContext,
): Promise<Standing> {
  await race.growTo(pods);
  const heapPerPod = await race.heapPerPod();
  // Once unmeasured, until the compiler has seen what there is to see.
  await race.round(EVENTS[sizeOf(context)]);
  const rounds: Record<string, Effort>[] = [];
  for (let i = 0; i < ROUNDS[sizeOf(context)]; i += 1) {
    rounds.push(await race.round(EVENTS[sizeOf(context)]));
  }
  return { pods, heapPerPod, rounds };
}

type Measure = 'seconds' | 'cpuSeconds';

/** How many times as many events as another contender, in the same time. */
function speed(
  { rounds }: Standing,
  names: { of: string; over: string },
  by: Measure = 'cpuSeconds',
): number {
  const { of, over } = names;
  return median(rounds.map(round => round[over][by] / round[of][by]));
}

function rowsOf(standing: Standing) {
  const { pods, heapPerPod, rounds } = standing;
  const micros = (name: string, by: Measure) =>
    median(rounds.map(round => (1e6 * round[name][by]) / round[name].events));
  return Object.keys(heapPerPod).map(name => ({
    pods: String(pods),
    contender: name,
    'µs an event': micros(name, 'seconds'),
    'cpu µs an event': micros(name, 'cpuSeconds'),
    'speed over parse': speed(standing, { of: name, over: 'parse' }),
    'heap bytes a pod': heapPerPod[name],
  }));
}

function toMetrics(standings: readonly Standing[]) {
  const detail = (of: (standing: Standing) => number) =>
    Object.fromEntries(standings.map(it => [`${it.pods} pods`, of(it)]));
  const vsParse = { of: 'reflector', over: 'parse' };
  const vsInformer = { of: 'reflector', over: 'informer' };
  const memory = detail(
    ({ heapPerPod }) => heapPerPod.reflector / heapPerPod.informer,
  );
  const heap = detail(({ heapPerPod }) => heapPerPod.reflector);
  // The worse of the sizes is the one that counts.
  return {
    'watch.eventsVsParse': {
      ...slowest(standings, vsParse),
      unit: 'ratio',
      threshold: { atLeast: 0.8 },
    },
    'watch.eventsVsInformer': {
      ...slowest(standings, vsInformer),
      unit: 'ratio',
      threshold: { atLeast: 1.3 },
    },
    'watch.memoryVsInformer': {
      value: Math.max(...Object.values(memory)),
      unit: 'ratio',
      threshold: { atMost: 0.1 },
      detail: memory,
    },
    'watch.heapPerPodBytes': {
      value: Math.max(...Object.values(heap)),
      unit: 'bytes',
      threshold: { atMost: 1000 },
      detail: heap,
    },
  };
}

/** By CPU; the clock's own opinion stands beside it. */
function slowest(
  standings: readonly Standing[],
  names: { of: string; over: string },
) {
  const byCpu = standings.map(it => speed(it, names));
  const detail = standings.flatMap((it, i) => [
    [`${it.pods} pods`, byCpu[i]],
    [`${it.pods} pods, by the clock`, speed(it, names, 'seconds')],
  ]);
  return { value: Math.min(...byCpu), detail: Object.fromEntries(detail) };
}
