import {
  TestDatabases,
  mockCredentials,
  mockServices,
  startTestBackend,
} from '@backstage/backend-test-utils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import kubernetesPlugin from '@backstage/plugin-kubernetes-backend';
import { Problem } from '@kubevision/backstage-plugin-webhooks-common';
import fc from 'fast-check';
import { Inbox, startInbox } from 'inbox';
import { Client, Dispatcher } from 'undici';
import { OpenApiChecker } from './__testUtils__/openapi/OpenApiChecker';
import {
  DrawnRequest,
  arbitraryRequest,
} from './__testUtils__/openapi/arbitraryRequest';
import { isKnownId, knownValues } from './__testUtils__/openapi/knownValues';
import { openTestDatabase } from './database/__testUtils__/openTestDatabase';
import { addParked, event } from './database/__testUtils__/rows';
import { insertEvents } from './database/insertEvents';
import webhooks from '.';

/** `FUZZ_SEED=$RANDOM npm test -- plugins/webhooks-backend/src/apiFuzz.test.ts` draws others. */
const SEED = Number(process.env.FUZZ_SEED ?? 20261129);
const REQUESTS = 10_000;
/** To one request of somebody who is not signed in. */
const SIGNED_IN = 49;

const AUDIT_TOKEN = 'token-of-the-api-server';
const MOUNTS = ['/api/v1/webhooks', '/api/webhooks'];
const SECRETS: Record<string, string> = {
  dingtalk: 'inbox-secret',
  feishu: 'inbox-secret',
  http: 'inbox-secret',
};

/** So many ids of each kind are remembered, the last ones. */
const REMEMBERED = 20;

/** What of an error is said in no codes, or in others than its message. */
function withoutCodes(error: {
  name: string;
  message: string;
  problems?: readonly Problem[];
}): string[] {
  const { name, message, problems = [] } = error;
  // Backstage's own, and that of Express for what is no URL.
  if (['AuthenticationError', 'URIError'].includes(name)) return [];
  const said = problems
    .map(({ field, reason }) => (field ? `${field}: ${reason}` : reason))
    .join('; ');
  return said === message && problems.every(({ reasonParts }) => reasonParts)
    ? []
    : [`${message} has no codes`];
}

