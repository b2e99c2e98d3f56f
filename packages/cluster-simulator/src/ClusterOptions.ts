import { KubernetesObject } from './objects';

/** How a cluster is. Only its name is needed. */
export interface ClusterOptions {
  name: string;
  /** 0, the default, for any free port of the loopback. */
  port?: number;
  /** The bearer token that requests must carry; `simulator` by default. */
  token?: string;
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
