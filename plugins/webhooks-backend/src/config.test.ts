import { ConfigReader } from '@backstage/config';
import type { Config as DocumentedConfig } from '../config';
import { readWebhooksOptions } from './config';

const secret = Buffer.alloc(32, 'k').toString('base64');
const read = (webhooks: object) =>
  readWebhooksOptions(new ConfigReader({ webhooks } as any));

const DAY = 24 * 3_600_000;

describe('readWebhooksOptions', () => {
  it('needs nothing but a key', () => {
    expect(read({ secrets: { keys: [{ id: 'one', secret }] } })).toEqual({
      permissionsEnabled: false,
      secretKeys: [{ id: 'one', key: Buffer.alloc(32, 'k') }],
      allowedReceivers: [],
      timeoutMs: 10_000,
      extraResources: [],
      excludedCustomResources: [],
      serverSideAuthProviders: [],
      stalledAfterMs: 120_000,
      audit: { clusters: [], graceMs: 5_000, usernamePrefix: undefined },
      retention: {
        events: { ageMs: 7 * DAY, count: 1_000_000 },
        deliveries: { ageMs: 30 * DAY, count: 1_000_000 },
        failedDeliveries: { ageMs: 90 * DAY, count: 250_000 },
      },
      publishesEvents: true,
    });
  });

  it('reads what is kept, each limit by itself', () => {
    const { retention, publishesEvents } = read({
      secrets: { keys: [{ id: 'one', secret }] },
      retention: {
        events: { age: '2d', count: 5_000 },
        failedDeliveries: { age: { days: 365 } },
      },
      events: { publish: false },
    });
    expect(retention).toEqual({
      events: { ageMs: 2 * DAY, count: 5_000 },
      deliveries: { ageMs: 30 * DAY, count: 1_000_000 },
      failedDeliveries: { ageMs: 365 * DAY, count: 250_000 },
    });
    expect(publishesEvents).toBe(false);
  });

  it.each([
    [{ events: { age: '1h' } }, /events\.age must be at least a day/],
    [{ deliveries: { count: 0 } }, /deliveries\.count must be a whole number/],
  ])('refuses to keep %j', (retention, message) => {
    const keys = [{ id: 'one', secret }];
    expect(() => read({ secrets: { keys }, retention })).toThrow(message);
  });

  it('reads durations and resources', () => {
    expect(
      read({
        secrets: { keys: [{ id: 'one', secret }] },
        delivery: { timeout: { seconds: 5 } },
        kubernetes: {
          extraResources: [{ kind: 'Endpoints' }],
          watch: { silence: '3m', stalledAfter: { minutes: 5 } },
        },
      }),
    ).toMatchObject({
      timeoutMs: 5_000,
      watchSilenceMs: 180_000,
      stalledAfterMs: 300_000,
      extraResources: [{ group: '', kind: 'Endpoints' }],
    });
  });

  it('reads whose API servers report, and by which tokens', () => {
    const cluster = {
      name: 'prod-us',
      tokens: ['an-old-token-....', 'a-new-token-.....'],
    };
    expect(
      read({
        secrets: { keys: [{ id: 'one', secret }] },
        audit: { clusters: [cluster], grace: '2s', usernamePrefix: 'oidc:' },
      }).audit,
    ).toEqual({ clusters: [cluster], graceMs: 2_000, usernamePrefix: 'oidc:' });
  });

  it.each([
    ['no token', [{ name: 'a', tokens: [] }], /clusters\[0\]\.tokens is empty/],
    [
      'a token that can be guessed',
      [{ name: 'a', tokens: ['planted'] }],
      /^(?!.*planted).*clusters\[0\]\.tokens holds one of fewer than 16/,
    ],
    [
      'a cluster twice',
      ['a', 'a'].map(name => ({ name, tokens: ['x'.repeat(16)] })),
      /webhooks\.audit\.clusters holds 'a' twice/,
    ],
  ])('refuses %s', (_, clusters, message) => {
    const keys = [{ id: 'one', secret }];
    expect(() => read({ secrets: { keys }, audit: { clusters } })).toThrow(
      message,
    );
  });

  it('refuses a grace in which people would take a webhook for broken', () => {
    const keys = [{ id: 'one', secret }];
    const audit = { grace: { hours: 1 } };
    expect(() => read({ secrets: { keys }, audit })).toThrow(
      /webhooks\.audit\.grace must be at most 5 minutes/,
    );
  });

  it.each([
    ['all', true, []],
    ['none', false, ['*']],
    ['all', {}, []],
    [
      'all but some',
      { exclude: ['*.example.com', 'Foo.bar.io'] },
      ['*.example.com', 'Foo.bar.io'],
    ],
  ])('lets %s custom resources be watched', (_name, value, expected) => {
    const { excludedCustomResources } = read({
      secrets: { keys: [{ id: 'one', secret }] },
      kubernetes: { customResources: value },
    });
    expect(excludedCustomResources).toEqual(expected);
  });

  it.each([
    ['no key', {}, /webhooks\.secrets\.keys is missing.*openssl rand/],
    [
      'a key whose environment variable is not set',
      { secrets: { keys: [{ id: 'one' }] } },
      /webhooks\.secrets\.keys\[0\]\.secret is missing.*environment variable.*openssl rand/,
    ],
    [
      'what is no list of ports',
      {
        secrets: { keys: [{ id: 'one', secret }] },
        delivery: { allowedPorts: [443, 70_000] },
      },
      /webhooks\.delivery\.allowedPorts must be a list of ports/,
    ],
    [
      'a short key',
      { secrets: { keys: [{ id: 'one', secret: 'c2hvcnQ=' }] } },
      /webhooks\.secrets\.keys\[0\]\.secret must be 32 bytes.*it is 5 bytes/,
    ],
    [
      'an id that would not survive sealing',
      { secrets: { keys: [{ id: 'a.b', secret }] } },
      /webhooks\.secrets\.keys\[0\]\.id may hold letters/,
    ],
    [
      'an id used twice',
      {
        secrets: {
          keys: [
            { id: 'a', secret },
            { id: 'a', secret },
          ],
        },
      },
      /holds the id 'a' twice/,
    ],
  ])('refuses %s and says what to do', (_, webhooks, message) => {
    expect(() => read(webhooks)).toThrow(message);
  });

  it('never repeats a key in an error', () => {
    expect(() =>
      read({ secrets: { keys: [{ id: 'one', secret: 'cGxhbnRlZA==' }] } }),
    ).toThrow(
      expect.not.objectContaining({
        message: expect.stringContaining('cGxhbnRlZA'),
      }),
    );
  });

  /** Every key of config.d.ts, with something that it cannot be. */
  const WRONG: readonly (readonly [key: string, webhooks: object])[] = [
    ['webhooks.secrets.keys', { secrets: { keys: 'one' } }],
    ['webhooks.secrets.keys[0].id', { secrets: { keys: [{ secret }] } }],
    [
      'webhooks.secrets.keys[0].secret',
      { secrets: { keys: [{ id: 'one', secret: 5 }] } },
    ],
    [
      'webhooks.delivery.allowedReceivers',
      { delivery: { allowedReceivers: '127.0.0.1' } },
    ],
    ['webhooks.delivery.allowedPorts', { delivery: { allowedPorts: 443 } }],
    ['webhooks.delivery.timeout', { delivery: { timeout: 'soon' } }],
    ['webhooks.delivery.timeout', { delivery: { timeout: { seconds: 0 } } }],
    ['webhooks.delivery.disableAfter', { delivery: { disableAfter: true } }],
    [
      'webhooks.delivery.disableAfter',
      { delivery: { disableAfter: { days: -1 } } },
    ],
    [
      'webhooks.kubernetes.customResources',
      { kubernetes: { customResources: 'none' } },
    ],
    [
      'webhooks.kubernetes.customResources.exclude',
      { kubernetes: { customResources: { exclude: 'Foo.bar.io' } } },
    ],
    [
      'webhooks.kubernetes.extraResources',
      { kubernetes: { extraResources: 'Endpoints' } },
    ],
    [
      'webhooks.kubernetes.extraResources[0].kind',
      { kubernetes: { extraResources: [{ group: 'policy' }] } },
    ],
    [
      'webhooks.kubernetes.extraResources[0].group',
      { kubernetes: { extraResources: [{ kind: 'A', group: 1 }] } },
    ],
    [
      'webhooks.kubernetes.extraResources[0].version',
      { kubernetes: { extraResources: [{ kind: 'A', version: 1 }] } },
    ],
    [
      'webhooks.kubernetes.serverSideAuthProviders',
      { kubernetes: { serverSideAuthProviders: 'mine' } },
    ],
    [
      'webhooks.kubernetes.watch.silence',
      { kubernetes: { watch: { silence: 'long' } } },
    ],
    [
      'webhooks.kubernetes.watch.stalledAfter',
      { kubernetes: { watch: { stalledAfter: { minutes: 0 } } } },
    ],
    ...['events', 'deliveries', 'failedDeliveries'].flatMap(
      kept =>
        [
          [`webhooks.retention.${kept}.age`, keep(kept, { age: 'a week' })],
          [`webhooks.retention.${kept}.age`, keep(kept, { age: '1h' })],
          [`webhooks.retention.${kept}.count`, keep(kept, { count: 'many' })],
          [`webhooks.retention.${kept}.count`, keep(kept, { count: 1.5 })],
        ] as const,
    ),
    ['webhooks.events.publish', { events: { publish: 'perhaps' } }],
    ['webhooks.audit.clusters', { audit: { clusters: 'prod-us' } }],
    [
      'webhooks.audit.clusters[0].name',
      { audit: { clusters: [{ tokens: ['x'.repeat(16)] }] } },
    ],
    [
      'webhooks.audit.clusters[0].tokens',
      { audit: { clusters: [{ name: 'prod-us' }] } },
    ],
    ['webhooks.audit.grace', { audit: { grace: { seconds: -1 } } }],
    ['webhooks.audit.usernamePrefix', { audit: { usernamePrefix: 5 } }],
  ];

  it.each(WRONG)('names the key %s when it is wrong: %j', (key, webhooks) => {
    const keys = [{ id: 'one', secret }];
    expect(() => read({ secrets: { keys }, ...webhooks })).toThrow(
      expect.objectContaining({ message: expect.stringContaining(key) }),
    );
  });
});

