import { REFUSALS } from './checkReceiver';

/** Why no answer came, in words that hold nothing of the URL or of the network inside. */
export interface Failure {
  readonly reason: string;
  /** Whether another attempt may end better. */
  readonly retryable: boolean;
}

/** Codes of Node's sockets, of OpenSSL and of undici, and what they mean to people. */
const REASONS: readonly (readonly [codes: RegExp, reason: string])[] = [
  [
    /^(ENOTFOUND|EAI_|ENODATA|ESERVFAIL|ETIMEOUT)/,
    "The receiver's host name could not be resolved. Check the host in the URL.",
  ],
  [
    /^ECONNREFUSED$/,
    'The receiver refused the connection. Check that it is running and that the port in the URL is right.',
  ],
  [
    /^(EHOSTUNREACH|ENETUNREACH|EHOSTDOWN|EADDRNOTAVAIL)$/,
    'There is no way through the network to the receiver.',
  ],
  [
    /^(ETIMEDOUT|UND_ERR_CONNECT_TIMEOUT)$/,
    'The receiver could not be connected to in time.',
  ],
  [
    /^(CERT_|ERR_TLS_CERT|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO_|HOSTNAME_MISMATCH|INVALID_CA|INVALID_PURPOSE)/,
    "The receiver's TLS certificate is not trusted: it is expired, self-signed, of an unknown authority, or made for another host.",
  ],
  [
    /^ERR_SSL_.*ALERT_(CERTIFICATE|BAD_CERTIFICATE|UNKNOWN_CA|ACCESS_DENIED|UNSUPPORTED_CERTIFICATE)/,
    'The receiver asks for a client certificate that it trusts. Give the webhook one, or a newer one.',
  ],
  [
    /^(EPROTO|ERR_SSL_|ERR_TLS_)/,
    'No TLS connection could be agreed on with the receiver. Check that it speaks https on this port.',
  ],
  [
    /^HPE_HEADER_OVERFLOW$|^UND_ERR_HEADERS_OVERFLOW$/,
    'The receiver answered with headers that are too large.',
  ],
  [
    /^(HPE_|HTTPParserError|UND_ERR_RES)/,
    'The receiver did not answer in HTTP. Check the scheme and the port in the URL.',
  ],
  [
    /^(ECONNRESET|EPIPE|ECONNABORTED|UND_ERR_SOCKET)$/,
    'The receiver closed the connection before it had answered.',
  ],
];

/** What only the webhook's owner or an administrator can mend. */
const FINAL_REASONS: readonly (readonly [code: string, reason: string])[] = [
  ['REFUSED_ADDRESS', `The receiver's address ${REFUSALS.address}.`],
  ['REFUSED_PORT', `The receiver's URL ${REFUSALS.port}.`],
  ['ERR_INVALID_URL', "The webhook's URL is not valid. Paste it again."],
];
const UNKNOWN = 'The receiver could not be reached.';

/**
 * Turns an error of the transport into words. Its own message is never used: it may repeat the
 * URL, which is a secret, or an address inside of the network.
 */
export function toFailure(error: unknown): Failure {
  const codes = errorCodes(error);
  const final = FINAL_REASONS.find(([code]) => codes.includes(code));
  if (final) return { reason: final[1], retryable: false };
  const known = REASONS.find(([pattern]) =>
    codes.some(code => pattern.test(code)),
  );
  return { reason: known?.[1] ?? UNKNOWN, retryable: true };
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
