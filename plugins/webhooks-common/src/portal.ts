import { Schemas } from './openapi/Schemas';

/** One input of a platform's form. */
export type PlatformField = Schemas['PlatformField'];

/** A platform as the form needs it. */
export type PlatformInfo = Schemas['PlatformInfo'];

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

/** Why a kind was listed as a whole. */
export type RelistCause = Schemas['RelistCause'];

/** State of the watch of one kind in one cluster. */
export type WatchInfo = Schemas['WatchInfo'];

/** A cluster as the filter fields and the health view need it. */
export type ClusterInfo = Schemas['ClusterInfo'];

/** How large one table is. */
export type TableSize = Schemas['TableSize'];

/** What is kept under one limit of `webhooks.retention`, and where that leads. */
export type KeptForecast = Schemas['KeptForecast'];

/** The answer of `GET /storage`, a few minutes old at most. */
export type StorageInfo = Schemas['StorageInfo'];
