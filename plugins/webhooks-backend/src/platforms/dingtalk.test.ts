import {
  NOW,
  checkUrlOf,
  judgeWith,
  requestOf,
} from './__testUtils__/requests';
import { dingtalk, escapeDingtalk, signDingtalk } from './dingtalk';

const url = 'https://oapi.dingtalk.com/robot/send?access_token=token';

const answer = (errcode: number, errmsg: string) => ({
  body: JSON.stringify({ errcode, errmsg }),
});

describe('dingtalk', () => {
  it('sends the documented example as a card that pings nobody', () => {
    const request = requestOf(dingtalk, { url });
    expect(request.url).toBe(url);
    expect(request.json).toEqual({
      msgtype: 'markdown',
      markdown: {
        title: 'K8s Deployment updated: team-alpha/api-server',
        text: '### ✏️ K8s Deployment updated\n\n**team-alpha/api-server**\n\n- **Change**: spec.replicas 3 → 5\n- **Cluster**: prod-us\n- **Namespace**: team-alpha\n- **Changed by**: alice\n- **Time**: 2026-03-05 10:23:00 UTC',
      },
      at: { isAtAll: false },
    });
  });

  it.each([
    ['xxx', 1661860880, 'dIUMcehSFkPlWOGqwoP5EFcartyN67QSY9wbVW+hTbE='],
    [
      'this is secret',
      1577262236757,
      decodeURIComponent('hmPWwU%2B7lVdm3ZZz0r9tSfx0L4Q26jWOZr9%2BGs6EZQM%3D'),
    ],
  ])('signs as the published vectors do: %s', (secret, timestamp, sign) => {
    expect(signDingtalk(secret, timestamp)).toBe(sign);
  });

  it('puts time and signature into the query, encoded once', () => {
    const request = requestOf(dingtalk, { url, secret: 'this is secret' });
    const query = new URL(request.url).searchParams;
    expect(query.get('access_token')).toBe('token');
    expect(query.get('timestamp')).toBe(String(NOW.getTime()));
    expect(query.get('sign')).toBe(
      signDingtalk('this is secret', NOW.getTime()),
    );
    expect(request.url).not.toMatch(/[+]|%25/);
    expect(request.json).not.toHaveProperty('sign');
  });

  it('escapes by look-alikes', () => {
    expect(escapeDingtalk('containers[name=web] @all <b> a\\')).toBe(
      'containers［name=web］ @\u200Ball ＜b＞ a＼',
    );
  });

  it('takes only errcode 0 for success', () => {
    expect(judgeWith(dingtalk, answer(0, 'ok'))).toEqual({
      outcome: 'delivered',
    });
    expect(judgeWith(dingtalk, answer(123, 'ok')).outcome).toBe('rejected');
  });

  it.each([
    [-1, '系统繁忙', undefined],
    [130101, 'send too fast, exceed 20 times per minute', 60_000],
    [410100, '发送速度太快而限流', 60_000],
    [999, '消息限流', 60_000],
    [998, 'you send too fast', 60_000],
  ])('tries again after %s %s', (code, text, afterMs) => {
    const verdict = judgeWith(dingtalk, answer(code, text));
    expect(verdict).toMatchObject({
      outcome: 'retry',
      ...(afterMs && { scope: 'receiver' }),
    });
    expect(verdict).toHaveProperty('afterMs', afterMs);
  });

  it('waits when the guard against floods answers in its own form', () => {
    const body = '{"status":1111,"wait":5,"punish":"deny"}';
    expect(judgeWith(dingtalk, { body })).toMatchObject({
      outcome: 'retry',
      afterMs: 5000,
      scope: 'receiver',
    });
  });

  it.each([
    [300005, 'token is not exist', /does not know this robot/],
    [300001, 'token is not exist', /does not know this robot/],
    [400101, 'access_token不存在', /does not know this robot/],
    [777, 'bad token', /does not know this robot/],
    [400102, '机器人已停用', /Enable it/],
    [400106, '机器人不在群中', /Add it again/],
    [400013, '群已被解散', /disbanded/],
    [310000, 'keywords not in content', /Add K8s to the keywords/],
    [310000, 'sign not match', /secret .* again/],
    [310000, 'invalid timestamp', /clock/],
    [310000, 'ip 1.2.3.4 not in whitelist', /IP addresses/],
    [310000, 'new', /security settings/],
    [90030, 'limit', /limit of the day/],
  ])('tells the owner what to do about %s %s', (code, text, reason) => {
    expect(judgeWith(dingtalk, answer(code, text))).toMatchObject({
      outcome: 'rejected',
      blame: 'owner',
      reason: expect.stringMatching(reason),
    });
  });

  it.each([40035, 43002, 43004, 400105, 430101, 430102, 430103, 430104])(
    'blames the message for %s',
    code => {
      expect(judgeWith(dingtalk, answer(code, ''))).toMatchObject({
        blame: 'payload',
      });
    },
  );

  it('takes a message that exceeds the size for no rate limit', () => {
    const tooLong = answer(460101, 'message too long, exceed 20000 bytes');
    expect(judgeWith(dingtalk, tooLong)).toMatchObject({ blame: 'payload' });
  });

  it.each([
    [url, 'right'],
    ['http://127.0.0.1:7020/robot/send?access_token=x', 'right'],
    ['https://oapi.dingtalk.com/robot/send', 'no access_token'],
    ['https://oapi.dingtalk.com/robot/send?access_token=', 'no access_token'],
    ['https://oapi.dingtalk.com/topapi?access_token=x', '/robot/send'],
  ])('checks %s', (candidate, problem) => {
    expect(checkUrlOf(dingtalk, candidate)).toContain(problem);
  });
});
