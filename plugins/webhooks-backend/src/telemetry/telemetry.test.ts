import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import { MetricsService } from '@backstage/backend-plugin-api/alpha';
import { toMessage } from '@kubevision/backstage-plugin-webhooks-node';
import { SpanKind, context, metrics, trace } from '@opentelemetry/api';
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks';
import {
  AggregationTemporality,
  InMemoryMetricExporter,
  MeterProvider,
  PeriodicExportingMetricReader,
} from '@opentelemetry/sdk-metrics';
import {
  BasicTracerProvider,
  InMemorySpanExporter,
  SimpleSpanProcessor,
} from '@opentelemetry/sdk-trace-base';
import { DEPLOYMENT, object } from '../changes/observe.fixture';
import { openOutbox } from '../database/__testUtils__/openOutbox';
import {
  addDelivery,
  addWebhook,
  event,
  now,
} from '../database/__testUtils__/rows';
import { openTestDatabase } from '../database/__testUtils__/openTestDatabase';
import { readBacklog } from '../database/readBacklog';
import { DeliveryStore } from '../database/DeliveryStore';
import { startReceiver } from '../delivery/__testUtils__/startReceiver';
import { parseAllowedReceivers } from '../delivery/allowedReceivers';
import { Dispatcher } from '../delivery/Dispatcher';
import { createSender, Sender } from '../delivery/send';
import { http } from '../platforms/http';
import { createMetrics, observeState } from './createMetrics';
import { inSpan, traceparentOf } from './tracing';

