import { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import { AskedKeys } from './AskedKeys';
import { nearest } from './nearest';

/** What is read, and who else reads there. */
export interface StrictConfigOptions {
  readonly config: Config;
  /** Where every key has to be one that is asked for, e.g. `webhooks.sources.mine`. */
  readonly section: string;
  /** Keys of the section that others read. */
  readonly elsewhere?: readonly string[];
}

/**
 * Reads app-config by a function, and refuses keys that the function did not ask for: a key that is
 * misspelt would do nothing, without a word. What is known is what is read, so there is no list beside it.
 *
 * The function has to ask for a key whether it is there or not, as `getOptional…` does.
 *
 * @throws InputError that names the keys, and those that may be meant
 */
export function readConfigStrictly<T>(
  options: StrictConfigOptions,
  read: (config: Config) => T,
): T {
  const { config, section, elsewhere = [] } = options;
  const asked = new AskedKeys();
  const result = read(asked.watch(config));
  const present = config.getOptional(section);
  const wrong = [...unknownKeys(present, section, asked, elsewhere)];
  if (wrong.length > 0) throw new InputError(wrong.join('. '));
  return result;
}

function* unknownKeys(
  value: unknown,
  at: string,
  asked: AskedKeys,
  elsewhere: readonly string[] = [],
): Generator<string> {
  if (typeof value !== 'object' || value === null) return;
  if (Array.isArray(value)) {
    for (const [i, item] of value.entries()) {
      yield* unknownKeys(item, `${at}[${i}]`, asked);
    }
    return;
  }
  const own = asked.below(at);
  // Whoever read it as a whole has judged it.
  if (own.length === 0) return;
  const known = [...own, ...elsewhere];
  for (const [key, part] of Object.entries(value)) {
    if (own.includes(key)) yield* unknownKeys(part, `${at}.${key}`, asked);
    else if (!known.includes(key)) yield describe(at, key, known);
  }
}

function describe(at: string, key: string, known: readonly string[]): string {
  const meant = nearest(key, known);
  const advice = meant
    ? `did you mean ${at}.${meant}?`
    : `the keys there are ${known.join(', ')}`;
  return `${at}.${key} is no key of app-config that is read; ${advice}`;
}
