import { createHmac } from 'node:crypto';
import { once } from 'node:events';
import { connect } from 'node:net';
import { Inbox, startInbox } from './Inbox';

const slackSection = (text: string) => ({
  text: 'hello',
  blocks: [{ type: 'section', text: { type: 'mrkdwn', text } }],
});

describe('inbox', () => {
  let inbox: Inbox;

  beforeEach(async () => {
    inbox = await startInbox();
  });

  afterEach(async () => {
    await inbox.stop();
  });

  async function post(url: string, body: unknown, headers = {}) {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    });
    const text = await response.text();
    return { status: response.status, text };
  }

  it.each<[string, number, string, unknown, string?]>([
    ['slack', 200, 'ok', { text: 'hello' }],
    ['slack', 400, 'no_text', {}],
    ['slack', 400, 'invalid_payload', 'no json'],
    ['slack', 400, 'invalid_blocks', slackSection('x'.repeat(3001))],
    ['slack', 200, 'ok', slackSection('x'.repeat(3000))],
    ['slack', 200, 'ok', { text: 'hello', blocks: 'none' }],
    ['discord', 400, '50035', { embeds: [{ title: 'x'.repeat(257) }] }],
    [
      'discord',
      200,
      '"id"',
      { embeds: [{ title: 'x'.repeat(256) }] },
      '?wait=true',
    ],
    ['discord', 400, 'no message', { embeds: [null] }],
    ['discord', 204, '', { content: 'hello' }],
    ['discord', 400, '50006', {}],
    ['discord', 400, '50035', { embeds: [{ title: 'x'.repeat(6001) }] }],
    ['discord', 400, 'Form', { embeds: [{ fields: [{ name: 'a' }] }] }],
    ['dingtalk', 200, '"errcode":0', { msgtype: 'markdown' }],
    ['dingtalk', 200, '40035', {}],
    ['dingtalk', 200, '460101', { msgtype: 'text', x: 'x'.repeat(20_000) }],
    ['feishu', 200, '"code":0', { msg_type: 'interactive' }],
    ['feishu', 200, '9499', {}],
    ['wecom', 200, '"errcode":0', { markdown: { content: 'hello' } }],
    ['wecom', 200, '40058', { markdown: { content: '字'.repeat(1400) } }],
    ['wecom', 200, '44004', {}],
    ['http', 200, 'received', {}],
  ])(
    'answers as %s would: %i %s',
    async (platform, status, text, body, query = '') => {
      const answer = await post(inbox.targets[platform] + query, body);
      expect(answer.status).toBe(status);
      expect(answer.text).toContain(text);
      expect(inbox.received).toMatchObject([{ platform, answer: { status } }]);
    },
  );

  it('verifies the signature of custom HTTP', async () => {
    const body = '{"event":"scale"}';
    const sign = (secret: string) =>
      `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`;
    const header = (value: string) => ({ 'X-KubeVision-Signature': value });

    expect(
      (await post(inbox.targets.http, body, header(sign(inbox.secret)))).status,
    ).toBe(200);
    expect(
      (await post(inbox.targets.http, body, header(sign('other')))).status,
    ).toBe(401);
    await post(inbox.targets.http, body);
    expect(inbox.received.map(arrival => arrival.verification)).toEqual([
      'valid',
      'invalid',
      'unsigned',
    ]);
  });

  it.each(['dingtalk', 'feishu'])(
    'refuses a wrong sign of %s',
    async platform => {
      const now = Date.now();
      const isDingTalk = platform === 'dingtalk';
      const url = isDingTalk
        ? `${inbox.targets.dingtalk}&timestamp=${now}&sign=wrong`
        : inbox.targets.feishu;
      const body = isDingTalk
        ? { msgtype: 'markdown' }
        : {
            msg_type: 'text',
            timestamp: `${Math.floor(now / 1000)}`,
            sign: 'wrong',
          };
      expect((await post(url, body)).text).toMatch(/310000|19021/);
      expect(inbox.received[0].verification).toBe('invalid');
    },
  );

  it('shows what arrived, and runs none of it', async () => {
    await post(inbox.targets.slack, { text: '<script>alert(1)</script>' });
    const page = await (await fetch(inbox.url)).text();
    expect(page).toContain('&lt;script&gt;alert(1)&lt;/script&gt;');
    expect(page).not.toContain('<script>alert');
  });

  it('outlives senders that go away, send too much or send no path', async () => {
    const { port } = new URL(inbox.url);
    const socket = connect(Number(port), '127.0.0.1');
    socket.end('POST /http HTTP/1.1\r\nhost: x\r\ncontent-length: 9\r\n\r\n{');
    await once(socket.resume(), 'close');
    const large = await post(inbox.targets.http, 'x'.repeat(1024 * 1024 + 1));
    expect(large.status).toBe(413);
    expect((await post(`${inbox.url}//x`, '')).status).toBe(404);
    expect((await post(inbox.targets.http, {})).status).toBe(200);
  });

  it('answers once as it was told to, then as before', async () => {
    inbox.answerNext({
      status: 503,
      body: 'busy',
      headers: { 'retry-after': '7' },
    });
    expect(await post(inbox.targets.slack, { text: 'a' })).toEqual({
      status: 503,
      text: 'busy',
    });
    expect((await post(inbox.targets.slack, { text: 'a' })).status).toBe(200);
  });

  it('forgets, and keeps the newest 200', async () => {
    for (let i = 0; i < 205; i++)
      await post(inbox.targets.slack, { text: `${i}` });
    const received = async () =>
      (await (await fetch(`${inbox.url}/received`)).json()) as any[];
    expect((await received()).map(a => a.number)).toEqual(
      Array.from({ length: 200 }, (_, i) => i + 6),
    );
    await fetch(`${inbox.url}/received`, { method: 'DELETE' });
    expect(await received()).toEqual([]);
  });
});
