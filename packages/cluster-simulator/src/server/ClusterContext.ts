import { AuditBackend } from '../audit/AuditBackend';
import { Faults } from '../faults/Faults';
import { Incidents } from '../faults/Incidents';
import { Registry } from '../Registry';
import { ResourceCatalog } from '../resources/ResourceCatalog';
import { Store } from '../store/Store';
import { WatchStream } from './WatchStream';

/** Everything that answers to a request are made from. */
export interface ClusterContext {
  readonly name: string;
  readonly token: string;
  /** Usernames by further tokens. */
  readonly users: ReadonlyMap<string, string>;
  readonly store: Store;
  readonly catalog: ResourceCatalog;
  readonly registry: Registry;
  readonly faults: Faults;
  readonly incidents: Incidents;
  /** The watches that are open now. */
  readonly watches: Set<WatchStream>;
  /** How many were ever opened. */
  watchesOpened: number;
  readonly bookmarkIntervalMs: number;
  /** Absent when nobody is told what is done. */
  readonly audit?: AuditBackend;
}
