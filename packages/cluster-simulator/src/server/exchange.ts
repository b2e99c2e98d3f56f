import { IncomingMessage, ServerResponse } from 'node:http';
import { gzipSync } from 'node:zlib';
import { parse } from 'yaml';
import { ApiError, apiErrors, UnknownPathError } from '../ApiError';
import { JsonObject } from '../objects';

/** A real server takes no larger request. */
const MAX_BODY_BYTES = 3 * 1024 * 1024;
/** A real server compresses no smaller answer. */
const MIN_GZIP_BYTES = 128 * 1024;

/** Whether the client takes gzip. */
export function acceptsGzip(request: IncomingMessage): boolean {
  return /\bgzip\b/.test(String(request.headers['accept-encoding'] ?? ''));
}

/** The media type of a request's body, without parameters. */
export function contentTypeOf(request: IncomingMessage): string {
  return (request.headers['content-type'] ?? 'application/json')
    .split(';')[0]
    .trim();
}

/**
 * Reads a JSON or YAML body; undefined when there is none.
 *
 * @throws ApiError 400 when it cannot be parsed, 413 when it is too large, 415 for protobuf
 */
export async function readBody(
  request: IncomingMessage,
): Promise<JsonObject | undefined> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    size += chunk.length;
    if (size > MAX_BODY_BYTES) {
      throw new ApiError(
        413,
        'RequestEntityTooLarge',
        `Request entity too large: limit is ${MAX_BODY_BYTES}`,
      );
    }
    chunks.push(chunk);
  }
  const text = Buffer.concat(chunks).toString('utf8');
  if (!text) return undefined;

  const type = contentTypeOf(request);
  if (type.includes('protobuf') || type.includes('cbor')) {
    throw apiErrors.unsupportedMediaType(
      'the body of the request was in an unknown format - accepted media types include: application/json, application/yaml',
    );
  }
  try {
    return type.includes('yaml') ? parse(text) : JSON.parse(text);
  } catch (error) {
    throw apiErrors.badRequest(
      `couldn't parse the request body: ${(error as Error).message}`,
    );
  }
}

/** Answers with JSON. */
export function sendJson(
  request: IncomingMessage,
  response: ServerResponse,
  options: { code?: number; body: unknown; type?: string },
): void {
  const { code = 200, body, type = 'application/json' } = options;
  let bytes = Buffer.from(`${JSON.stringify(body)}\n`);
  response.setHeader('content-type', type);
  response.setHeader('cache-control', 'no-cache, private');
  if (bytes.length >= MIN_GZIP_BYTES && acceptsGzip(request)) {
    response.setHeader('content-encoding', 'gzip');
    response.setHeader('vary', 'Accept-Encoding');
    bytes = gzipSync(bytes, { level: 1 });
  }
  response.writeHead(code, { 'content-length': bytes.length });
  response.end(bytes);
}

/** Answers with the Status of an error; an error of another kind is a defect, and answered as 500. */
export function sendError(
  request: IncomingMessage,
  response: ServerResponse,
  error: unknown,
): void {
  const { status } =
    error instanceof ApiError ? error : apiErrors.internal(String(error));
  if (error instanceof UnknownPathError) {
    response.writeHead(404, { 'content-type': 'text/plain; charset=utf-8' });
    response.end(`${status.message}\n`);
    return;
  }
  const retryAfter = status.details?.retryAfterSeconds;
  if (retryAfter) response.setHeader('retry-after', String(retryAfter));
  sendJson(request, response, { code: status.code, body: status });
}
