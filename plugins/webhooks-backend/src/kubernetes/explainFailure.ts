import { ClusterError, ClusterErrorKind } from './ClusterError';

/** An answer that is no success. */
export interface FailedResponse {
  readonly status: number;
  readonly body: string;
  /** The header `Retry-After`, as it came. */
  readonly retryAfter?: string;
}

interface Explanation {
  readonly kind: ClusterErrorKind;
  /** @param subject - what was asked for, e.g. `deployments.apps` */
  readonly words: (subject: string, message: string) => string;
  /** What people can do about it. */
  readonly remedy?: (subject: string) => string;
}

const IN_KUBERNETES_CONFIG = 'in the Kubernetes configuration of Backstage';

const MAX_MESSAGE = 300;

/** What a `Status` means, by its code: the cluster itself answered. */
const FROM_CLUSTER: Readonly<Record<number, Explanation>> = {
  401: {
    kind: 'unauthorized',
    words: () =>
      'The cluster does not accept the credentials that Backstage has for it (401)',
    remedy: () => `Renew the token of this cluster ${IN_KUBERNETES_CONFIG}`,
  },
  403: {
    kind: 'forbidden',
    words: subject =>
      `The cluster role of Backstage lacks get, list, watch on ${subject} (403)`,
    remedy: allow,
  },
  404: {
    kind: 'not-served',
    words: subject => `The cluster does not serve ${subject} (404)`,
  },
  410: {
    kind: 'expired',
    words: subject =>
      `The cluster no longer knows what happened to ${subject} since the last time (410)`,
  },
  422: {
    kind: 'invalid',
    words: (subject, message) =>
      `The cluster does not understand what it is asked about ${subject} (422): ${message}`,
  },
  429: {
    kind: 'throttled',
    words: () => 'The cluster is overloaded and asks to wait (429)',
  },
};

/**
 * What an API server answers, as text, for a path that it does not serve at all.
 * https://github.com/kubernetes/apiserver/blob/v0.34.0/pkg/util/notfoundhandler/not_found_handler.go
 */
const UNKNOWN_PATH = '404 page not found';

/** What an error of Backstage means: the cluster never saw the request. First match wins. */
const FROM_BACKSTAGE: readonly (Explanation & {
  readonly matches: (status: number, message: string) => boolean;
})[] = [
  {
    matches: status => status === 401,
    kind: 'unauthorized',
    words: (_subject, message) =>
      `The Kubernetes backend does not accept the token of the plugin webhooks (401): ${message}`,
    remedy: () =>
      'Let both backends accept the tokens of each other: check backend.auth in the app-config of both',
  },
  {
    matches: status => status === 403,
    kind: 'forbidden',
    words: (_subject, message) =>
      `The Kubernetes backend does not allow the plugin webhooks to use its proxy (403): ${message}`,
    remedy: () =>
      'Let the permission policy allow kubernetes.proxy to the plugin webhooks',
  },
  {
    matches: (status, message) => status === 404 && message === '',
    kind: 'starting',
    words: () =>
      'The Kubernetes backend has no proxy yet: it is starting, or app-config has no `kubernetes` section',
    remedy: () =>
      'Wait for it to start, or add a `kubernetes` section to app-config',
  },
  {
    matches: status => status === 404,
    kind: 'failed',
    words: (_subject, message) =>
      `The Kubernetes backend does not know the cluster (404): ${message}`,
  },
  {
    matches: status => status === 503,
    kind: 'starting',
    words: () => 'The Kubernetes backend is starting (503)',
  },
  {
    matches: (_status, message) =>
      /certificate|self.signed|CERT_|UNABLE_TO_|ERR_TLS|ERR_SSL/i.test(message),
    kind: 'untrusted',
    words: (_subject, message) =>
      `The certificate of the cluster cannot be verified (${message})`,
    remedy: () =>
      `Put the CA of this cluster into its caData or caFile ${IN_KUBERNETES_CONFIG}`,
  },
  {
    matches: (_status, message) =>
      /ECONN|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|ETIMEDOUT|EPIPE|socket hang up/.test(
        message,
      ),
    kind: 'unreachable',
    words: (_subject, message) => `The cluster cannot be reached (${message})`,
    remedy: () =>
      `See whether the cluster is up, and check its url ${IN_KUBERNETES_CONFIG}`,
  },
];

