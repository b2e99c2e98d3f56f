import { CustomErrorBase } from '@backstage/errors';
import { WebhookEvent } from '@kubevision/backstage-plugin-webhooks-common';
import { ResourceType, StoredObject } from '../changes/types';

/** One watch: one resource in all namespaces of one cluster. */
export interface WatchKey {
  /** The cluster's name in Backstage. */
  readonly cluster: string;
  /** As `resourceName` says it: `deployments.apps`, or `pods` in the core group. */
  readonly resource: string;
}

/** How a cluster served a resource, and by which rules its objects were projected. */
export interface StoredType extends ResourceType {
  /** See `RULES_VERSION`; absent for what was stored before there were versions. */
  readonly rulesVersion?: number;
}

/** What a piece of a watch means. All of it happens, or nothing. */
export interface WatchBatch {
  readonly key: WatchKey;
  /** How the cluster serves the resource; what is stored stays when it is absent. */
  readonly type?: StoredType;
  /** Of the lease on the cluster; nothing is written under one that was taken over. */
  readonly leaseToken?: number;
  /** Where the watch resumes after this batch; undefined while a list is not complete. */
  readonly resourceVersion?: string;
  readonly upserts: readonly StoredObject[];
  /** The uids of objects that are gone. */
  readonly deletes: readonly string[];
  readonly events: readonly WebhookEvent[];
}

/** Another replica watches the cluster now; whatever this one still wants to write is not. */
export class LeaseLostError extends CustomErrorBase {
  name = 'LeaseLostError' as const;
}

/** What the watches know, kept over restarts. */
export interface WatchStore {
  /** Without a `resourceVersion`, the resource was never listed completely. */
  load(key: WatchKey): Promise<{
    resourceVersion?: string;
    objects: StoredObject[];
  }>;
  /** How a resource was served when its objects were stored; undefined when nothing says so. */
  typeOf(key: WatchKey): Promise<StoredType | undefined>;
  /**
   * Writes everything in one transaction. An event whose id is known already is not written again.
   *
   * @throws LeaseLostError
   */
  commit(batch: WatchBatch): Promise<void>;
  /** Drops cursor and objects, so that the next list is a silent baseline again. */
  forget(key: WatchKey): Promise<void>;
  /** The watches that have a cursor. */
  keys(): Promise<WatchKey[]>;
}
