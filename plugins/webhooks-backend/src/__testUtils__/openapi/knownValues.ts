import fc, { Arbitrary } from 'fast-check';
import { encodeCursor } from '../../router/cursor';
import { certificateFor } from '../certificates';
import { Known } from './arbitraryOf';

/** Stands for an id that some answer told, which is put there when the request is sent. */
export interface KnownId {
  kind: (typeof KINDS)[number];
  n: number;
}

const KINDS = ['webhook', 'delivery', 'recovery'] as const;

/** Whether a value is a {@link KnownId}, and was not made something else of. */
export function isKnownId(value: unknown): value is KnownId {
  const { kind, n } = Object(value);
  return KINDS.includes(kind) && Number.isInteger(n);
}

const idOf = (kind: KnownId['kind']): Arbitrary<KnownId> =>
  fc.nat().map(n => ({ kind, n }));

const someOf = (...values: string[]) =>
  fc.array(fc.constantFrom(...values), { maxLength: 3 });

const cursors = fc.constantFrom(
  'garbage',
  ...['0', '5', 'slack', '-1', '1e99', 'NaN', '\u0001'].map(encodeCursor),
);

/**
 * Values by the names of keys and parameters, by which requests get far enough to do something.
 *
 * @param urls - of receivers; nothing else is ever sent to
 */
export function knownValues(urls: Readonly<Record<string, string>>): Known {
  return {
    id: idOf('webhook'),
    deliveryId: idOf('delivery'),
    recoveryId: idOf('recovery'),
    eventId: fc.constantFrom('event-1', 'event-2', 'none', 'a\0b', '%', 'ü'),
    platform: fc.constantFrom(...Object.keys(urls), 'http', 'http', 'nosuch'),
    url: fc.constantFrom(
      ...Object.values(urls),
      ...Array(6).fill(urls.http),
      'http://10.0.0.1/x',
      'ftp://127.0.0.1/x',
      'http://a:b@127.0.0.1/x',
      'nonsense',
    ),
    secret: fc.constantFrom('inbox-secret', 'x'.repeat(1024), 'a\0b'),
    clientCertificate: fc.constantFrom(null, certificateFor('portal'), {
      certificate: 'nonsense',
      key: 'nonsense',
    }),
    timeZone: fc.constantFrom('Europe/Berlin', 'UTC', 'Mars/Phobos'),
    cluster: fc.constantFrom('prod-us', 'prod-*', '!staging'),
    clusters: someOf('prod-us', 'prod-*', '!staging', '*'),
    resource: fc.constantFrom('Deployment', 'Certificate.cert-manager.io'),
    resources: someOf('Deployment', '*.apps', '!Pod', 'Watch', '*'),
    namespace: fc.constantFrom('team-alpha', 'team-*', '!kube-*'),
    namespaces: someOf('team-alpha', 'team-*', '!kube-*', '*'),
    names: someOf('api-server', 'api-*', '!*-canary', '*'),
    label: fc.constantFrom('app=web', 'tier in (a, b)', '!canary', 'a b c'),
    labels: someOf('app=web', 'tier in (a, b)', '!canary', '*', 'a b c'),
    owners: someOf('group:platform', 'platform', '*', 'a/b/c'),
    systems: someOf('payments', 'system:default/payments', '*'),
    entity: fc.constantFrom('component:default/api-server', 'a:b/c'),
    ids: fc.constantFrom('a,b', 'a', ',', 'a\0b'),
    number: fc.constantFrom('1', '0', 'x'),
    undoSeconds: fc.constantFrom(0, 1, 300),
    cursor: cursors,
    after: fc.oneof(cursors, fc.constant('latest')),
    wait: fc.constantFrom(0, 0.001),
    'Idempotency-Key': fc.constantFrom('a', 'b', '"b"', 'c', 'd', 'e'),
    'If-Match': fc.constantFrom('*', '"x"', 'W/"x"', 'x, "y"'),
  };
}
