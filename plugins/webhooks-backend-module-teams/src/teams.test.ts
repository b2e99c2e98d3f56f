import { Message, toMessage } from '@kubevision/backstage-plugin-webhooks-node';
import {
  SECRET,
  describePlatform,
  exampleEvent,
} from '@kubevision/backstage-plugin-webhooks-node/testUtils';
import { teams } from './teams';

const INVOKE = 'triggers/manual/paths/invoke?api-version=1&sp=%2Ftriggers';
const HOST = 'https://prod-07.westeurope.logic.azure.com:443';
const URL_OF_WORKFLOW = `${HOST}/workflows/0af1/${INVOKE}&sv=1.0&sig=${SECRET}`;
const NOW = new Date('2026-03-05T10:23:05Z');

/** All that stands anywhere in a card, of a kind. */
function objectsOf(value: unknown): any[] {
  if (typeof value !== 'object' || value === null) return [];
  return [value, ...Object.values(value).flatMap(objectsOf)];
}

describePlatform(teams, {
  url: URL_OF_WORKFLOW,
  acceptsAnyBody: true,
  tooLarge: (_, bytes) => [bytes > 28 * 1024].filter(Boolean),
  dangers: body => {
    const all = objectsOf(body);
    return [
      // Mentions need entities, and buttons open links.
      ...all.filter(({ entities, actions, selectAction }) =>
        [entities, actions, selectAction].some(Boolean),
      ),
      // What knows Markdown.
      ...all.filter(({ type }) => type === 'TextBlock' || type === 'FactSet'),
      ...all.flatMap(({ text = '' }) => [...text.matchAll(/:\/\//g)]),
    ];
  },
});

function cardOf(message: Message) {
  const { body } = teams.toRequest(message, { url: URL_OF_WORKFLOW }, NOW);
  const { type, attachments } = JSON.parse(body);
  expect(type).toBe('message');
  expect(attachments).toHaveLength(1);
  expect(attachments[0].contentType).toBe(
    'application/vnd.microsoft.card.adaptive',
  );
  return attachments[0].content;
}

describe('Microsoft Teams', () => {
  it('gets an adaptive card in a message', () => {
    const card = cardOf(
      toMessage({ event: exampleEvent, eventType: 'scale', deliveryId: 'd1' }),
    );
    expect(card).toMatchObject({ type: 'AdaptiveCard', version: '1.5' });
    expect(card.fallbackText).toBe(
      '[prod-us] Deployment team-alpha/api-server scaled by alice: spec.replicas 3 → 5',
    );
    const lines = card.body.map(({ inlines }: any) =>
      inlines.map(({ text }: any) => text).join(''),
    );
    expect(lines).toEqual([
      '📏 K8s Deployment scaled: team-alpha/api-server',
      'Cluster: prod-us',
      'Namespace: team-alpha',
      'Changed by: alice',
      'Time: 2026-03-05 10:23:00 UTC',
      'spec.replicas 3 → 5',
      'apps/v1 Deployment · SCALE',
    ]);
    expect(card.body[0].inlines[0].color).toBe('accent');
  });

  it.each([
    [URL_OF_WORKFLOW, /^right$/],
    [
      `https://default0.e1.environment.api.powerplatform.com:443/powerautomate/automations/direct/workflows/0af1/${INVOKE}&sig=x`,
      /^right$/,
    ],
    [`${HOST}/workflows/0af1`, /not the whole URL/],
    [`${HOST}/workflows/0af1/${INVOKE}`, /no signature/],
  ])('takes the URL of a workflow, whole: %#', (url, problem) => {
    expect(teams.checkUrl?.(new URL(url)) ?? 'right').toMatch(problem);
  });

  it.each([
    [202, '', 'delivered'],
    [200, 'ok', 'delivered'],
    [401, '', 'rejected by its owner'],
    [403, '', 'rejected by its owner'],
    [404, '{"error":{"code":"WorkflowNotFound"}}', 'rejected by its owner'],
    [400, '', 'rejected by its payload'],
    [429, '', 'retry'],
    [502, '', 'retry'],
  ])('answering %i %s means %s', (status, body, expected) => {
    const verdict = teams.judge({ status, headers: {}, body }, NOW);
    const blame =
      verdict.outcome === 'rejected' ? ` by its ${verdict.blame}` : '';
    expect(verdict.outcome + blame).toBe(expected);
  });

  it('is waited for as long as it asks', () => {
    const headers = { 'retry-after': '12' };
    expect(teams.judge({ status: 429, headers, body: '' }, NOW)).toMatchObject({
      outcome: 'retry',
      afterMs: 12_000,
    });
  });
});
