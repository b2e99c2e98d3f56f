import { ResponseError, isError } from '@backstage/errors';

/** What the form can mark. */
const FORM_FIELDS = [
  'name',
  'platform',
  'url',
  'secret',
  'events',
  'clusters',
  'resources',
  'namespaces',
  'names',
  'labels',
  'severities',
  'owners',
  'systems',
  'windowSeconds',
  'retry',
  'digest',
  'quietHours',
  'headers',
  'clientCertificate',
] as const;

/** One of the fields that the form can mark. */
export type FormField = (typeof FORM_FIELDS)[number];

/** What is wrong with each field, and what is wrong with none of them. */
export interface Problems {
  fields: Partial<Record<FormField, string>>;
  /** Shown above the form, when something is wrong that no field can show. */
  other?: Error;
}

const NAMED = `(?:filters\\.|noise\\.)?(${FORM_FIELDS.join('|')})\\b[^:;]*: `;
const FIELD = new RegExp(`^${NAMED}([^]+)$`);
// A problem may hold a semicolon itself, so only one that is followed by a field's name separates.
const SEPARATOR = new RegExp(`; (?=${NAMED.replace('(name', '(?:name')})`);

/**
 * Sorts a refused input by field. The backend names fields as `url: is required; name: …`, and
 * answers 409 when the name is taken.
 */
export function problemsByField(error: unknown): Problems {
  if (!isError(error)) return { fields: {}, other: new Error(String(error)) };
  const { statusCode, cause } = error as Partial<ResponseError>;
  if (statusCode === 409) return { fields: { name: cause?.message } };
  if (statusCode !== 400 || !cause) return { fields: {}, other: error };

  const fields: Problems['fields'] = {};
  for (const problem of cause.message.split(SEPARATOR)) {
    const match = FIELD.exec(problem);
    if (!match) return { fields, other: error };
    const [, field, text] = match;
    fields[field as FormField] ??= text[0].toUpperCase() + text.slice(1);
  }
  return { fields };
}