/**
 * What went wrong, in words for people. A `Status` comes from the cluster, as does the text for an
 * unknown path; an `error` comes from Backstage; nothing at all with 404 means that the route is not mounted yet.
 *
 * @param subject - what was asked for, e.g. `deployments.apps`
 */
export function explainResponse(
  response: FailedResponse,
  subject: string,
): ClusterError {
  const body = parseJson(response.body);
  if (body?.kind === 'Status') {
    return explainStatus(body, subject, response);
  }
  const message = cut(body?.error?.message ?? response.body.trim());
  const { status } = response;
  if (status === 404 && message === UNKNOWN_PATH) {
    return explainStatus({ code: 404 }, subject);
  }
  const explanation = FROM_BACKSTAGE.find(row => row.matches(status, message));
  return explanation
    ? toError(explanation, subject, message)
    : new ClusterError(
        'failed',
        `Asking for ${subject} failed (${status}): ${message}`,
      );
}

/**
 * What a `Status` object means, inside of a watch or as an answer.
 * https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/status/
 */
export function explainStatus(
  status: { code?: number; message?: string },
  subject: string,
  response?: FailedResponse,
): ClusterError {
  const code = status.code ?? response?.status ?? 0;
  const message = cut(status.message ?? '');
  const explanation = isFromTheFuture(code, message)
    ? FROM_CLUSTER[410]
    : FROM_CLUSTER[code];
  const retryAfterMs = parseRetryAfter(response?.retryAfter);
  return explanation
    ? toError(explanation, subject, message, retryAfterMs)
    : new ClusterError(
        'failed',
        `The cluster answered ${code} when asked for ${subject}: ${message}`,
        { retryAfterMs },
      );
}

function toError(
  { kind, words, remedy }: Explanation,
  subject: string,
  message: string,
  retryAfterMs?: number,
): ClusterError {
  const options = { remedy: remedy?.(subject), retryAfterMs };
  return new ClusterError(kind, words(subject, message), options);
}

/** @param resource - as `resourceName` says it; for a path, such as `/apis`, there is no rule */
function allow(resource: string): string {
  const verbs = 'Give the cluster role of Backstage get, list and watch on';
  if (resource.startsWith('/')) return `${verbs} what it needs`;
  const [plural, ...group] = resource.split('.');
  return group.length
    ? `${verbs} the resource "${plural}" of the API group "${group.join('.')}"`
    : `${verbs} the resource "${plural}" of the core API group ""`;
}

/** A cluster that was restored or made anew does not know the place that was stored. */
function isFromTheFuture(code: number, message: string): boolean {
  return code === 504 && /too large resource version/i.test(message);
}

/** What an error of the connection to the Kubernetes backend means. */
export function explainNetworkError(error: unknown): ClusterError {
  if (error instanceof ClusterError) return error;
  const { code, message } = error as NodeJS.ErrnoException;
  return new ClusterError(
    'unreachable',
    code === 'ECONNRESET'
      ? 'The connection to the cluster broke (ECONNRESET)'
      : `The Kubernetes backend cannot be reached (${cut(message)})`,
  );
}

interface ErrorBody {
  kind?: string;
  code?: number;
  message?: string;
  error?: { message?: string };
}

function parseJson(text: string): ErrorBody | undefined {
  try {
    return JSON.parse(text) ?? undefined;
  } catch {
    return undefined;
  }
}

/** A server that asks for more is asked again after this long all the same. */
const MAX_RETRY_AFTER_SECONDS = 60;

/** Seconds, as Kubernetes writes them; a date is not. */
function parseRetryAfter(header: string | undefined): number | undefined {
  const seconds = Number(header);
  return header && seconds > 0
    ? Math.min(seconds, MAX_RETRY_AFTER_SECONDS) * 1000
    : undefined;
}

function cut(message: string): string {
  return message.length > MAX_MESSAGE
    ? `${message.slice(0, MAX_MESSAGE)}…`
    : message;
}