describe.each(TestDatabases.create().eachSupportedId())(
  'the API on %s',
  databaseId => {
    const checker = OpenApiChecker.create();
    const operations = new Map(
      checker.document.operations.map(it => [it.operationId, it]),
    );
    const ids = {
      webhook: [] as string[],
      delivery: [] as string[],
      recovery: ['none'],
    };
    let inbox: Inbox;
    let backend: Awaited<ReturnType<typeof startTestBackend>>;
    let client: Client;

    beforeAll(async () => {
      inbox = await startInbox();
      const knex = await openTestDatabase(databaseId);
      const events = Array.from({ length: 50 }, (_, i) =>
        event({ id: `event-${i}` }),
      );
      await knex.transaction(tx => insertEvents(tx, events, new Date()));
      backend = await startTestBackend({
        features: [
          kubernetesPlugin,
          webhooks,
          catalogServiceMock.factory(),
          mockServices.database.factory({ knex }),
          mockServices.rootConfig.factory({
            data: {
              kubernetes: {
                serviceLocatorMethod: { type: 'multiTenant' },
                clusterLocatorMethods: [{ type: 'config', clusters: [] }],
              },
              webhooks: {
                secrets: {
                  keys: [
                    { id: 'test', secret: Buffer.alloc(32).toString('base64') },
                  ],
                },
                delivery: { allowedReceivers: ['127.0.0.1'] },
                audit: {
                  clusters: [{ name: 'prod-us', tokens: [AUDIT_TOKEN] }],
                },
              },
            },
          }),
        ],
      });
      // However slow the machine is, what is sent next finds the connection open.
      backend.server.keepAliveTimeout = 600_000;
      client = new Client(`http://127.0.0.1:${backend.server.port()}`);
      for (const platform of Object.keys(inbox.targets)) {
        const { status, body } = await send({
          method: 'POST',
          path: MOUNTS[0],
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify({
            name: platform,
            platform,
            url: inbox.targets[platform],
            secret: SECRETS[platform],
          }),
        });
        if (status !== 201) throw new Error(JSON.stringify(body));
        ids.webhook.push(body.id);
        for (const n of [1, 2, 3]) {
          await addParked(knex, `${platform}-${n}`, { webhookId: body.id });
          ids.delivery.push(`${platform}-${n}`);
        }
      }
    });

    afterAll(async () => {
      await client.close();
      await backend.stop();
      await inbox.stop();
    });

    async function send(request: Dispatcher.RequestOptions) {
      const { statusCode, headers, body } = await client.request(request);
      const text = await body.text();
      const isJson = String(headers['content-type']).includes('/json');
      return {
        status: statusCode,
        headers,
        body: isJson ? JSON.parse(text) : text,
      };
    }

    /** With ids that there are, or were, in the places that ask for one. */
    function withIds(value: unknown): any {
      if (isKnownId(value)) {
        const known = ids[value.kind];
        return known[value.n % known.length];
      }
      if (Array.isArray(value)) return value.map(withIds);
      if (typeof value !== 'object' || value === null) return value;
      return Object.fromEntries(
        Object.entries(value).map(([key, it]) => [key, withIds(it)]),
      );
    }

    function urlOf(template: string, { path, query }: DrawnRequest): string {
      const values = withIds(path);
      const route = template.replace(
        /\{(\w+)\}/g,
        (_, name) =>
          values[name].raw ?? encodeURIComponent(String(values[name])),
      );
      return query.length > 0
        ? `${route}?${new URLSearchParams(query)}`
        : route;
    }

    function remember(kind: keyof typeof ids, body: any) {
      const id = kind === 'delivery' ? body.deliveryId : body.id;
      if (id) ids[kind] = [id, ...ids[kind]].slice(0, REMEMBERED);
    }

    function learn(operationId: string, body: unknown) {
      if (operationId === 'createWebhook') remember('webhook', body);
      if (operationId === 'testWebhook') remember('delivery', body);
      if (operationId === 'createRecovery') remember('recovery', body);
    }

    it(`answers ${REQUESTS} requests as its document says, and fails none`, async () => {
      const counts: Record<number, number> = {};
      const wellMet = new Set<string>();
      const drawn = fc.record({
        request: arbitraryRequest(checker.document, knownValues(inbox.targets)),
        mount: fc.constantFrom(...MOUNTS),
        isAnonymous: fc.oneof(
          { weight: 1, arbitrary: fc.constant(true) },
          { weight: SIGNED_IN, arbitrary: fc.constant(false) },
        ),
      });

      await fc.assert(
        fc.asyncProperty(drawn, async ({ request, mount, isAnonymous }) => {
          const { operationId, headers: given } = request;
          const { method, path: template } = operations.get(operationId)!;
          const url = urlOf(template, request);
          const body = withIds(request.body);
          const text = request.rawBody ?? JSON.stringify(body);
          const headers: Record<string, string> = {
            ...(operationId === 'acceptAuditEvents' && {
              Authorization: `Bearer ${AUDIT_TOKEN}`,
            }),
            ...(isAnonymous && {
              Authorization: mockCredentials.none.header(),
            }),
            ...(text !== undefined && { 'Content-Type': 'application/json' }),
            ...given,
          };
          const answer = await send({
            method: method as Dispatcher.HttpMethod,
            path: mount + url,
            headers,
            body: text,
          });
          counts[answer.status] = (counts[answer.status] ?? 0) + 1;

          const [path] = url.split('?');
          const operation = checker.document.find(method, path);
          const isUnknown = !operation && answer.status === 404;
          expect(answer.status).toBeLessThan(500);
          expect(operation !== undefined || isUnknown).toBe(true);
          if (!operation) return;

          // The parser refuses what is no JSON also where no body is asked for.
          const isOdd = text !== undefined && !operation.requestBody;
          if (isOdd && answer.status === 400) return;

          const isWellMet = answer.status < 300;
          if (isWellMet) {
            wellMet.add(operation.operationId);
            learn(operation.operationId, answer.body);
          }
          const isRead = headers['Content-Type'] === 'application/json';
          expect([
            ...checker.answerProblems(operation, answer),
            // API servers read no codes.
            ...(answer.status >= 400 &&
            operation.operationId !== 'acceptAuditEvents'
              ? withoutCodes(answer.body.error)
              : []),
            ...(isWellMet && (text === undefined || isRead)
              ? checker.requestProblems(operation, {
                  method,
                  url,
                  headers: given,
                  body: text === undefined ? undefined : JSON.parse(text),
                })
              : []),
          ]).toEqual([]);
        }),
        {
          seed: SEED,
          numRuns: REQUESTS,
          // What fails depends on what was there, so a smaller one would be another failure.
          endOnFailure: true,
        },
      );
      process.stdout.write(
        `FUZZ_SEED=${SEED} on ${databaseId}: ${JSON.stringify(counts)}\n`,
      );
      // Otherwise the requests would be too wrong to tell anything.
      // A few ask for more than a schema can say, such as the URL that a platform has.
      expect(wellMet.size).toBeGreaterThan(
        checker.document.operations.length / 2,
      );
    });
  },
);