/** With all that may be left out, and so the compiler asks for each key of config.d.ts. */
type Whole<T> = T extends readonly (infer Item)[]
  ? Whole<Item>[]
  : T extends object
  ? { [Key in keyof T]-?: Whole<T[Key]> }
  : T;

const EVERY_KEY: Whole<DocumentedConfig>['webhooks'] = {
  secrets: { keys: [{ id: 'one', secret }] },
  delivery: {
    allowedReceivers: ['127.0.0.1'],
    allowedPorts: [443],
    timeout: '10s',
    disableAfter: '5d',
  },
  kubernetes: {
    customResources: { exclude: ['Foo.bar.io'] },
    extraResources: [{ group: 'policy', version: 'v1', kind: 'A' }],
    serverSideAuthProviders: ['mine'],
    watch: { silence: '3m', stalledAfter: '2m' },
  },
  retention: {
    events: { age: '7d', count: 1 },
    deliveries: { age: '7d', count: 1 },
    failedDeliveries: { age: '7d', count: 1 },
  },
  events: { publish: true },
  audit: {
    clusters: [{ name: 'prod-us', tokens: ['x'.repeat(16)] }],
    grace: '5s',
    usernamePrefix: 'oidc:',
  },
};

/** Every section, with a key in it that there is not. */
function* withUnknownKey(
  value: unknown,
  at = 'webhooks',
): Generator<[at: string, known: string[], changed: unknown]> {
  if (Array.isArray(value) && typeof value[0] === 'object') {
    for (const [path, known, item] of withUnknownKey(value[0], `${at}[0]`)) {
      yield [path, known, [item]];
    }
  } else if (typeof value === 'object' && !Array.isArray(value) && value) {
    yield [at, Object.keys(value), { ...value, qqqqqqqqqqqq: 1 }];
    for (const [key, part] of Object.entries(value)) {
      for (const [path, known, inner] of withUnknownKey(part, `${at}.${key}`)) {
        yield [path, known, { ...value, [key]: inner }];
      }
    }
  }
}

