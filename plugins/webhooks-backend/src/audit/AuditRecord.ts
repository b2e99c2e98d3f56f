/** What a request did to an object. A scale is an update. */
export type AuditedChange = 'create' | 'update' | 'delete';

/**
 * What is kept of one request that an API server reports: who, what and when. Never the objects
 * that were sent or answered, because they may hold secrets.
 */
export interface AuditRecord {
  /** Unique for a request; a batch that is sent twice holds the same ones. */
  readonly auditId: string;
  /** As `resourceName` says it, e.g. `deployments.apps`. */
  readonly resource: string;
  readonly change: AuditedChange;
  /** Empty for resources without a namespace. */
  readonly namespace: string;
  /** Absent when the request deleted a collection. */
  readonly name?: string;
  /** Of the object as it was answered; absent when the record does not hold the answer. */
  readonly uid?: string;
  /** Which the request gave the object; absent for what is deleted at once, and without the answer. */
  readonly resourceVersion?: string;
  /** On whose behalf: the impersonated user, or else the authenticated one. */
  readonly username: string;
  /** The authenticated user, when it impersonated `username`. */
  readonly impersonator?: string;
  /** The field manager of the request, as the API server derives it; absent when it had none. */
  readonly manager?: string;
  /** When the request arrived, by the API server's clock; milliseconds since the epoch. */
  readonly startedAt: number;
  /** When it was answered, by the same clock. */
  readonly endedAt: number;
}

/** A record with the name by which people know the user. */
export interface NamedAuditRecord extends AuditRecord {
  /** The name of the catalog's user, or else the username. */
  readonly actor: string;
  /** The ref of the catalog's user. */
  readonly actorRef?: string;
}
