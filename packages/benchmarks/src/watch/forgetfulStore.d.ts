import {
  WatchBatch,
  WatchStore,
} from '@kubevision/backstage-plugin-webhooks-backend/src/kubernetes/WatchStore';
/** A store that keeps nothing, so that only the watch itself is measured. */
export declare function forgetfulStore(
  onCommit: (batch: WatchBatch) => void,
): WatchStore;