function errorOf(action: () => unknown): Error {
  try {
    action();
  } catch (error) {
    return error as Error;
  }
  throw new Error('It did not fail');
}

describe('the keys of config.d.ts', () => {
  /** Read by modules. */
  const ELSEWHERE = ['roles', 'platforms', 'sources'];

  it('are all read', () => {
    expect(() => read(EVERY_KEY)).not.toThrow();
  });

  it.each([...withUnknownKey(EVERY_KEY)])(
    'are the only ones of %s',
    (at, known, webhooks) => {
      const all = at === 'webhooks' ? [...known, ...ELSEWHERE] : known;
      const { message } = errorOf(() => read(webhooks as object));
      const [before, listed] = message.split('; the keys there are ');
      expect(before).toMatch(`${at}.qqqqqqqqqqqq is no key`);
      expect(listed.split(', ').sort()).toEqual([...all].sort());
    },
  );

  it('may be left to modules', () => {
    const elsewhere = Object.fromEntries(ELSEWHERE.map(key => [key, { a: 1 }]));
    expect(() => read({ ...EVERY_KEY, ...elsewhere })).not.toThrow();
  });

  it('are named when one is misspelt', () => {
    expect(() =>
      read({ ...EVERY_KEY, delivery: { alowedReceivers: ['10.0.0.0/8'] } }),
    ).toThrow(
      /webhooks\.delivery\.alowedReceivers is no key.*did you mean webhooks\.delivery\.allowedReceivers\?/,
    );
  });
});

function keep(what: string, limit: object) {
  return { retention: { [what]: limit } };
}
