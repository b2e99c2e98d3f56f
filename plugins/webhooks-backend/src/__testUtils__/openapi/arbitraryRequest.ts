import fc, { Arbitrary } from 'fast-check';
import { Known, arbitraryOf, wrongValues } from './arbitraryOf';
import { OpenApiDocument, Operation } from './OpenApiDocument';

/** A request that is to be sent, below the mount of the API. */
export interface DrawnRequest {
  operationId: string;
  /** The parameters in the path; `raw` is put there as it is, everything else encoded. */
  path: Record<string, unknown>;
  query: [name: string, value: string][];
  headers: Record<string, string>;
  body?: unknown;
  /** What is sent instead of the body, to be no JSON. */
  rawBody?: string;
}

/** What is changed of a request, so that it is most often no longer right. */
type Damage = (request: DrawnRequest) => DrawnRequest;

/** Requests as the document allows them, and for the other half such that were damaged. */
export function arbitraryRequest(
  document: OpenApiDocument,
  known: Known,
): Arbitrary<DrawnRequest> {
  return fc.constantFrom(...document.operations).chain(operation =>
    fc.oneof(
      rightRequest(document, operation, known),
      fc
        .tuple(rightRequest(document, operation, known), damage(operation))
        .map(([request, harm]) => harm(request)),
    ),
  );
}

function rightRequest(
  document: OpenApiDocument,
  operation: Operation,
  known: Known,
): Arbitrary<DrawnRequest> {
  const valuesIn = (place: string) => {
    const parameters = operation.parameters.filter(it => it.in === place);
    return fc.record(
      Object.fromEntries(
        parameters.map(({ name, schema }) => [
          name,
          known[name] ?? arbitraryOf(document, schema, known),
        ]),
      ),
      {
        requiredKeys: parameters.filter(it => it.required).map(it => it.name),
      },
    ) as Arbitrary<Record<string, unknown>>;
  };
  const content = operation.requestBody?.content['application/json'];
  const body = content
    ? arbitraryOf(document, content.schema, known)
    : fc.constant(undefined);
  return fc
    .record({
      path: valuesIn('path'),
      query: valuesIn('query'),
      headers: valuesIn('header'),
      body: operation.requestBody?.required ? body : fc.option(body),
    })
    .map(({ path, query, headers, body: value }) => ({
      operationId: operation.operationId,
      path,
      query: Object.entries(query).flatMap(([name, it]) =>
        [it].flat().map(one => [name, String(one)] as [string, string]),
      ),
      headers: headers as Record<string, string>,
      ...(value !== undefined && value !== null && { body: value }),
    }));
}

function damage({ requestBody }: Operation): Arbitrary<Damage> {
  return fc.oneof(
    fc.tuple(fc.nat(), wrongValues).map(
      ([n, value]): Damage =>
        request =>
          replaced(request, n, value),
    ),
    fc.nat().map(
      (n): Damage =>
        request =>
          replaced(request, n, undefined),
    ),
    fc.constant<Damage>(request => ({
      ...request,
      body: { ...(request.body as object), unknown: 1 },
    })),
    fc.constantFrom('{', '[1,', '"', 'null', '7', '\0').map(
      (rawBody): Damage =>
        request =>
          requestBody ? { ...request, rawBody } : request,
    ),
    fc
      .tuple(
        fc.constantFrom('limit', 'cursor', 'event', 'wait', 'other'),
        fc.constantFrom('', '-1', 'x', '\0', '1e9', '99999999999999999999'),
      )
      .map(
        (pair): Damage =>
          request => ({ ...request, query: [...request.query, pair] }),
      ),
    fc
      .tuple(
        fc.constantFrom('Idempotency-Key', 'If-Match', 'Content-Type'),
        fc.constantFrom('', 'two words', '"', 'W/"x"', 'text/plain;charset=x'),
      )
      .map(
        ([name, value]): Damage =>
          request => ({
            ...request,
            headers: { ...request.headers, [name]: value },
          }),
      ),
    fc
      .constantFrom('%', '%00', '%2e%2e%2f', '%F0%9F%9A%80', 'a'.repeat(3000))
      .map(
        (raw): Damage =>
          request => ({
            ...request,
            path: Object.fromEntries(
              Object.keys(request.path).map(name => [name, { raw }]),
            ),
          }),
      ),
  );
}

/** The request with another value at one place of its body, or without what is there. */
function replaced(
  request: DrawnRequest,
  n: number,
  value: unknown,
): DrawnRequest {
  const places = placesIn(request.body);
  if (places.length === 0) return { ...request, body: value };
  const body = structuredClone(request.body);
  const keys = places[n % places.length];
  const last = keys[keys.length - 1];
  const at = keys.slice(0, -1).reduce((it, key) => it[key], body as any);
  if (value === undefined) delete at[last];
  else at[last] = value;
  return { ...request, body };
}

function placesIn(value: unknown): string[][] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, it]) => [
    [key],
    ...placesIn(it).map(rest => [key, ...rest]),
  ]);
}
