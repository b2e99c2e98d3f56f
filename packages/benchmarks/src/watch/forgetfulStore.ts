import {
  WatchBatch,
  WatchStore,
} from '@kubevision/backstage-plugin-webhooks-backend/src/kubernetes/WatchStore';

/** A store that keeps nothing, so that only the watch itself is measured. */
export function forgetfulStore(
  onCommit: (batch: WatchBatch) => void,
): WatchStore {
  return {
    load: async () => ({ objects: [] }),
    typeOf: async () => undefined,
    commit: async batch => onCommit(batch),
    forget: async () => {},
    keys: async () => [],
  };
}
