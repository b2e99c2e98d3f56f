/** How a synthetic object is, beside what tells it apart from others. */
export interface ObjectState {
  /** Of a pod; `crashing` is not ready and waits to be started again. */
  readonly health: 'ready' | 'unready' | 'crashing';
  /** Of a pod: with a ReplicaSet as controller, as most pods of real clusters are. */
  readonly owned: boolean;
}

/**
 * The places in a synthetic object that differ from object to object and from write to write. All
 * values of a token have the same width, so that an object is made by filling in bytes.
 */
export const TOKENS = {
  /** Counts the objects, through all deletions. */
  serial: '@SERIAL@',
  /** Which workload it belongs to; ten pods share one. */
  app: '@APP@',
  /** Of the image; differs after a rollout. */
  release: '@REL@',
  resourceVersion: '@VERSION@@',
  /** Of the time that every heartbeat changes. */
  minute: '~M',
  second: '~S',
  /** Filled in with its quotes, so that it becomes a number. */
  restarts: '@R@',
} as const;
