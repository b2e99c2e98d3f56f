import { answerParent } from '../ChildProgram';
import { forgetfulStore } from './forgetfulStore';
import { resourceAt, startReflector } from './startReflector';

/** A program: our own watches of many kinds in many clusters, with stores that keep nothing. */

/** Where one of the watches is to get. */
export interface Goal {
  readonly cluster: string;
  /** Of the list, e.g. `/api/v1/pods`. */
  readonly path: string;
  readonly resourceVersion: string;
}

const keyOf = (it: { cluster: string; path: string }) => it.cluster + it.path;
const reached = new Map<string, string>();
let onCommit = () => {};

/** @returns the seconds of CPU that all watches together took to get where they should be */
async function reach(goals: readonly Goal[]): Promise<number> {
  const before = process.cpuUsage();
  const isThere = () =>
    goals.every(it => reached.get(keyOf(it)) === it.resourceVersion);
  await new Promise<void>(resolve => {
    onCommit = () => {
      if (isThere()) resolve();
    };
    onCommit();
  });
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1e6;
}

function watch(url: string, { cluster, path }: Goal) {
  startReflector({
    url: `${url}/${cluster}`,
    cluster,
    type: resourceAt(path),
    store: forgetfulStore(({ resourceVersion }) => {
      if (!resourceVersion) return;
      reached.set(keyOf({ cluster, path }), resourceVersion);
      onCommit();
    }),
  });
}

answerParent({
  start({ url, goals }: { url: string; goals: readonly Goal[] }) {
    for (const goal of goals) watch(url, goal);
    return reach(goals);
  },
  reach: ({ goals }: { goals: readonly Goal[] }) => reach(goals),
  heap() {
    global.gc!();
    global.gc!();
    const { heapUsed, external } = process.memoryUsage();
    return heapUsed + external;
  },
});
