import { AuditOptions } from './audit/AuditOptions';
import { RequestUser } from './audit/toAuditEvent';
import { KubernetesObject } from './objects';

/** How a cluster is. Only its name is needed. */
export interface ClusterOptions {
  name: string;
  /** 0, the default, for any free port of the loopback. */
  port?: number;
  /** The bearer token that requests must carry; `simulator` by default. */
  token?: string;
  /** Usernames by further tokens; whoever has `token` is `kubernetes-admin`. */
  users?: Record<string, string>;
  /** Where to report what is done, as an API server's audit webhook does. */
  audit?: AuditOptions;
  /** How many past writes can be watched again; 10,000 by default. */
  history?: number;
  /** How many writes `journal` remembers; 10,000 by default. */
  journal?: number;
  /** 60,000 by default, as on a real server. */
  bookmarkIntervalMs?: number;
  /** The resourceVersion before the first write; from the clock by default, so that it grows over restarts. */
  firstRevision?: number;
  /** What to start with; nobody is told of it as of a change. */
  objects?: { resource: string; object: KubernetesObject }[];
}

/** Which object, by names as kubectl takes them. */
export interface ObjectName {
  /** E.g. `pods`, `deployments` or, where two groups have the same, `deployments.apps`. */
  resource: string;
  namespace?: string;
  name: string;
}

/** Who writes, in this process. */
export interface WriterOptions {
  /** Becomes the manager in managedFields. */
  manager?: string;
  /** Who the audit backend says it was; `kubernetes-admin` by default. */
  user?: string | RequestUser;
}
