import pLimit from 'p-limit';
import { WatchTransport } from './WatchTransport';

/**
 * The proxy holds back the headers of a watch in which nothing happens; for so long, opening one
 * keeps others waiting, and no longer.
 */
const MAX_OPENING_MS = 2_000;

/**
 * Lets only so many lists and openings of watches run at a time, in the order in which they were
 * asked for; an open watch is not counted. A cluster with hundreds of kinds is not asked for all
 * of them in one instant, neither at first nor after it was away.
 */
export function limitOpenings(
  transport: WatchTransport,
  concurrency: number,
): WatchTransport {
  const limit = pLimit(concurrency);

  /** @returns what gives the turn back; when the signal aborts, there is no need to wait for it */
  const takeTurn = (signal: AbortSignal): Promise<() => void> =>
    new Promise(resolve => {
      const abort = () => resolve(() => {});
      signal.addEventListener('abort', abort, { once: true });
      if (signal.aborted) abort();
      void limit(
        () =>
          new Promise<void>(release => {
            signal.removeEventListener('abort', abort);
            resolve(release);
            if (signal.aborted) release();
          }),
      );
    });

  return {
    get: (cluster, path, signal) => transport.get(cluster, path, signal),

    async *list(cluster, type, signal) {
      const release = await takeTurn(signal);
      try {
        yield* transport.list(cluster, type, signal);
      } finally {
        release();
      }
    },

    async *watch(cluster, type, options) {
      const release = await takeTurn(options.signal);
      const timer = setTimeout(release, MAX_OPENING_MS);
      try {
        yield* transport.watch(cluster, type, {
          ...options,
          onOpen: () => {
            release();
            options.onOpen?.();
          },
        });
      } finally {
        clearTimeout(timer);
        release();
      }
    },
  };
}
