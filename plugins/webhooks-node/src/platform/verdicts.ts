import {
  Reason,
  ReasonCode,
  ReasonParams,
  because,
  reasonOf,
} from '@kubevision/backstage-plugin-webhooks-common';
import { IncomingResponse, Verdict } from './Platform';
import { retryAfter } from './retryAfter';

/** The platform accepted the message. */
export const DELIVERED: Verdict = { outcome: 'delivered' };

/**
 * One answer that a platform is known to give. The first row that matches counts. Its reason tells
 * what happened and what to do; the answer's own text is never part: it may repeat the URL.
 */
export interface KnownAnswer extends Reason {
  /** The error code; a row without one matches any. */
  readonly code?: number | string;
  /** Must occur in the error text, where the code alone does not tell. */
  readonly text?: RegExp;
  /** `retry`, or who must act: see {@link Verdict}. */
  readonly means: 'retry' | 'owner' | 'payload';
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
  const { means, afterMs, scope, permanent } = answer;
  const why = reasonOf(answer);
  return means === 'retry'
    ? { outcome: 'retry', ...why, afterMs, ...(scope && { scope }) }
    : {
        outcome: 'rejected',
        blame: means,
        ...why,
        ...(permanent && { permanent }),
      };
}

/** The codes that tell who answered with which status. */
type StatusCode = {
  [Code in ReasonCode]: keyof ReasonParams<Code> extends 'receiver' | 'status'
    ? Code
    : never;
}[ReasonCode];

/** What an HTTP status means to every platform alike. */
interface StatusRule {
  readonly from: number;
  readonly to: number;
  readonly means: KnownAnswer['means'];
  readonly code: StatusCode;
  readonly permanent?: boolean;
  /** When it is about the receiver, and no message would be taken now. */
  readonly wholeReceiver?: 'always' | 'with Retry-After';
}

const STATUS_RULES: readonly StatusRule[] = [
  {
    from: 300,
    to: 399,
    means: 'owner',
    code: 'redirects',
  },
  {
    from: 401,
    to: 401,
    means: 'owner',
    code: 'credentials-refused',
  },
  {
    from: 403,
    to: 403,
    means: 'owner',
    code: 'forbids',
  },
  {
    from: 404,
    to: 404,
    means: 'owner',
    code: 'address-unknown',
  },
  {
    from: 405,
    to: 405,
    means: 'owner',
    code: 'takes-no-post',
  },
  {
    from: 408,
    to: 408,
    means: 'retry',
    code: 'gave-up-waiting',
  },
  {
    from: 410,
    to: 410,
    means: 'owner',
    code: 'gone',
    permanent: true,
  },
  {
    from: 425,
    to: 425,
    means: 'retry',
    code: 'too-early',
  },
  {
    from: 429,
    to: 429,
    means: 'retry',
    wholeReceiver: 'always',
    code: 'too-many',
  },
  {
    from: 400,
    to: 499,
    means: 'payload',
    code: 'message-refused',
  },
  {
    // Says how long it will be away, where it says so: a maintenance, or too much load.
    from: 503,
    to: 503,
    means: 'retry',
    wholeReceiver: 'with Retry-After',
    code: 'not-available',
  },
  {
    from: 500,
    to: 599,
    means: 'retry',
    code: 'receiver-error',
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
      ...because('no-status', { receiver: label, status }),
    };
  }
  const why = because(rule.code, { receiver: label, status });
  if (rule.means !== 'retry') {
    return {
      outcome: 'rejected',
      blame: rule.means,
      ...why,
      ...(rule.permanent && { permanent: true }),
    };
  }
  const afterMs = retryAfter(headers, now);
  const isWhole =
    rule.wholeReceiver === 'always' ||
    (rule.wholeReceiver === 'with Retry-After' && afterMs !== undefined);
  return {
    outcome: 'retry',
    ...why,
    afterMs,
    ...(isWhole && { scope: 'receiver' }),
  };
}

/** For an answer that is not the platform's: perhaps a proxy's page, and better next time. */
export function unclearAnswer(label: string): Verdict {
  return {
    outcome: 'retry',
    ...because('answer-unclear', { receiver: label }),
  };
}

/** For an error that the platform's table does not list. */
export function unknownError(label: string, code: number): Verdict {
  return {
    outcome: 'rejected',
    blame: 'payload',
    ...because('code-unknown', { receiver: label, code }),
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
