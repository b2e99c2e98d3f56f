import { Verdict } from '@kubevision/backstage-plugin-webhooks-node';

/**
 * What one attempt tells of the receiver:
 * - `success`: it accepted a message.
 * - `alive`: it answered, about this one message, or to ask for a pause.
 * - `failure`: it did not answer, or with a problem of its own.
 * - `owner`: it will accept nothing until somebody acts; `permanent` when that is certain at once.
 */
export type HealthSignal =
  | { readonly kind: 'success' | 'alive' }
  | { readonly kind: 'failure'; readonly reason: string }
  | {
      readonly kind: 'owner';
      readonly reason: string;
      readonly permanent: boolean;
    };

/** The receiver is at work and says so by this: https://www.rfc-editor.org/rfc/rfc6585#section-4 */
const TOO_MANY_REQUESTS = 429;

/**
 * @param attempt - `statusCode` is absent when no answer came
 * @returns undefined when it says nothing: a test that fails is made to find out, not to be counted
 */
export function toHealthSignal(attempt: {
  verdict: Verdict;
  statusCode?: number;
  test: boolean;
}): HealthSignal | undefined {
  const { verdict, statusCode, test } = attempt;
  if (verdict.outcome === 'delivered') return { kind: 'success' };
  if (test) return undefined;
  const { reason } = verdict;
  if (verdict.outcome === 'rejected') {
    return verdict.blame === 'owner'
      ? { kind: 'owner', reason, permanent: verdict.permanent ?? false }
      : { kind: 'alive' };
  }
  return asksForPause(verdict, statusCode)
    ? { kind: 'alive' }
    : { kind: 'failure', reason };
}

/** Some platforms say with HTTP 200 that they get too much. A server in trouble may name a time too. */
function asksForPause(
  { afterMs }: Extract<Verdict, { outcome: 'retry' }>,
  statusCode = 0,
): boolean {
  return (
    statusCode === TOO_MANY_REQUESTS ||
    (afterMs !== undefined && statusCode >= 200 && statusCode <= 299)
  );
}
