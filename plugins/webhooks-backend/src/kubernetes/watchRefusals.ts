import { ClusterError } from './ClusterError';
import { WatchTransport } from './WatchTransport';

/**
 * Tells which errors of a list or a watch are refusals, before whoever asked for it hears of them,
 * and when the cluster has granted it.
 */
export function watchRefusals(
  transport: WatchTransport,
  options: {
    readonly isRefusal: (error: ClusterError) => boolean;
    readonly onRefused: (error: ClusterError) => void;
    readonly onGranted: () => void;
  },
): WatchTransport {
  const { isRefusal, onRefused, onGranted } = options;
  const check = (error: unknown) => {
    if (error instanceof ClusterError && isRefusal(error)) onRefused(error);
  };

  return {
    get: (cluster, path, signal) => transport.get(cluster, path, signal),

    async *list(cluster, type, signal) {
      try {
        yield* transport.list(cluster, type, signal);
      } catch (error) {
        check(error);
        throw error;
      }
    },

    async *watch(cluster, type, watchOptions) {
      for await (const events of transport.watch(cluster, type, {
        ...watchOptions,
        onOpen: () => {
          onGranted();
          watchOptions.onOpen?.();
        },
      })) {
        const last = events.at(-1);
        if (last?.type === 'ERROR') check(last.error);
        yield events;
      }
    },
  };
}
