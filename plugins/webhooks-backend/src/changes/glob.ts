/** Whether a value is one that a pattern names. */
export type Matcher = (value: string) => boolean;

/** Stands for any characters, or none. */
const WILDCARD = '*';

/** Whether a pattern can name more than the one value that it spells. */
export function isGlob(pattern: string): boolean {
  return pattern.includes(WILDCARD);
}

/** What everything that a pattern names begins with; '' when that can be anything. */
export function literalPrefix(pattern: string): string {
  return pattern.split(WILDCARD, 1)[0];
}

/**
 * Compiles a pattern such as `team-*`. Glob libraries are for paths: they give meaning to dots,
 * braces and slashes, which names of Kubernetes either hold or never hold. Searching part by part
 * takes no more than length times length, where the regular expression for many wildcards can take
 * for ever.
 */
export function compileGlob(pattern: string): Matcher {
  if (!isGlob(pattern)) return value => value === pattern;
  const [prefix, ...parts] = pattern.split(WILDCARD);
  const suffix = parts.pop() ?? '';

  return value => {
    const end = value.length - suffix.length;
    if (end < prefix.length) return false;
    if (!value.startsWith(prefix) || !value.endsWith(suffix)) return false;
    let at = prefix.length;
    for (const part of parts) {
      const found = value.indexOf(part, at);
      if (found < 0 || found + part.length > end) return false;
      at = found + part.length;
    }
    return true;
  };
}
