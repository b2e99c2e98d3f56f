import { InputError } from '@backstage/errors';
import { ZodTypeAny, z } from 'zod';

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
  const problems = result.error.issues.map(describeIssue);
  throw new InputError(problems.join('; '));
}

function describeIssue(issue: z.ZodIssue): string {
  const field = issue.path
    .map((part, i) =>
      typeof part === 'number' ? `[${part}]` : `${i ? '.' : ''}${part}`,
    )
    .join('');
  if (issue.code === 'unrecognized_keys') {
    const keys = issue.keys.map(key => (field ? `${field}.${key}` : key));
    return `${keys.join(', ')}: unknown; check the spelling`;
  }
  if (issue.code === 'invalid_union') {
    return `${field}: is none of the values that are possible here`;
  }
  if (issue.code === 'invalid_enum_value') {
    return `${field}: must be one of ${issue.options.join(', ')}`;
  }
  if (issue.code === 'invalid_type' && issue.received === 'undefined') {
    return `${field || 'body'}: is required`;
  }
  if (issue.code === 'invalid_type') {
    return `${field || 'body'}: must be ${issue.expected}, not ${
      issue.received
    }`;
  }
  return `${field || 'body'}: ${issue.message}`;
}
