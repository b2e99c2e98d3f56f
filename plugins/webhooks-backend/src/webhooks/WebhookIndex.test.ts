import {
  EVENT_TYPES,
  SEVERITIES,
  WebhookEvent,
  WebhookFilters,
} from '@kubevision/backstage-plugin-webhooks-common';
import fc from 'fast-check';
import { WebhookIndex } from './WebhookIndex';
import { Ownership, compileFilters, toSubject } from './compileFilters';
import { normalizeFilters } from './filters';
import { sampleEvent } from './sampleEvent';

const sample = sampleEvent({
  eventType: 'scale',
  actor: 'alice',
  now: new Date('2026-03-05T10:23:00Z'),
});

const ENTITIES: Record<string, Ownership> = {
  web: { owners: ['group:default/a'], systems: ['system:default/s'] },
  api: {
    owners: ['group:default/a', 'group:default/b'],
    systems: [],
  },
};
const ownershipOf = (ref: string) =>
  ENTITIES[ref] ?? { owners: [], systems: [] };

const indexOf = (...filters: WebhookFilters[]) =>
  WebhookIndex.create({
    webhooks: filters.map((it, i) => ({
      id: `w${i}`,
      filters: normalizeFilters(it),
      tellsPods: false,
    })),
    ownershipOf,
  });

const event = (overrides: Partial<WebhookEvent> = {}): WebhookEvent => ({
  ...sample,
  ...overrides,
});

describe('WebhookIndex', () => {
  it('answers who wants an event, as what, in the given order', () => {
    const index = indexOf(
      { namespaces: ['team-*'] },
      { clusters: ['prod-us'], events: ['update'] },
      { clusters: ['staging'] },
      {},
    );
    expect(index.match(event())).toEqual([
      { webhookId: 'w0', eventType: 'scale' },
      { webhookId: 'w1', eventType: 'update' },
      { webhookId: 'w3', eventType: 'scale' },
    ]);
  });

  it('keeps the coming and going of Pods that a controller owns for whoever asked for it', () => {
    const filters = normalizeFilters({});
    const index = WebhookIndex.create({
      webhooks: [
        { id: 'calm', filters, tellsPods: false },
        { id: 'all', filters, tellsPods: true },
      ],
      ownershipOf,
    });
    const pod = { event: 'delete', resource: 'Pod', apiVersion: 'v1' } as const;
    const webhooksOf = (overrides: Partial<WebhookEvent>) =>
      index.match(event(overrides)).map(({ webhookId }) => webhookId);
    const controller = 'Deployment/api-server';
    expect(webhooksOf({ ...pod, controller })).toEqual(['all']);
    expect(webhooksOf(pod)).toEqual(['calm', 'all']);
    expect(webhooksOf({ ...pod, controller, event: 'update' })).toEqual([
      'calm',
      'all',
    ]);
  });

  it('answers a webhook once that several values lead to', () => {
    const index = indexOf({ owners: ['a', 'b'] });
    const ofBoth = event({ entities: ['web', 'api'] });
    expect(index.match(ofBoth)).toHaveLength(1);
  });

  it('sees who owns an entity now, not when the index was built', () => {
    let owners: string[] = [];
    const index = WebhookIndex.create({
      webhooks: [
        {
          id: 'w',
          filters: normalizeFilters({ owners: ['c'] }),
          tellsPods: false,
        },
      ],
      ownershipOf: () => ({ owners, systems: [] }),
    });
    expect(index.match(event({ entities: ['x'] }))).toEqual([]);
    owners = ['group:default/c'];
    expect(index.match(event({ entities: ['x'] }))).toHaveLength(1);
  });

  it('keeps webhooks that name very many combinations', () => {
    const names = (prefix: string) =>
      Array.from({ length: 200 }, (_, i) => `${prefix}-${i}`);
    const index = indexOf({
      clusters: names('cluster'),
      namespaces: names('namespace'),
      names: names('name'),
    });
    const wanted = {
      cluster: 'cluster-199',
      namespace: 'namespace-7',
      name: 'name-0',
    };
    expect(index.match(event(wanted))).toHaveLength(1);
    expect(index.match(event({ ...wanted, name: 'other' }))).toEqual([]);
  });

  it('answers as asking every webhook one by one does', () => {
    const list = <T>(...values: T[]) =>
      fc.option(fc.array(fc.constantFrom(...values), { maxLength: 3 }), {
        nil: undefined,
        freq: 2,
      });
    const names = () => list('a', 'b', 'a*', '*', '!a', '!b*', '!*c');
    const anyFilters: fc.Arbitrary<WebhookFilters> = fc.record({
      events: list(...EVENT_TYPES),
      clusters: names(),
      namespaces: names(),
      names: names(),
      resources: list(
        'Service',
        'Service.serving.knative.dev',
        'Widget',
        'Widget.example.com',
        '*.example.com',
        '!Service',
        'Wid*',
      ),
      labels: list('app=web', 'app!=web', '!app', 'tier in (a, b)'),
      severities: list(...SEVERITIES),
      owners: list('a', 'b', 'c'),
      systems: list('s', 't'),
    });
    const name = fc.constantFrom('a', 'b', 'ab', 'bc', '');
    const anyWebhookEvent: fc.Arbitrary<WebhookEvent> = fc
      .record({
        event: fc.constantFrom(...EVENT_TYPES),
        cluster: name,
        namespace: name,
        name,
        resource: fc.constantFrom('Service', 'Widget', 'Pod'),
        apiVersion: fc.constantFrom(
          'v1',
          'serving.knative.dev/v1',
          'example.com/v1',
        ),
        labels: fc.constantFrom<Record<string, string>>(
          {},
          { app: 'web' },
          { app: 'api', tier: 'a' },
        ),
        severity: fc.constantFrom(...SEVERITIES),
        entities: fc.subarray(['web', 'api', 'gone']),
      })
      .map(event);

    fc.assert(
      fc.property(
        fc.array(anyFilters, { maxLength: 30 }),
        fc.array(anyWebhookEvent, { maxLength: 10 }),
        (all, events) => {
          const index = indexOf(...all);
          for (const it of events) {
            const owned = it.entities.map(ownershipOf);
            const subject = toSubject(it, {
              owners: owned.flatMap(({ owners }) => owners),
              systems: owned.flatMap(({ systems }) => systems),
            });
            const oneByOne = all.flatMap((filters, i) => {
              const eventType = compileFilters(normalizeFilters(filters))(
                subject,
              );
              return eventType ? [{ webhookId: `w${i}`, eventType }] : [];
            });
            expect(index.match(it)).toEqual(oneByOne);
          }
        },
      ),
      { numRuns: 300 },
    );
  });
});
