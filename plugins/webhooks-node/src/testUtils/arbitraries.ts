import { WebhookEvent } from '@kubevision/backstage-plugin-webhooks-common';
import fc from 'fast-check';
import { HOSTILE_TEXTS, exampleEvent } from './events';
import { SECRET, SIGNING_SECRET } from './secrets';

const anyText = fc.oneof(
  fc.constantFrom(...HOSTILE_TEXTS),
  fc.string({ unit: 'binary', maxLength: 400 }),
  fc
    .array(fc.constantFrom(...'<>&`*_~[]()@\\#|:/!-"\n\u200B😀a'), {
      maxLength: 400,
    })
    .map(characters => characters.join('')),
);

/** Events that hold anything anywhere. */
export const anyEvent = fc.record<WebhookEvent>({
  event: fc.constantFrom('create', 'update', 'delete', 'scale'),
  cluster: anyText,
  namespace: anyText,
  resource: anyText,
  name: anyText,
  actor: anyText,
  timestamp: fc.constantFrom(exampleEvent.timestamp, 'no time', ''),
  detail: fc.record({ field: anyText, old: anyText, new: anyText }),
  id: fc.uuid(),
  apiVersion: anyText,
  uid: fc.uuid(),
  resourceVersion: fc.constant('1'),
  actorSource: fc.constantFrom('unknown', 'field-manager', 'controller'),
  observed: fc.constantFrom('watch', 'catch-up'),
  changes: fc.array(
    fc.record({
      field: anyText,
      old: fc.oneof(anyText, fc.constant(null), fc.integer()),
      new: fc.oneof(anyText, fc.dictionary(anyText, anyText, { maxKeys: 2 })),
    }),
    { maxLength: 20 },
  ),
  truncated: fc.boolean(),
  severity: fc.constantFrom('info', 'warning', 'critical'),
  labels: fc.dictionary(anyText, anyText, { maxKeys: 3 }),
  entities: fc.array(anyText, { maxLength: 3 }),
});

const anyBody = fc.oneof(
  fc.constantFrom(
    '',
    'ok',
    'OK',
    'null',
    '[]',
    '{}',
    '0',
    '<html>502 Bad Gateway</html>',
    '{"ok":true}',
    '{"ok":false,"error":"no_service"}',
    '{"errcode":"0"}',
    '{"errcode":0',
    '{"code":null}',
    '{"StatusCode":0}',
    '{"success":true}',
    '{"status":1111,"wait":-5}',
    '{"retry_after":"soon"}',
    `{"errcode":310000,"errmsg":"${SECRET}"}`,
    `https://receiver.example/${SECRET} ${SIGNING_SECRET}`,
  ),
  fc.string(),
  fc.json(),
  fc
    .record({ code: fc.integer(), errcode: fc.integer(), msg: fc.string() })
    .map(body => JSON.stringify(body)),
);

/** Answers of any kind, some of which repeat the secrets. */
export const anyResponse = fc.record({
  status: fc.oneof(fc.integer({ min: 100, max: 599 }), fc.integer()),
  headers: fc.oneof(
    fc.dictionary(fc.string(), fc.string()),
    fc.record({
      'retry-after': fc.oneof(fc.string(), fc.constantFrom('2', '-1', '0.5')),
      location: fc.constant(`https://receiver.example/${SECRET}`),
    }),
  ),
  body: anyBody,
});