describe.each(TestDatabases.create().eachSupportedId())(
  'telemetry on %s',
  databaseId => {
    const spans = new InMemorySpanExporter();
    let exporter: InMemoryMetricExporter;
    let reader: PeriodicExportingMetricReader;
    let sender: Sender;

    beforeEach(() => {
      context.setGlobalContextManager(
        new AsyncLocalStorageContextManager().enable(),
      );
      trace.setGlobalTracerProvider(
        new BasicTracerProvider({
          spanProcessors: [new SimpleSpanProcessor(spans)],
        }),
      );
      exporter = new InMemoryMetricExporter(AggregationTemporality.CUMULATIVE);
      // Collected only when a test says so.
      reader = new PeriodicExportingMetricReader({
        exporter,
        exportIntervalMillis: 3_600_000,
      });
      metrics.setGlobalMeterProvider(new MeterProvider({ readers: [reader] }));
      sender = createSender({
        allowedReceivers: parseAllowedReceivers(['127.0.0.1']),
      });
    });

    afterEach(async () => {
      await sender.close();
      await reader.shutdown();
      spans.reset();
      context.disable();
      trace.disable();
      metrics.disable();
    });

    /** As the service of Backstage does it. */
    const meter = () =>
      metrics.getMeter('backstage-plugin-webhooks') as MetricsService;

    /** What is collected now, as `[attributes, value]` by name. */
    async function collect() {
      exporter.reset();
      await reader.forceFlush();
      const all = exporter
        .getMetrics()
        .flatMap(({ scopeMetrics }) => scopeMetrics)
        .flatMap(scope => scope.metrics);
      return Object.fromEntries(
        all.map(({ descriptor, dataPoints }) => [
          descriptor.name,
          dataPoints.map(({ attributes, value }) => [attributes, value]),
        ]),
      ) as Record<string, [Record<string, unknown>, any][]>;
    }

    function createDispatcher(store: DeliveryStore, url: string) {
      return Dispatcher.create({
        store,
        platforms: () => http,
        openTarget: () => ({ url, secret: 'whsec_c2VjcmV0' }),
        toMessage,
        sender,
        logger: mockServices.logger.mock(),
        now: () => now,
        metrics: createMetrics({ metrics: meter(), now: () => now }),
      });
    }

    it('links the trace of a delivery with that of the change', async () => {
      const receiver = await startReceiver((_, res) => {
        res.statusCode = 400;
        res.end();
      });
      const outbox = await openOutbox(databaseId);
      await outbox.webhook('w1');
      await outbox.change(
        object({ metadata: { resourceVersion: '1' }, spec: { replicas: 3 } }),
        object({ metadata: { resourceVersion: '2' }, spec: { replicas: 5 } }),
        DEPLOYMENT,
      );
      const dispatcher = createDispatcher(outbox.deliveries, receiver.url);
      await dispatcher.deliverDue();
      await dispatcher.stop();

      const [commit, deliver] = spans.getFinishedSpans();
      expect(commit).toMatchObject({
        name: 'webhooks commit',
        kind: SpanKind.PRODUCER,
        attributes: { 'webhooks.cluster': 'prod-us', 'webhooks.events': 1 },
      });
      expect(deliver).toMatchObject({
        name: 'webhooks deliver',
        kind: SpanKind.CONSUMER,
        attributes: {
          'webhooks.platform': 'http',
          'webhooks.webhook.id': 'w1',
          'webhooks.delivery.attempt': 1,
          'webhooks.delivery.outcome': 'rejected',
          'http.response.status_code': 400,
        },
      });
      const { traceId, spanId } = commit.spanContext();
      expect(deliver.links).toMatchObject([{ context: { traceId, spanId } }]);
      expect(deliver.spanContext().traceId).not.toBe(traceId);
      expect(
        JSON.stringify(spans.getFinishedSpans().map(it => it.attributes)),
      ).not.toContain(receiver.url);
    });

    it('leaves no span of an HTTP client, which would show the URL', async () => {
      const tracer = trace.getTracer('http-client');
      const receiver = await startReceiver((_, res) => {
        res.end();
      });
      // As an instrumentation does: while the request begins.
      let asked = 0;
      const instrumented = createSender({
        allowedReceivers: parseAllowedReceivers(['localhost', '127.0.0.1']),
        resolve: (_host, _options, callback) => {
          asked += 1;
          tracer.startSpan(`GET ${receiver.url}`).end();
          callback(null, [{ address: '127.0.0.1', family: 4 }]);
        },
      });
      await inSpan(
        'outer',
        { kind: SpanKind.INTERNAL, attributes: {} },
        async () => {
          const result = await instrumented.send({
            method: 'POST',
            url: receiver.url.replace('127.0.0.1', 'localhost'),
            headers: {},
            body: '{}',
          });
          expect(result.kind).toBe('response');
        },
      );
      await instrumented.close();
      expect(asked).toBeGreaterThan(0);
      expect(spans.getFinishedSpans().map(({ name }) => name)).toEqual([
        'outer',
      ]);
    });

    it('counts attempts and ends by platform and what came of them', async () => {
      const knex = await openTestDatabase(databaseId);
      const statuses = [200, 404, 503];
      const receiver = await startReceiver((_, res) => {
        res.writeHead(statuses.shift() ?? 200).end();
      });
      await addWebhook(knex, 'w1');
      const store = DeliveryStore.create({ knex });
      const dispatcher = createDispatcher(store, receiver.url);
      for (const id of ['d1', 'd2', 'd3']) {
        await addDelivery(knex, id);
        await dispatcher.deliverDue();
      }
      await dispatcher.stop();

      const collected = await collect();
      const attributes = { platform: 'http', test: false };
      expect(collected['webhooks.delivery.attempts']).toEqual([
        [{ ...attributes, outcome: 'delivered', status: '2xx' }, 1],
        [{ ...attributes, outcome: 'rejected', status: '4xx' }, 1],
        [{ ...attributes, outcome: 'retry', status: '5xx' }, 1],
      ]);
      expect(collected['webhooks.deliveries.ended']).toEqual([
        [{ platform: 'http', status: 'delivered', reason: undefined }, 1],
        [{ platform: 'http', status: 'failed', reason: expect.any(String) }, 1],
      ]);
      expect(collected['webhooks.delivery.duration']).toHaveLength(3);
      expect(collected['webhooks.delivery.latency']).toMatchObject([
        [{ platform: 'http' }, { count: 1 }],
      ]);
    });

    it('tells what waits, by what it waits for', async () => {
      const knex = await openTestDatabase(databaseId);
      const at = now.getTime();
      for (const id of ['w1', 'muted']) await addWebhook(knex, id);
      await knex('delivery_lanes')
        .where({ webhook_id: 'muted' })
        .update({ muted_until: at + 1000 });
      const add = async (id: string, row: object = {}) => {
        await addDelivery(knex, id, { dueAt: now });
        await knex('deliveries')
          .where({ id })
          .update({ status: 'pending', ...row });
      };
      await add('due');
      await add('throttled', { webhook_id: 'muted' });
      await add('held', { hold_reason: 'window', first_due_at: at + 1 });
      await add('later', { next_attempt_at: at + 1 });
      await add('in-flight', { claim_id: 'c', next_attempt_at: at + 1 });
      await add('parked', {
        status: 'failed',
        failure_class: 'exhausted',
        next_attempt_at: null,
      });
      await add('test', { test: true });
      await add('delivered', { status: 'delivered', next_attempt_at: null });

      observeState({
        metrics: meter(),
        watches: () => [
          {
            name: 'prod-us',
            watches: [
              { state: 'watching', lagMs: 20 },
              { state: 'watching', lagMs: 250 },
              { state: 'stalled' },
            ],
          } as never,
        ],
        backlog: () => readBacklog(knex, now),
      });
      const collected = await collect();
      expect(collected['webhooks.deliveries.waiting']).toEqual(
        ['due', 'in-flight', 'throttled', 'held', 'later', 'parked'].map(
          state => [{ state }, 1],
        ),
      );
      expect(collected['webhooks.watches']).toEqual([
        [{ cluster: 'prod-us', state: 'watching' }, 2],
        [{ cluster: 'prod-us', state: 'stalled' }, 1],
      ]);
      expect(collected['webhooks.watch.lag']).toEqual([
        [{ cluster: 'prod-us' }, 0.25],
      ]);
    });

    it('counts events by what they are', async () => {
      createMetrics({ metrics: meter(), now: () => now }).published([
        event(),
        event({ id: '2' }),
        event({ id: '3', event: 'delete' }),
      ]);
      const attributes = {
        cluster: 'prod-us',
        resource: 'Deployment',
        observed: 'watch',
      };
      expect((await collect())['webhooks.events']).toEqual([
        [{ ...attributes, event: 'scale' }, 2],
        [{ ...attributes, event: 'delete' }, 1],
      ]);
    });
  },
);

describe('without an SDK', () => {
  it('nothing is traced, and nothing is written of it', async () => {
    const options = { kind: SpanKind.INTERNAL, attributes: {} };
    await expect(
      inSpan('work', { ...options, linkedTo: 'not one' }, async span =>
        traceparentOf(span),
      ),
    ).resolves.toBeUndefined();
  });
});
