import {
  RequestHeaderInput,
  because,
  Reason,
} from '@kubevision/backstage-plugin-webhooks-common';
import { wrong } from '../refusal';

/** A token of RFC 9110, section 5.6.2. */
const NAME = /^[!#$%&'*+.^_`|~0-9a-z-]+$/i;
/** Visible ASCII, with spaces and tabs inside only. What else servers make of it differs. */
const VALUE = /^[\x21-\x7e]([\x20-\x7e\t]*[\x21-\x7e])?$/;

/**
 * Headers that the connection, the message or the signatures need as they are. Hop-by-hop ones are
 * those of RFC 9110, section 7.6.1, and of proxies.
 */
const RESERVED =
  /^(host|connection|keep-alive|proxy-.*|te|trailer|transfer-encoding|upgrade|http2-settings|expect|content-.*|accept-encoding|date|user-agent|webhook-.*|x-kubevision-.*)$/i;

/**
 * Puts the request headers of a webhook together.
 *
 * @param options - `given`: as they were sent to the API, undefined when nothing was said of them;
 *   `kept`: those that are stored; `mayKeep`: false when the URL leads elsewhere now, where the
 *   values that only the old receiver may see must not follow
 * @throws InputError that names the header that will not do, and never repeats a value
 */
export function chooseHeaders(options: {
  given: readonly RequestHeaderInput[] | undefined;
  kept: Readonly<Record<string, string>> | undefined;
  mayKeep: boolean;
}): Record<string, string> | undefined {
  const { given, kept = {}, mayKeep } = options;
  if (given) return fromGiven(given, mayKeep ? kept : {});
  if (Object.keys(kept).length === 0) return undefined;
  if (!mayKeep) {
    throw wrong('headers', because('headers-not-kept'));
  }
  return { ...kept };
}

function fromGiven(
  given: readonly RequestHeaderInput[],
  kept: Readonly<Record<string, string>>,
): Record<string, string> | undefined {
  const stored = new Map(
    Object.entries(kept).map(([name, value]) => [name.toLowerCase(), value]),
  );
  const seen = new Set<string>();
  const entries = given.map(({ name, value }, i) => {
    const key = name.toLowerCase();
    refuse(i, 'name', wrongName(name, seen.has(key)));
    seen.add(key);
    const chosen = value ?? stored.get(key);
    refuse(i, 'value', wrongValue(chosen));
    return [name, chosen!] as const;
  });
  return entries.length > 0 ? Object.fromEntries(entries) : undefined;
}

function refuse(index: number, part: string, problem: Reason | undefined) {
  if (problem) throw wrong(`headers[${index}].${part}`, problem);
}

function wrongName(name: string, again: boolean): Reason | undefined {
  if (!NAME.test(name) || name === '__proto__') {
    return because('no-header-name');
  }
  if (RESERVED.test(name)) {
    return because('header-reserved', { name });
  }
  return again ? because('header-twice', { name }) : undefined;
}

function wrongValue(value: string | undefined): Reason | undefined {
  if (value === undefined) {
    return because('header-value-required');
  }
  return VALUE.test(value) ? undefined : because('no-header-value');
}
