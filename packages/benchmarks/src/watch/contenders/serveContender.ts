import { answerParent } from '../../ChildProgram';

/** Who reads a watch of pods. */
export interface Contender {
  /**
   * Opens the watch, without any pods yet.
   *
   * @param reached - to be called with the resourceVersion of what was dealt with
   */
  open(url: string, reached: (resourceVersion: string) => void): Promise<void>;
}

/** What it took to read a stretch of the watch. */
export interface Effort {
  readonly events: number;
  readonly seconds: number;
  /** Of all threads of the process. */
  readonly cpuSeconds: number;
}

/** Lets the benchmark measure a contender that is alone in its process. */
export function serveContender(contender: Contender): void {
  let awaited: { resourceVersion: string; resolve(): void } | undefined;
  const reached = (resourceVersion: string) => {
    if (resourceVersion === awaited?.resourceVersion) awaited.resolve();
  };

  answerParent({
    open: ({ url }: { url: string }) => contender.open(url, reached),

    /** Resolves once the contender is there. To be asked for before the stretch is sent. */
    async reach({
      resourceVersion,
      count,
    }: {
      resourceVersion: string;
      count: number;
    }) {
      const startedAt = performance.now();
      const cpu = process.cpuUsage();
      await new Promise<void>(resolve => {
        awaited = { resourceVersion, resolve };
      });
      const { user, system } = process.cpuUsage(cpu);
      const effort: Effort = {
        events: count,
        seconds: (performance.now() - startedAt) / 1000,
        cpuSeconds: (user + system) / 1e6,
      };
      return effort;
    },

    /** In bytes, after what is garbage is gone; what lies outside of V8's heap included. */
    heap() {
      // Once for the young, once for what only the first made garbage of.
      global.gc!();
      global.gc!();
      const { heapUsed, external } = process.memoryUsage();
      return heapUsed + external;
    },
  });
}
