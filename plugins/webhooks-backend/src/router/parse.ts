import { InputError } from '@backstage/errors';
import {
  Problem,
  Reason,
  because,
  reasonInWords,
} from '@kubevision/backstage-plugin-webhooks-common';
import { ZodTypeAny, z } from 'zod';
import { refusal } from '../refusal';

/**
 * Checks input against a schema.
 *
 * @throws InputError that names every wrong field and never repeats its value, which may be secret
 */
export function parse<T extends ZodTypeAny>(
  schema: T,
  input: unknown,
): z.output<T> {
  const result = schema.safeParse(input);
  if (result.success) return result.data;
  throw refusal(InputError, ...result.error.issues.map(toProblem));
}

function toProblem(issue: z.ZodIssue): Problem {
  const field = issue.path
    .map((part, i) =>
      typeof part === 'number' ? `[${part}]` : `${i ? '.' : ''}${part}`,
    )
    .join('');
  if (issue.code === 'unrecognized_keys') {
    const keys = issue.keys.map(key => (field ? `${field}.${key}` : key));
    return { field: keys.join(', '), ...because('unknown-field') };
  }
  return { field: field || 'body', ...toReason(issue) };
}

function toReason(issue: z.ZodIssue): Reason {
  switch (issue.code) {
    case 'invalid_union':
      return because('no-possible-value');
    case 'invalid_enum_value':
      return because('must-be-one-of', { options: issue.options.join(', ') });
    case 'invalid_type': {
      const { expected, received } = issue;
      return received === 'undefined'
        ? because('required')
        : because('wrong-type', { expected, received });
    }
    case 'too_small':
    case 'too_big':
      return toReasonOfSize(issue) ?? reasonInWords(issue.message);
    default:
      return reasonInWords(issue.message);
  }
}

/** By what zod says of them, unless the schema has words of its own. */
const SIZES = [
  'text-too-short',
  'text-too-long',
  'list-too-short',
  'list-too-long',
  'number-too-small',
  'number-too-large',
] as const;

function toReasonOfSize(
  issue: z.ZodTooSmallIssue | z.ZodTooBigIssue,
): Reason | undefined {
  const count = String(
    issue.code === 'too_small' ? issue.minimum : issue.maximum,
  );
  return SIZES.map(code => because(code, { count })).find(
    ({ reason }) => reason === issue.message,
  );
}
