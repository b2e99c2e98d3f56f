import { FieldValue } from '@kubevision/backstage-plugin-webhooks-common';

/** Nothing in it has to be escaped. */
const PLAIN = /^[ !#-[\]-~]*$/;

/** As `JSON.stringify`, which takes longer for what most values are: short names and numbers. */
export function toJson(value: FieldValue): string {
  if (typeof value === 'number') return `${value}`;
  if (typeof value === 'string' && PLAIN.test(value)) return `"${value}"`;
  return JSON.stringify(value);
}
