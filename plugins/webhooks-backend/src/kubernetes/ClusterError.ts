import { CustomErrorBase } from '@backstage/errors';

/**
 * - `expired`: the resourceVersion is older than what the API server still knows.
 * - `forbidden`: the cluster role of Backstage does not allow it.
 * - `invalid`: the API server does not know what it is asked for; an old one, mostly.
 * - `malformed`: the answer cannot be read.
 * - `not-served`: the cluster has no such resource.
 * - `silent`: nothing arrived for too long.
 * - `starting`: the Kubernetes backend is not up yet.
 * - `throttled`: the API server asks to wait.
 * - `too-large`: the answer is larger than is read at once.
 * - `unauthorized`: credentials were not accepted.
 * - `unreachable`: no connection, or one that broke.
 * - `untrusted`: the cluster's certificate is not signed by the CA that Backstage has for it.
 * - `failed`: anything else.
 */
export type ClusterErrorKind =
  | 'expired'
  | 'forbidden'
  | 'invalid'
  | 'malformed'
  | 'not-served'
  | 'silent'
  | 'starting'
  | 'throttled'
  | 'too-large'
  | 'unauthorized'
  | 'unreachable'
  | 'untrusted'
  | 'failed';

/** A cluster could not be asked, or refused. The message is for people, and holds no credentials. */
export class ClusterError extends CustomErrorBase {
  name = 'ClusterError' as const;
  readonly kind: ClusterErrorKind;
  /** What people can do about it, as a sentence without its full stop. */
  readonly remedy?: string;
  /** How long the API server asks to wait. */
  readonly retryAfterMs?: number;

  constructor(
    kind: ClusterErrorKind,
    message: string,
    options: { remedy?: string; retryAfterMs?: number } = {},
  ) {
    super(message);
    this.kind = kind;
    this.remedy = options.remedy;
    this.retryAfterMs = options.retryAfterMs;
  }
}
