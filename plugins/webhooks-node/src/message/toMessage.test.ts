import { exampleEvent, hostileEvent } from '../testUtils/events';
import { moreChangesInWords, toMessage } from './toMessage';

const deliveryId = 'd1';
const change = exampleEvent.detail;

describe('toMessage', () => {
  it('says the documented example in words', () => {
    expect(
      toMessage({ event: exampleEvent, eventType: 'update', deliveryId }),
    ).toEqual({
      deliveryId,
      eventType: 'update',
      event: exampleEvent,
      emoji: '✏️',
      headline: 'K8s Deployment updated',
      object: 'team-alpha/api-server',
      summary:
        '[prod-us] Deployment team-alpha/api-server updated by alice: spec.replicas 3 → 5',
      facts: [
        { label: 'Cluster', value: 'prod-us' },
        { label: 'Namespace', value: 'team-alpha' },
        { label: 'Changed by', value: 'alice' },
        { label: 'Time', value: '2026-03-05 10:23:00 UTC' },
      ],
      changes: [{ field: 'spec.replicas', old: '3', new: '5' }],
      moreChanges: 0,
      footer: 'apps/v1 Deployment · UPDATE',
      test: false,
    });
  });

  it.each([
    ['rollout', 6, '7 changes, held back while it rolled out'],
    ['autoscaling', 1, '2 changes, held back while an autoscaler was at work'],
    [
      'flapping',
      undefined,
      '1 change, held back because it changes very often',
    ],
    ['window', 2, '3 changes, held back because they came close together'],
    ['window', undefined, undefined],
    [undefined, undefined, undefined],
  ] as const)(
    'says what an event stands for that was held back for %s and absorbed %s',
    (heldFor, absorbed, words) => {
      const event = { ...exampleEvent, heldFor, absorbed };
      const { facts } = toMessage({ event, eventType: 'update', deliveryId });
      const fact = facts.find(({ label }) => label === 'Stands for');
      expect(fact?.value).toBe(words);
    },
  );

  it('calls a scale what the webhook subscribed to', () => {
    const event = { ...exampleEvent, event: 'scale' as const };
    const scaled = toMessage({ event, eventType: 'scale', deliveryId });
    expect(scaled.headline).toBe('K8s Deployment scaled');
    const updated = toMessage({ event, eventType: 'update', deliveryId });
    expect(updated.headline).toBe('K8s Deployment updated');
    expect(updated.event.event).toBe('update');
    expect(event.event).toBe('scale');
  });

  it.each([
    ['create', '🟢', 'created', { old: null, new: '3 replicas' }],
    ['delete', '🔴', 'deleted', { old: '3 replicas', new: null }],
  ] as const)(
    'shows the summary of the object of a %s',
    (eventType, emoji, verb, sides) => {
      const detail = { field: 'object', ...sides };
      const event = { ...exampleEvent, detail, changes: [detail] };
      const message = toMessage({ event, eventType, deliveryId });
      expect(message).toMatchObject({
        emoji,
        headline: `K8s Deployment ${verb}`,
        summary: `[prod-us] Deployment team-alpha/api-server ${verb} by alice: 3 replicas`,
        changes: [],
        moreChanges: 0,
      });
      expect(message.facts[0]).toEqual({
        label: 'Details',
        value: '3 replicas',
      });
    },
  );

  it('leaves out what is not there', () => {
    const event = {
      ...exampleEvent,
      namespace: '',
      resource: 'Node',
      actor: 'unknown',
      detail: { field: 'object', old: null, new: null },
      changes: [],
    };
    const message = toMessage({ event, eventType: 'delete', deliveryId });
    expect(message.object).toBe('api-server');
    expect(message.summary).toBe('[prod-us] Node api-server deleted');
    expect(message.facts.map(({ label }) => label)).toEqual([
      'Cluster',
      'Time',
    ]);
  });

  it.each([
    ['audit', 'kubectl'],
    ['audit-probable', 'kubectl (probably)'],
    ['field-manager', 'kubectl (client)'],
    ['controller', 'kubectl (controller)'],
    ['unknown', 'kubectl'],
  ] as const)('says what kind of name an actor from %s is', (source, value) => {
    const event = {
      ...exampleEvent,
      actor: 'kubectl',
      actorSource: source,
    };
    const message = toMessage({ event, eventType: 'update', deliveryId });
    expect(message.facts).toContainEqual({ label: 'Changed by', value });
    expect(message.summary).toContain(`updated by ${value}: `);
    expect(message.event.actor).toBe('kubectl');
  });

  it.each([
    [null, '—'],
    ['', '""'],
    [' \u200B\n', '""'],
    [0, '0'],
    [false, 'false'],
    [{ a: [1, { b: null }] }, '{"a":[1,{"b":null}]}'],
    ['one\r\n\ttwo', 'one two'],
    ['\u202Egnp.exe\u2069', 'gnp.exe'],
    ['a\u200Bb\u{E0041}c\u3164d', 'abcd'],
    ['\uD83D!', '\uFFFD!'],
    ['<!channel> *x*', '<!channel> *x*'],
    ['😀'.repeat(201), `${'😀'.repeat(199)}…`],
    ['x'.repeat(200), 'x'.repeat(200)],
  ])('writes the value %j out as %j', (value, text) => {
    const changes = [{ field: 'f', old: value, new: value }];
    const event = { ...exampleEvent, changes };
    const message = toMessage({ event, eventType: 'update', deliveryId });
    expect(message.changes).toEqual([{ field: 'f', old: text, new: text }]);
  });

  it.each([
    ['warning', 'Warning'],
    ['critical', 'Critical'],
  ] as const)('shows that an event is %s', (severity, value) => {
    const event = { ...exampleEvent, severity };
    const { facts } = toMessage({ event, eventType: 'update', deliveryId });
    expect(facts).toContainEqual({ label: 'Severity', value });
  });

  it.each([['info'], [undefined]])(
    'does not show the severity %s',
    severity => {
      const event = { ...exampleEvent, severity } as typeof exampleEvent;
      const { facts } = toMessage({ event, eventType: 'update', deliveryId });
      expect(facts.map(({ label }) => label)).not.toContain('Severity');
    },
  );

  it('shows ten changes and counts the others', () => {
    const of = (count: number, truncated: boolean) => {
      const changes = Array.from({ length: count }, () => change);
      const event = { ...exampleEvent, changes, truncated };
      return toMessage({ event, eventType: 'update', deliveryId });
    };
    expect(of(11, false).changes).toHaveLength(10);
    expect(moreChangesInWords(of(10, false))).toBeUndefined();
    expect(moreChangesInWords(of(11, false))).toBe('+1 more change');
    expect(moreChangesInWords(of(20, true))).toBe('+10 more changes at least');
  });

  it('keeps every line one line, and every text bounded', () => {
    const event = hostileEvent('x\n\u202E'.repeat(10_000));
    const { summary, object, headline, footer, facts, changes } = toMessage({
      event,
      eventType: 'update',
      deliveryId,
    });
    const texts = [
      summary,
      object,
      headline,
      footer,
      ...facts.map(({ value }) => value),
      ...changes.flatMap(Object.values),
    ];
    expect(texts.filter(text => /[\n\u202E]/.test(text))).toEqual([]);
    expect(texts.join('').length).toBeLessThan(12_000);
  });

  it('says that it is a test, and that it was found late', () => {
    const event = { ...exampleEvent, observed: 'catch-up' as const };
    const message = toMessage({
      event,
      eventType: 'update',
      deliveryId,
      test: true,
    });
    expect(message.headline).toBe('Test: K8s Deployment updated');
    expect(message.summary).toMatch(/^Test: \[prod-us\]/);
    expect(message.footer).toBe(
      'apps/v1 Deployment · UPDATE · found after a gap in the watch',
    );
  });
});
