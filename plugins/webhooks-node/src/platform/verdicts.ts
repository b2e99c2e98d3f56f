import { IncomingResponse, Verdict } from './Platform';
import { retryAfter } from './retryAfter';

/** The platform accepted the message. */
export const DELIVERED: Verdict = { outcome: 'delivered' };

/** One answer that a platform is known to give. The first row that matches counts. */
export interface KnownAnswer {
  /** The error code; a row without one matches any. */
  readonly code?: number | string;
  /** Must occur in the error text, where the code alone does not tell. */
  readonly text?: RegExp;
  /** `retry`, or who must act: see {@link Verdict}. */
  readonly means: 'retry' | 'owner' | 'payload';
  /** What happened and what to do. The answer's own text is never part: it may repeat the URL. */
  readonly reason: string;
  readonly afterMs?: number;
  /** See {@link Verdict}. */
  readonly permanent?: boolean;
  /** Whether it is about the receiver, and no message would be taken now. */
  readonly scope?: 'receiver';
}

/** Looks an error up in a platform's table. */
export function findVerdict(
  answers: readonly KnownAnswer[],
  code: unknown,
  text = '',
): Verdict | undefined {
  const answer = answers.find(
    known =>
      (known.code === undefined || known.code === code) &&
      (!known.text || known.text.test(text)),
  );
  if (!answer) return undefined;
  const { means, reason, afterMs, scope, permanent } = answer;
  return means === 'retry'
    ? { outcome: 'retry', reason, afterMs, ...(scope && { scope }) }
    : {
        outcome: 'rejected',
        blame: means,
        reason,
        ...(permanent && { permanent }),
      };
}

/** What an HTTP status means to every platform alike. */
interface StatusRule {
  readonly from: number;
  readonly to: number;
  readonly means: KnownAnswer['means'];
  readonly words: string;
  readonly permanent?: boolean;
  /** When it is about the receiver, and no message would be taken now. */
  readonly wholeReceiver?: 'always' | 'with Retry-After';
}

const STATUS_RULES: readonly StatusRule[] = [
  {
    from: 300,
    to: 399,
    means: 'owner',
    words:
      'redirects to another address, and redirects are never followed; paste the address it leads to',
  },
  {
    from: 401,
    to: 401,
    means: 'owner',
    words: 'does not accept our credentials; paste a new URL',
  },
  {
    from: 403,
    to: 403,
    means: 'owner',
    words: 'forbids this message; check the permissions of the receiver',
  },
  {
    from: 404,
    to: 404,
    means: 'owner',
    words: 'does not know this address; paste a new URL',
  },
  {
    from: 405,
    to: 405,
    means: 'owner',
    words: 'takes no POST at this address; check the URL',
  },
  {
    from: 408,
    to: 408,
    means: 'retry',
    words: 'gave up waiting for the message; it is sent again',
  },
  {
    from: 410,
    to: 410,
    means: 'owner',
    words: 'is gone for good; paste a new URL or delete the webhook',
    permanent: true,
  },
  {
    from: 425,
    to: 425,
    means: 'retry',
    words: 'asked to send the message later; it is sent again',
  },
  {
    from: 429,
    to: 429,
    means: 'retry',
    wholeReceiver: 'always',
    words:
      'gets too many messages; it is sent again later. If this is frequent, narrow the filters',
  },
  {
    from: 400,
    to: 499,
    means: 'payload',
    words: 'did not understand the message; see its answer',
  },
  {
    // Says how long it will be away, where it says so: a maintenance, or too much load.
    from: 503,
    to: 503,
    means: 'retry',
    wholeReceiver: 'with Retry-After',
    words: 'is not available; the message is sent again',
  },
  {
    from: 500,
    to: 599,
    means: 'retry',
    words: 'has a problem of its own; the message is sent again',
  },
];

/**
 * Judges by the HTTP status alone.
 *
 * @param label - who answered, as people know it
 * @returns undefined for 2xx, which says nothing yet on most platforms
 */
export function judgeStatus(
  label: string,
  response: IncomingResponse,
  now: Date,
): Verdict | undefined {
  const { status, headers } = response;
  if (status >= 200 && status <= 299) return undefined;
  const rule = STATUS_RULES.find(
    ({ from, to }) => status >= from && status <= to,
  );
  if (!rule) {
    return {
      outcome: 'rejected',
      blame: 'owner',
      reason: `${label} answered with ${status}, which is no status of HTTP; check the URL`,
    };
  }
  const reason = `${label} ${rule.words} (HTTP ${status})`;
  if (rule.means !== 'retry') {
    return {
      outcome: 'rejected',
      blame: rule.means,
      reason,
      ...(rule.permanent && { permanent: true }),
    };
  }
  const afterMs = retryAfter(headers, now);
  const isWhole =
    rule.wholeReceiver === 'always' ||
    (rule.wholeReceiver === 'with Retry-After' && afterMs !== undefined);
  return {
    outcome: 'retry',
    reason,
    afterMs,
    ...(isWhole && { scope: 'receiver' }),
  };
}

/** For an answer that is not the platform's: perhaps a proxy's page, and better next time. */
export function unclearAnswer(label: string): Verdict {
  return {
    outcome: 'retry',
    reason: `The answer is not one of ${label}, so that nobody knows whether the message arrived; check that the URL is right and that no proxy answers in its place`,
  };
}

/** For an error that the platform's table does not list. */
export function unknownError(label: string, code: number): Verdict {
  return {
    outcome: 'rejected',
    blame: 'payload',
    reason: `${label} refused the message with the code ${code}; see its answer`,
  };
}

/** The JSON object in a body; undefined for anything else. */
export function parseObject(body: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(body);
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : undefined;
  } catch {
    return undefined;
  }
}
