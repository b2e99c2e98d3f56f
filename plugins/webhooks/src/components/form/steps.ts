import { FormField } from '../../wording/problemsByField';

/** The form, one question after the other. */
export const STEPS = [
  'platform',
  'target',
  'filters',
  'message',
  'review',
] as const;

/** One of {@link STEPS}. */
export type Step = (typeof STEPS)[number];

/** Where fields are that are not among the filters. */
const ELSEWHERE: Partial<Record<FormField, Step>> = {
  platform: 'platform',
  name: 'target',
  url: 'target',
  secret: 'target',
  headers: 'target',
  clientCertificate: 'target',
  windowSeconds: 'message',
  retry: 'message',
  digest: 'message',
  quietHours: 'message',
};

/** The step at which a field is filled in. */
export function stepOf(field: FormField): Step {
  return ELSEWHERE[field] ?? 'filters';
}

/** The first step that has one of some fields; undefined for none. */
export function firstStepOf(fields: readonly FormField[]): Step | undefined {
  const steps = fields.map(stepOf);
  return STEPS.find(step => steps.includes(step));
}
