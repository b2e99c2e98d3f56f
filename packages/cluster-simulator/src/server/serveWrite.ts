import { IncomingMessage, ServerResponse } from 'node:http';
import { ApiError, apiErrors } from '../ApiError';
import { RequestUser } from '../audit/toAuditEvent';
import { JsonObject } from '../objects';
import { Target, verbOf } from './ApiRequest';
import { ClusterContext } from './ClusterContext';
import { readBody, sendJson } from './exchange';
import { writes } from './write';

/** Who sends a request, by its token; undefined when the token is nobody's. */
export function userOf(
  { token, users }: ClusterContext,
  request: IncomingMessage,
): RequestUser | undefined {
  const [, given] =
    /^Bearer (.+)$/.exec(request.headers.authorization ?? '') ?? [];
  const username = given === token ? 'kubernetes-admin' : users.get(given);
  const impersonates = request.headers['impersonate-user'];
  return username === undefined
    ? undefined
    : { username, impersonates: impersonates?.toString() };
}

/** Makes a write, answers it, and reports it to the audit backend, whatever comes of it. */
export async function serveWrite(options: {
  context: ClusterContext;
  target: Target;
  request: IncomingMessage;
  response: ServerResponse;
  query: URLSearchParams;
}): Promise<void> {
  const { context, target, request, response, query } = options;
  const method = request.method ?? '';
  const receivedAt = new Date();
  const body = await readBody(request);
  const report = (code: number, responseObject: JsonObject) =>
    context.audit?.report({
      ...target,
      verb: verbOf(method, target, false),
      uri: request.url ?? '',
      user: userOf(context, request)!,
      userAgent: request.headers['user-agent'] ?? '',
      requestObject: body,
      responseObject,
      code,
      receivedAt,
    });
  try {
    const answer = writes[method]({ context, target, request, query, body });
    report(answer.code, answer.body);
    sendJson(request, response, answer);
  } catch (error) {
    const { status } =
      error instanceof ApiError ? error : apiErrors.internal(String(error));
    report(status.code ?? 500, { ...status });
    throw error;
  }
}
