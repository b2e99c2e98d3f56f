import { createTranslationRef } from '@backstage/frontend-plugin-api';
import { en } from './en';

/** A page's words in another language: the same keys, no more and no fewer. */
export type Translated<Messages> = {
  [Key in keyof Messages]: Messages[Key] extends string
    ? string
    : Translated<Messages[Key]>;
};

/** All words of a language by their flat keys, such as `list.column.health`. */
export type FlatMessages = {
  [Key in keyof ReturnType<
    typeof createTranslationRef<'webhooks', typeof en, {}>
  >['T']]: string;
};

interface Nested {
  readonly [key: string]: string | Nested;
}

/** Backstage asks for translations by flat keys. */
export function flatten(messages: Translated<typeof en>): FlatMessages {
  const visit = (nested: Nested, prefix: string): [string, string][] =>
    Object.entries(nested).flatMap(([key, value]) =>
      typeof value === 'string'
        ? [[prefix + key, value]]
        : visit(value, `${prefix}${key}.`),
    );
  return Object.fromEntries(visit(messages, '')) as FlatMessages;
}
