import { ResponseError, isError } from '@backstage/errors';
import { Problem } from '@kubevision/backstage-plugin-webhooks-common';
import { errors } from '../translation/en/errors';
import { Translate } from './Translate';
import { describeReason } from './describeReason';
import { problemsOf } from './problemsOf';

/** How the pages call fields that a refusal may be about. */
const LABELS = {
  name: 'form.name',
  overlapHours: 'settings.secret.overlapHours',
  perMinute: 'recoveries.perMinute',
  secret: 'settings.secret.own',
  until: 'settings.mute.untilLabel',
} as const;

type KnownStatus = keyof typeof errors.error.status;

/**
 * What went wrong, in the reader's language: by the codes of the backend, or else by the status. In
 * English the backend says it best, unless it was not the backend that answered.
 */
export function toErrorText(error: unknown, t: Translate): string {
  if (!isError(error)) return String(error);
  const problems = problemsOf(error).map(problem => sayProblem(problem, t));
  if (problems.length > 0) return problems.join(t('error.separator'));
  // What fetch rejects with, in the words of each browser.
  if (error.name === 'TypeError') return t('error.unreachable');

  const { statusCode, cause } = error as Partial<ResponseError>;
  const message = cause?.message ?? error.message;
  if (!statusCode) return message;
  const status = String(statusCode);
  return isKnown(status)
    ? t(`error.status.${status}`, { message }) || message
    : t('error.otherStatus', { status });
}

/** What did not succeed, and why. */
export function failureInWords(
  what: string,
  error: unknown,
  t: Translate,
): string {
  return t('error.problem', { field: what, reason: toErrorText(error, t) });
}

function sayProblem(problem: Problem, t: Translate): string {
  const reason = describeReason(problem, t)!;
  const { field } = problem;
  return field
    ? t('error.problem', { field: labelOf(field, t), reason })
    : reason;
}

function labelOf(field: string, t: Translate): string {
  return Object.hasOwn(LABELS, field)
    ? t(LABELS[field as keyof typeof LABELS])
    : field;
}

function isKnown(status: string): status is KnownStatus {
  return Object.hasOwn(errors.error.status, status);
}
