/** How much of a request is recorded. */
export type AuditLevel = 'Metadata' | 'Request' | 'RequestResponse';

/** Where a cluster reports what was done in it, as a webhook kubeconfig and the flags of an API server say. */
export interface AuditOptions {
  url: string;
  /** Sent as a bearer token. */
  token: string;
  /** Of every request; by default RequestResponse, but Metadata for Secrets and ConfigMaps. */
  level?: AuditLevel;
  /** How long records are gathered before they are sent; 1,000 by default, a real server's 30,000. */
  batchMs?: number;
  /** The pause before a batch that was not taken is sent again; grows by half each time. 10,000 by default. */
  retryMs?: number;
}
