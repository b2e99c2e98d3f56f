import { FetchApi } from '@backstage/frontend-plugin-api';
import { Problem } from '@kubevision/backstage-plugin-webhooks-common';
import { CLUSTERS, PLATFORMS, anEvent, anHour } from './fixtures';

/** A request as the backend would see it; the path starts after `/api/webhooks`. */
export interface SeenRequest {
  method: string;
  path: string;
  query: Record<string, string>;
  // The shape differs by route, and tests compare it as a whole.
  body: any;
  /** The header If-Match, as it was sent. */
  ifMatch: string | null;
}

/** What a handler answers. */
export type Answer = [status: number, body?: unknown];
type Handler = (request: SeenRequest) => Answer | Promise<Answer>;

/** An error in Backstage's shape, with problems where there are codes for it. */
export function refusal(
  status: number,
  name: string,
  message: string,
  problems?: Problem[],
): Answer {
  return [
    status,
    {
      error: { name, message, problems },
      request: { method: 'GET', url: '/api/webhooks' },
      response: { statusCode: status },
    },
  ];
}

/** The answer to input that will not do. */
export function wrongInput(...problems: Problem[]): Answer {
  const message = problems.map(({ field, reason }) => `${field}: ${reason}`);
  return refusal(400, 'InputError', message.join('; '), problems);
}

/**
 * Stands in for the backend below the real client, at the boundary of HTTP. A route without an
 * answer is a 404, and everything that was asked is kept.
 */
export class FakeBackend {
  readonly requests: SeenRequest[] = [];
  readonly #handlers = new Map<string, Handler>();

  static create() {
    return new FakeBackend()
      .on('GET /platforms', () => [200, { items: PLATFORMS }])
      .on('GET /clusters', () => [200, { items: CLUSTERS }])
      .on('GET /w1/recoveries', () => pageOf([]))
      .on('GET /w1/statistics', () => [
        200,
        { truncated: false, hours: [anHour()] },
      ])
      .on('GET /activity', () => [
        200,
        { from: '2026-03-04T11:00:00Z', items: {} },
      ])
      .on('POST /preview', ({ body }) => [
        200,
        {
          method: 'POST',
          headers: {},
          body: JSON.stringify({ example: body }),
          message: {},
          event: anEvent(),
        },
      ])
      .on('POST /preview/matches', () => [
        200,
        { count: 0, truncated: false, scanned: 0, items: [] },
      ]);
  }

  private constructor() {}

  /** @param route - such as `GET /w1/deliveries`; a later answer replaces an earlier one */
  on(route: string, handler: Handler): this {
    this.#handlers.set(route, handler);
    return this;
  }

  /** The requests of one route, oldest first. */
  seen(route: string): SeenRequest[] {
    return this.requests.filter(
      ({ method, path }) => `${method} ${path}` === route,
    );
  }

  readonly fetchApi: FetchApi = {
    fetch: async (input, init) => {
      const request = new URL(String(input).replace('plugin:', 'http:'));
      const seen: SeenRequest = {
        method: init?.method ?? 'GET',
        path: request.pathname,
        query: Object.fromEntries(request.searchParams),
        body: init?.body ? JSON.parse(String(init.body)) : undefined,
        ifMatch: new Headers(init?.headers).get('If-Match'),
      };
      this.requests.push(seen);
      const handler =
        this.#handlers.get(`${seen.method} ${seen.path}`) ??
        (() => refusal(404, 'NotFoundError', `There is no ${seen.path}`));
      const [status, body] = await handler(seen);
      return new Response(body === undefined ? null : JSON.stringify(body), {
        status,
        headers: { 'Content-Type': 'application/json' },
      });
    },
  };
}

/** A page of a list, the only one unless a cursor is given. */
export function pageOf<T>(items: T[], nextCursor?: string): Answer {
  return [
    200,
    {
      items,
      totalItems: items.length,
      pageInfo: nextCursor ? { nextCursor } : {},
    },
  ];
}
