import {
  Reason,
  ReasonCode,
  because,
} from '@kubevision/backstage-plugin-webhooks-common';

/** Why no answer came, in words that hold nothing of the URL or of the network inside. */
export interface Failure extends Reason {
  /** Whether another attempt may end better. */
  readonly retryable: boolean;
}

/** Codes of Node's sockets, of OpenSSL and of undici, and what they mean to people. */
const MEANINGS = [
  [/^(ENOTFOUND|EAI_|ENODATA|ESERVFAIL|ETIMEOUT)/, 'host-not-found'],
  [/^ECONNREFUSED$/, 'connection-refused'],
  [/^(EHOSTUNREACH|ENETUNREACH|EHOSTDOWN|EADDRNOTAVAIL)$/, 'no-way'],
  [/^(ETIMEDOUT|UND_ERR_CONNECT_TIMEOUT)$/, 'connection-timeout'],
  [
    /^(CERT_|ERR_TLS_CERT|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO_|HOSTNAME_MISMATCH|INVALID_CA|INVALID_PURPOSE)/,
    'certificate-not-trusted',
  ],
  [
    /^ERR_SSL_.*ALERT_(CERTIFICATE|BAD_CERTIFICATE|UNKNOWN_CA|ACCESS_DENIED|UNSUPPORTED_CERTIFICATE)/,
    'client-certificate-wanted',
  ],
  [/^(EPROTO|ERR_SSL_|ERR_TLS_)/, 'tls-failed'],
  [/^HPE_HEADER_OVERFLOW$|^UND_ERR_HEADERS_OVERFLOW$/, 'headers-too-large'],
  [/^(HPE_|HTTPParserError|UND_ERR_RES)/, 'no-http'],
  [/^(ECONNRESET|EPIPE|ECONNABORTED|UND_ERR_SOCKET)$/, 'connection-closed'],
] as const satisfies readonly (readonly [RegExp, ReasonCode])[];

/** What only the webhook's owner or an administrator can mend. */
const FINAL_MEANINGS = [
  ['REFUSED_ADDRESS', 'address-refused'],
  ['REFUSED_PORT', 'port-refused'],
  ['ERR_INVALID_URL', 'url-invalid'],
] as const satisfies readonly (readonly [string, ReasonCode])[];

/**
 * Turns an error of the transport into words. Its own message is never used: it may repeat the
 * URL, which is a secret, or an address inside of the network.
 */
export function toFailure(error: unknown): Failure {
  const codes = errorCodes(error);
  const final = FINAL_MEANINGS.find(([code]) => codes.includes(code));
  if (final) return { ...because(final[1]), retryable: false };
  const known = MEANINGS.find(([pattern]) =>
    codes.some(code => pattern.test(code)),
  );
  return { ...because(known?.[1] ?? 'unreachable'), retryable: true };
}

/**
 * What may be logged of an error whose message may hold anything, such as the bound values of a
 * query: its code, or its name.
 */
export function errorCode(error: unknown): string {
  return errorCodes(error).at(-1) ?? 'unknown error';
}

/** The codes of what caused an error, the root first, and its own. Some have only a name. */
function errorCodes(error: unknown): string[] {
  if (typeof error !== 'object' || error === null) return [];
  const { code, name, cause } = error as Record<string, unknown>;
  return [...errorCodes(cause), String(code ?? name)];
}
