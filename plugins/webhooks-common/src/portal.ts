export type {
  ClusterInfo,
  KeptForecast,
  PlatformField,
  PlatformInfo,
  RelistCause,
  StorageInfo,
  TableSize,
  WatchInfo,
} from './openapi/schema.generated';

/**
 * The kind of the events that tell that a watch stalled, or is well again. A webhook gets them only
 * when its filter `resources` names this kind; `*` does not.
 */
export const WATCH_KIND = 'Watch';

/**
 * What the `cluster` of an event begins with that comes from another source than a cluster, such as
 * `source:catalog`. A webhook gets it only when its filter `clusters` has an entry that begins so; `*`
 * does not.
 */
export const SOURCE_PREFIX = 'source:';

/** The `apiVersion` of the events of {@link WATCH_KIND}. */
export const WATCH_API_VERSION = 'webhooks.kubevision.io/v1';
