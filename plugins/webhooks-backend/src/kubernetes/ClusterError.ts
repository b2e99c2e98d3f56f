import { CustomErrorBase } from '@backstage/errors';
import {
  Reason,
  ReasonPart,
  because,
  joinReasons,
} from '@kubevision/backstage-plugin-webhooks-common';

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

/** What people can do about something, as it is told beside its reason. */
export interface Remedy {
  /** A sentence without its full stop. */
  readonly remedy?: string;
  readonly remedyParts?: ReasonPart[];
}

/** @param why - what {@link because} makes of what can be done */
export function toRemedy(why: Reason | undefined): Remedy {
  if (!why) return {};
  const { reason, reasonParts } = why;
  return { remedy: reason, ...(reasonParts && { remedyParts: reasonParts }) };
}

/** Only the remedy of something that may have one. */
export function remedyOf({ remedy, remedyParts }: Remedy): Remedy {
  return { ...(remedy && { remedy }), ...(remedyParts && { remedyParts }) };
}

/** A cluster could not be asked, or refused. The message is for people, and holds no credentials. */
export class ClusterError extends CustomErrorBase implements Remedy {
  name = 'ClusterError' as const;
  readonly kind: ClusterErrorKind;
  /** What the message says. */
  readonly why: Reason;
  readonly remedy?: string;
  readonly remedyParts?: ReasonPart[];
  /** How long the API server asks to wait. */
  readonly retryAfterMs?: number;

  constructor(
    kind: ClusterErrorKind,
    why: Reason,
    options: { remedy?: Reason; retryAfterMs?: number } = {},
  ) {
    super(why.reason);
    this.kind = kind;
    this.why = why;
    ({ remedy: this.remedy, remedyParts: this.remedyParts } = toRemedy(
      options.remedy,
    ));
    this.retryAfterMs = options.retryAfterMs;
  }
}

/** What cannot be done, as `code` begins to say, and why not. */
export function troubleOf(
  error: unknown,
  code: 'definitions-failed' | 'discovery-failed',
): Reason {
  return error instanceof ClusterError
    ? joinReasons(because(code), error.why)
    : because(`${code}-by`, {
        message: String((error as Error).message ?? error),
      });
}
