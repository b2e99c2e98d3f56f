import { Reason, because } from '@kubevision/backstage-plugin-webhooks-common';
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
  readonly why: (subject: string, message: string) => Reason;
  /** What people can do about it. */
  readonly remedy?: (subject: string) => Reason;
}

const MAX_MESSAGE = 300;

/** What a `Status` means, by its code: the cluster itself answered. */
const FROM_CLUSTER: Readonly<Record<number, Explanation>> = {
  401: {
    kind: 'unauthorized',
    why: () => because('cluster-credentials-refused'),
    remedy: () => because('renew-cluster-token'),
  },
  403: {
    kind: 'forbidden',
    why: subject => because('cluster-role-lacks', { subject }),
    remedy: allow,
  },
  404: {
    kind: 'not-served',
    why: subject => because('not-served', { subject }),
  },
  410: {
    kind: 'expired',
    why: subject => because('expired', { subject }),
  },
  422: {
    kind: 'invalid',
    why: (subject, message) => because('request-invalid', { subject, message }),
  },
  429: {
    kind: 'throttled',
    why: () => because('cluster-overloaded'),
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
    why: (_subject, message) => because('plugin-token-refused', { message }),
    remedy: () => because('accept-each-other'),
  },
  {
    matches: status => status === 403,
    kind: 'forbidden',
    why: (_subject, message) => because('proxy-forbidden', { message }),
    remedy: () => because('allow-proxy'),
  },
  {
    matches: (status, message) => status === 404 && message === '',
    kind: 'starting',
    why: () => because('proxy-missing'),
    remedy: () => because('wait-or-configure'),
  },
  {
    matches: status => status === 404,
    kind: 'failed',
    why: (_subject, message) => because('cluster-unknown', { message }),
  },
  {
    matches: status => status === 503,
    kind: 'starting',
    why: () => because('kubernetes-starting'),
  },
  {
    matches: (_status, message) =>
      /certificate|self.signed|CERT_|UNABLE_TO_|ERR_TLS|ERR_SSL/i.test(message),
    kind: 'untrusted',
    why: (_subject, message) =>
      because('cluster-certificate-not-trusted', { message }),
    remedy: () => because('add-cluster-ca'),
  },
  {
    matches: (_status, message) =>
      /ECONN|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|ETIMEDOUT|EPIPE|socket hang up/.test(
        message,
      ),
    kind: 'unreachable',
    why: (_subject, message) => because('cluster-unreachable', { message }),
    remedy: () => because('check-cluster'),
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
        because('asking-failed', { subject, status, message }),
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
        because('cluster-answered', { subject, status: code, message }),
        { retryAfterMs },
      );
}

function toError(
  { kind, why, remedy }: Explanation,
  subject: string,
  message: string,
  retryAfterMs?: number,
): ClusterError {
  const options = { remedy: remedy?.(subject), retryAfterMs };
  return new ClusterError(kind, why(subject, message), options);
}

/** @param name - as `resourceName` says it; for a path, such as `/apis`, there is no rule */
function allow(name: string): Reason {
  if (name.startsWith('/')) return because('allow-what-it-needs');
  const [resource, ...group] = name.split('.');
  return group.length
    ? because('allow-in-group', { resource, group: group.join('.') })
    : because('allow-in-core', { resource });
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
      ? because('cluster-connection-broke')
      : because('kubernetes-unreachable', { message: cut(message) }),
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
