import { Reason, reasonOf } from '@kubevision/backstage-plugin-webhooks-common';
import { Verdict } from '@kubevision/backstage-plugin-webhooks-node';

/**
 * What one attempt tells of the receiver:
 * - `success`: it accepted a message.
 * - `alive`: it answered, about this one message, or to ask for a pause.
 * - `failure`: it did not answer, or with a problem of its own.
 * - `owner`: it will accept nothing until somebody acts; `permanent` when that is certain at once.
 */
export type HealthSignal =
  | { readonly kind: 'success' }
  | { readonly kind: 'alive' }
  | (Reason & { readonly kind: 'failure' })
  | (Reason & { readonly kind: 'owner'; readonly permanent: boolean });

/**
 * A rate limit is a sign of life; a server in trouble may ask for a pause too, and then it is none.
 *
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
  const why = reasonOf(verdict);
  if (verdict.outcome === 'rejected') {
    return verdict.blame === 'owner'
      ? { kind: 'owner', ...why, permanent: verdict.permanent ?? false }
      : { kind: 'alive' };
  }
  const takesNothingNow =
    verdict.scope === 'receiver' && (statusCode ?? 500) < 500;
  return takesNothingNow ? { kind: 'alive' } : { kind: 'failure', ...why };
}
