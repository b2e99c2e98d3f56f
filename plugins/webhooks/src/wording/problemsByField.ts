import { isError } from '@backstage/errors';
import { Problem } from '@kubevision/backstage-plugin-webhooks-common';
import { Translate } from './Translate';
import { describeReason } from './describeReason';
import { problemsOf } from './problemsOf';

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

/** Sorts what the backend refused by field, in the reader's language. */
export function problemsByField(error: unknown, t: Translate): Problems {
  const other = isError(error) ? error : new Error(String(error));
  const fields: Problems['fields'] = {};
  for (const problem of problemsOf(error)) {
    const field = formFieldOf(problem);
    if (!field) return { fields, other };
    const text = describeReason(problem, t)!;
    fields[field] ??= text[0].toUpperCase() + text.slice(1);
  }
  return Object.keys(fields).length > 0 ? { fields } : { fields, other };
}

/** `filters.labels[0]` is of the field `labels`, and `headers[0].name` of `headers`. */
function formFieldOf({ field = '' }: Problem): FormField | undefined {
  const [, name] = /^(?:filters\.|noise\.)?(\w+)/.exec(field) ?? [];
  return FORM_FIELDS.find(each => each === name);
}
