import { checkUrlOf, judgeWith, requestOf } from './__testUtils__/requests';
import { escapeWecom, wecom } from './wecom';

const url = 'https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=uuid';

const answer = (errcode: number, errmsg: string) => ({
  body: JSON.stringify({ errcode, errmsg }),
});

describe('wecom', () => {
  it('sends the documented example as markdown', () => {
    const request = requestOf(wecom, { url });
    expect(request.url).toBe(url);
    expect(request.json).toEqual({
      msgtype: 'markdown',
      markdown: {
        content: [
          '### ✏️ K8s Deployment updated',
          '**team-alpha/api-server**',
          '> Change: spec.replicas <font color="comment">3</font> → <font color="info">5</font>',
          '> Cluster: `prod-us`',
          '> Namespace: `team-alpha`',
          '> Changed by: `alice`',
          '> Time: `2026-03-05 10:23:00 UTC`',
        ].join('\n'),
      },
    });
  });

  it('shortens a message to its bytes, and says what is missing', () => {
    const change = { field: 'data', old: '集'.repeat(200), new: null };
    const changes = Array.from({ length: 20 }, () => change);
    const { json } = requestOf(wecom, { url, event: { changes } });
    const { content } = json.markdown;
    expect(Buffer.byteLength(content)).toBeLessThanOrEqual(4096);
    expect(Buffer.byteLength(content)).toBeGreaterThan(2500);
    expect(content).toContain('+10 more changes');
    expect(content).toContain('…');
  });

  it('escapes mentions and fonts by look-alikes', () => {
    expect(escapeWecom('<@all> `[a](b)`')).toBe('＜@all＞ ｀［a］（b）｀');
  });

  it('sends text as it is, never as \\u escapes', () => {
    const { body } = requestOf(wecom, { url, event: { name: 'größe<b>' } });
    expect(body).toContain('größe＜b＞');
    expect(body).not.toContain('\\u');
  });

  it('takes only errcode 0 for success', () => {
    expect(judgeWith(wecom, answer(0, 'ok'))).toEqual({ outcome: 'delivered' });
    expect(judgeWith(wecom, answer(1, 'ok')).outcome).toBe('rejected');
  });

  it.each([
    [-1, 'system busy', undefined],
    [45009, 'api freq out of limit', 60_000],
  ])('tries again after %s %s', (code, text, afterMs) => {
    const verdict = judgeWith(wecom, answer(code, text));
    expect(verdict).toMatchObject({
      outcome: 'retry',
      ...(afterMs && { scope: 'receiver' }),
    });
    expect(verdict).toHaveProperty('afterMs', afterMs);
  });

  it.each([
    [93000, 'invalid webhook url, hint: [1], from ip: 1.2.3.4', 'owner'],
    [93004, 'disabled', 'owner'],
    [93008, 'not in group', 'owner'],
    [40008, 'invalid message type', 'payload'],
    [40058, 'markdown.content exceed max length 4096', 'payload'],
    [44004, 'empty content', 'payload'],
    [40035, 'invalid parameter', 'payload'],
    [40999, 'Warning: wrong json format.', 'payload'],
  ])('judges %s %s: the %s must act', (code, text, blame) => {
    expect(judgeWith(wecom, answer(code, text))).toMatchObject({
      outcome: 'rejected',
      blame,
    });
  });

  it.each([
    [url, 'right'],
    ['https://qyapi.weixin.qq.com/cgi-bin/webhook/send', 'no key'],
    ['https://qyapi.weixin.qq.com/cgi-bin/gettoken?key=x', 'webhook/send'],
  ])('checks %s', (candidate, problem) => {
    expect(checkUrlOf(wecom, candidate)).toContain(problem);
  });
});
