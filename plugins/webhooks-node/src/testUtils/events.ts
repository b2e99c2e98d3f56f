import { WebhookEvent } from '@kubevision/backstage-plugin-webhooks-common';

/** The documented example, with the further keys that every event has. */
export const exampleEvent: WebhookEvent = {
  event: 'update',
  cluster: 'prod-us',
  namespace: 'team-alpha',
  resource: 'Deployment',
  name: 'api-server',
  actor: 'alice',
  timestamp: '2026-03-05T10:23:00Z',
  detail: { field: 'spec.replicas', old: 3, new: 5 },
  id: 'e7f3',
  apiVersion: 'apps/v1',
  uid: '6f2d9b1e-0a5c-4a53-9d57-0d4c7f1f2a11',
  resourceVersion: '4711',
  actorSource: 'unknown',
  observed: 'watch',
  changes: [{ field: 'spec.replicas', old: 3, new: 5 }],
  truncated: false,
  severity: 'info',
  labels: { app: 'api-server' },
  entities: ['component:default/api-server'],
};

/** Names that try to ping, to forge a link, to break out of markup or to hide something. */
export const HOSTILE_TEXTS = [
  '<!channel>',
  '<@U012AB3CD> <#C012AB3CD> <!subteam^S1>',
  '<https://evil.example|api-server>',
  '@everyone @here <@&123>',
  '[api-server](https://evil.example)',
  '\\[api-server\\](https://evil.example)',
  '<at id=all></at>',
  '&#60;at id=all&#62;&#60;/at&#62; &lt;!channel&gt;',
  '<@all> @all @13800000000',
  '<font color="warning">down</font>',
  '```\n<!here>\n```',
  '`<!here>` ` `` ```` \\`',
  'line one\r\nline two\n### heading\u2028- item\u0085x',
  '**bold** _it_ ~~no~~ ||spoiler|| > quote # head',
  '\u202Egnp.exe\u202C \u2066x\u2069',
  'a\u200Bb\u200D\uFEFF\u{E0041}',
  '👩‍👩‍👧‍👦🇨🇳👍🏽'.repeat(40),
  'lone \uD83D surrogate \uDE00',
  '"},"text":"<!channel>',
  '://://:// https://evil.example',
  '\\',
  '',
];

/** An event that says the same hostile thing wherever someone in a cluster can say something. */
export function hostileEvent(text: string, changes = 20): WebhookEvent {
  const change = { field: text, old: text, new: { [text]: [text] } };
  return {
    ...exampleEvent,
    cluster: text,
    namespace: text,
    resource: text,
    name: text,
    actor: text,
    actorSource: 'field-manager',
    apiVersion: text,
    detail: change,
    changes: Array.from({ length: changes }, () => change),
    truncated: true,
    severity: 'critical',
    labels: { [text]: text },
    entities: [text],
  };
}

/** A digest of many kinds of change in which the text stands wherever it can. */
function hostileDigest(text: string): WebhookEvent {
  const event = hostileEvent(text, 1);
  const { cluster, event: type, timestamp } = event;
  const groups = (['critical', 'warning', 'info'] as const).flatMap(severity =>
    Array.from({ length: 10 }, (_, i) => ({
      cluster,
      resource: `${text}${i}`,
      event: type,
      severity,
      count: 4,
      names: [1, 2, 3].map(n => `${text}/${text}${n}`),
    })),
  );
  return {
    ...event,
    digest: {
      total: 120,
      from: timestamp,
      until: timestamp,
      groups,
      ungrouped: 0,
    },
  };
}

const summary = '3 replicas, api-server:1.4.2';

/** One event of every shape that the change detection makes, and many that it should not. */
export const fixtureEvents: WebhookEvent[] = [
  exampleEvent,
  { ...exampleEvent, event: 'scale' },
  {
    ...exampleEvent,
    event: 'create',
    detail: { field: 'object', old: null, new: summary },
    changes: [{ field: 'object', old: null, new: summary }],
  },
  {
    ...exampleEvent,
    event: 'delete',
    detail: { field: 'object', old: null, new: null },
    changes: [],
  },
  { ...exampleEvent, namespace: '', resource: 'Node', actor: 'unknown' },
  { ...exampleEvent, timestamp: 'no time', observed: 'catch-up' },
  ...HOSTILE_TEXTS.flatMap(text => [hostileEvent(text), hostileEvent(text, 1)]),
  ...HOSTILE_TEXTS.map(hostileDigest),
  hostileDigest('😀<&>`*_[]()@\\'.repeat(100)),
  hostileEvent('x'.repeat(100_000)),
  hostileEvent('<&>`*_[]()@\\'.repeat(10_000)),
  hostileEvent('😀'.repeat(50_000)),
  hostileEvent('\u200B\n'.repeat(50_000)),
];
