import { Reason } from '@kubevision/backstage-plugin-webhooks-common';
import { Target } from '@kubevision/backstage-plugin-webhooks-node';

const REDACTED = '[redacted]';

/** Headers of an answer that may carry someone's credentials. */
const CREDENTIAL_HEADER =
  /cookie|authori[sz]ation|authenticat|token|secret|password|api-?key|signature/i;

/** Shorter parts of a URL are words, such as `services`; longer ones are keys. */
const MIN_KEY_LENGTH = 16;
/** Shorter paths, such as `/in`, are no credential, and would be found in any text. */
const MIN_PATH_LENGTH = 8;
/** Shorter values of headers, such as `eu`, are no credential either. */
const MIN_HEADER_LENGTH = 6;

/**
 * Takes a webhook's URL and all that is secret, whole or in telling parts, out of a text that came back from
 * its receiver: many servers repeat the request in their error pages.
 */
export function redactText(text: string, target: Target): string {
  return text.replace(patternOf(target), REDACTED);
}

/** What was made of a target, which is sent to more than once. */
const patterns = new WeakMap<Target, RegExp>();

/** Matches each spelling of each secret, the longest first. */
function patternOf(target: Target): RegExp {
  let pattern = patterns.get(target);
  if (!pattern) {
    // `RegExp.escape` is not in Node.js 22.
    const escaped = secretsOf(target).map(secret =>
      secret.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&'),
    );
    pattern = new RegExp(escaped.join('|'), 'g');
    patterns.set(target, pattern);
  }
  return pattern;
}

/** As {@link redactText}, for a reason that may quote the receiver. */
export function redactReason(
  { reason, reasonParts }: Reason,
  target: Target,
): Reason {
  return {
    reason: redactText(reason, target),
    ...(reasonParts && {
      reasonParts: reasonParts.map(({ code, params }) => ({
        code,
        ...(params && { params: redactValues(params, target) }),
      })),
    }),
  };
}

function redactValues(
  values: Readonly<Record<string, string>>,
  target: Target,
): Record<string, string> {
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => [
      name,
      redactText(value, target),
    ]),
  );
}

/** As {@link redactText}, for headers; those that carry credentials lose their value whole. */
export function redactHeaders(
  headers: Readonly<Record<string, string>>,
  target: Target,
): Record<string, string> {
  const redacted: Record<string, string> = {};
  for (const name of Object.keys(headers)) {
    redacted[name] = CREDENTIAL_HEADER.test(name)
      ? REDACTED
      : redactText(headers[name], target);
  }
  return redacted;
}

/** Longest first, so that no part is taken out of a whole. */
function secretsOf(target: Target): string[] {
  const { url, secret, previousSecret, clientCertificate } = target;
  const parts = [
    url,
    ...partsOfUrl(url),
    ...Object.values(target.headers ?? {}).flatMap(partsOfHeader),
    ...[
      secret,
      previousSecret?.secret,
      clientCertificate?.key,
      clientCertificate?.passphrase,
    ].filter(it => it !== undefined),
  ];
  return [...new Set(parts.flatMap(spellings))].sort(
    (a, b) => b.length - a.length,
  );
}

/** The whole value, and what follows a scheme: `Bearer …`; of `Basic …` the password too. */
function partsOfHeader(value: string): string[] {
  const [scheme, ...rest] = value.split(' ');
  const credential = rest.join(' ');
  const basic = /^basic$/i.test(scheme)
    ? Buffer.from(credential, 'base64').toString()
    : '';
  const password = basic.slice(basic.indexOf(':') + 1);
  return [value, credential, basic, password].filter(
    part => part.length >= MIN_HEADER_LENGTH,
  );
}

function partsOfUrl(url: string): string[] {
  if (!URL.canParse(url)) return [];
  const { href, host, pathname, search, searchParams } = new URL(url);
  const path = `${pathname}${search}`;
  const keys = [...pathname.split('/'), ...searchParams.values()];
  return [
    href,
    ...[`${host}${path}`, path, pathname].filter(
      part => part !== `${host}/` && part.length >= MIN_PATH_LENGTH,
    ),
    ...keys.filter(key => key.length >= MIN_KEY_LENGTH),
  ];
}

/** As servers write it back: as it is, in JSON, in HTML, and percent-encoded. */
function spellings(text: string): string[] {
  return [
    text,
    text.replaceAll('/', '\\/'),
    text.replaceAll('&', '&amp;'),
    encodeURIComponent(text),
  ];
}
