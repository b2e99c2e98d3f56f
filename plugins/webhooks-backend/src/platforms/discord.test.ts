import { checkUrlOf, judgeWith, requestOf } from './__testUtils__/requests';
import { discord, escapeDiscord } from './discord';

const url = 'https://discord.com/api/webhooks/123/token';

describe('discord', () => {
  it('sends the documented example as an embed that pings nobody', () => {
    expect(requestOf(discord, { url }).json).toEqual({
      username: 'K8s changes',
      allowed_mentions: { parse: [] },
      embeds: [
        {
          title: '✏️ K8s Deployment updated: team-alpha/api-server',
          description: '**spec.replicas**\n`3` → `5`',
          color: 15512110,
          fields: [
            { name: 'Cluster', value: 'prod-us', inline: true },
            { name: 'Namespace', value: 'team-alpha', inline: true },
            { name: 'Changed by', value: 'alice', inline: true },
          ],
          footer: { text: 'apps/v1 Deployment · UPDATE' },
          timestamp: '2026-03-05T10:23:00Z',
        },
      ],
    });
  });

  it('asks Discord to answer after the message was saved', () => {
    expect(requestOf(discord, { url }).url).toBe(`${url}?wait=true`);
    expect(
      requestOf(discord, { url: `${url}?thread_id=9&wait=false` }).url,
    ).toBe(`${url}?thread_id=9&wait=true`);
  });

  it.each([
    ['api_server', 'api\\_server'],
    ['[x](https://evil.example)', '\\[x\\]\\(https:\u200B//evil.example\\)'],
    ['@everyone', '@\u200Beveryone'],
    ['- item', '\\- item'],
    ['# head', '\\# head'],
    ['prod-us', 'prod-us'],
    ['a\\`b', 'a\\\\\\`b'],
  ])('escapes %s', (text, expected) => {
    expect(escapeDiscord(text)).toBe(expected);
  });

  it.each([
    [204, ''],
    [200, '{"id":"1099","type":0}'],
  ])('takes %s %s for success', (status, body) => {
    expect(judgeWith(discord, { status, body })).toEqual({
      outcome: 'delivered',
    });
  });

  it.each([
    [401, '{"message":"Invalid Webhook Token","code":50027}', 'owner'],
    [404, '{"message":"Unknown Webhook","code":10015}', 'owner'],
    [400, '{"message":"thread","code":220001}', 'owner'],
    [403, '{"message":"Forbidden","code":0}', 'owner'],
    [404, '<html>', 'owner'],
    [400, '{"message":"Cannot send an empty message","code":50006}', 'payload'],
    [400, '{"message":"Invalid Form Body","code":50035}', 'payload'],
    [400, '{"message":"new","code":1}', 'payload'],
  ])('judges %s %s: the %s must act', (status, body, blame) => {
    expect(judgeWith(discord, { status, body })).toMatchObject({
      outcome: 'rejected',
      blame,
    });
  });

  it.each([
    ['{"message":"slow","retry_after":0.3005,"global":false}', {}, 301],
    ['{"retry_after":1.5}', { 'retry-after': '9' }, 1500],
    ['<html>edge</html>', { 'retry-after': '9' }, 9000],
    ['', { 'x-ratelimit-reset-after': '0.25' }, 250],
    ['', {}, undefined],
  ])('waits after 429 %s', (body, headers: Record<string, string>, afterMs) => {
    const verdict = judgeWith(discord, { status: 429, headers, body });
    expect(verdict).toMatchObject({ outcome: 'retry', scope: 'receiver' });
    expect(verdict).toHaveProperty('afterMs', afterMs);
  });

  it.each([
    ['0', '1.7', 1700],
    ['3', '1.7', undefined],
    ['0', 'soon', undefined],
  ])(
    'pauses after a message that left %s of the bucket, which is full again in %s s',
    (remaining, resetAfter, pauseMs) => {
      const headers = {
        'x-ratelimit-remaining': remaining,
        'x-ratelimit-reset-after': resetAfter,
      };
      expect(judgeWith(discord, { status: 204, headers })).toEqual(
        pauseMs ? { outcome: 'delivered', pauseMs } : { outcome: 'delivered' },
      );
    },
  );

  it.each([
    ['https://discord.com/api/webhooks/1/x', 'right'],
    ['https://canary.discord.com/api/v10/webhooks/1/x?thread_id=2', 'right'],
    ['http://127.0.0.1:7020/api/webhooks/1/x', 'right'],
    ['https://discord.com/api/webhooks/1/x/slack', 'without that ending'],
    ['https://discord.com/api/webhooks/1/x/github', 'without that ending'],
    ['https://discord.com/channels/1/2', 'the id and the token'],
  ])('checks %s', (candidate, problem) => {
    expect(checkUrlOf(discord, candidate)).toContain(problem);
  });
});
