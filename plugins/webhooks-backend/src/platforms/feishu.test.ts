import { checkUrlOf, judgeWith, requestOf } from './__testUtils__/requests';
import { escapeFeishu, feishu, signFeishu } from './feishu';

const url = 'https://open.feishu.cn/open-apis/bot/v2/hook/token';

const answer = (code: number, msg: string) => ({
  body: JSON.stringify({ code, msg, data: {} }),
});

describe('feishu', () => {
  it('sends the documented example as a signed card', () => {
    expect(requestOf(feishu, { url, secret: 'xxx' }).json).toEqual({
      timestamp: '1772706180',
      sign: 'OW4686iJQIub4aMgVqMmN6hPndJtAPYaax0q2bDxSGM=',
      msg_type: 'interactive',
      card: {
        config: { wide_screen_mode: true, enable_forward: true },
        header: {
          template: 'orange',
          title: {
            tag: 'plain_text',
            content: '✏️ K8s Deployment updated: team-alpha/api-server',
          },
        },
        elements: [
          {
            tag: 'div',
            fields: [
              {
                is_short: true,
                text: { tag: 'lark_md', content: '**Cluster**\nprod-us' },
              },
              {
                is_short: true,
                text: { tag: 'lark_md', content: '**Namespace**\nteam-alpha' },
              },
              {
                is_short: true,
                text: { tag: 'lark_md', content: '**Changed by**\nalice' },
              },
              {
                is_short: true,
                text: {
                  tag: 'lark_md',
                  content: '**Time**\n2026-03-05 10:23:00 UTC',
                },
              },
            ],
          },
          { tag: 'hr' },
          {
            tag: 'div',
            text: { tag: 'lark_md', content: '**spec.replicas**\n3 → 5' },
          },
          {
            tag: 'note',
            elements: [
              { tag: 'plain_text', content: 'apps/v1 Deployment · UPDATE' },
            ],
          },
        ],
      },
    });
  });

  it('has no signature without a secret', () => {
    const request = requestOf(feishu, { url });
    expect(Object.keys(request.json)).toEqual(['msg_type', 'card']);
    expect(request.url).toBe(url);
  });

  it('signs as the published vector does', () => {
    expect(signFeishu('xxx', 1661860880)).toBe(
      'QnWVTSBe6FmQDE0bG6X0mURbI+DnvVyu1h+j5dHOjrU=',
    );
  });

  it('escapes mentions, links and entities', () => {
    expect(escapeFeishu('<at id=all></at> [x](y) &#60;')).toBe(
      '&#60;at id=all&#62;&#60;/at&#62; &#91;x&#93;&#40;y&#41; &#38;&#35;60;',
    );
  });

  it('takes only code 0 for success', () => {
    expect(judgeWith(feishu, answer(0, 'success'))).toEqual({
      outcome: 'delivered',
    });
    expect(judgeWith(feishu, answer(1, 'success')).outcome).toBe('rejected');
    expect(
      judgeWith(feishu, { status: 400, ...answer(0, 'success') }).outcome,
    ).toBe('rejected');
  });

  it.each([
    [11232, 'frequency limited psm[lark.oapi.app_platform_runtime]'],
    [9499, 'too many request'],
    [9499, 'frequency limited'],
  ])('tries again after %s %s, at any status', (code, msg) => {
    for (const status of [200, 400]) {
      expect(judgeWith(feishu, { status, ...answer(code, msg) })).toMatchObject(
        { outcome: 'retry', scope: 'receiver' },
      );
    }
  });

  it.each([
    [19001, 'param invalid: incoming webhook access token invalid', 'owner'],
    [19021, 'sign match fail or timestamp is not within one hour', 'owner'],
    [19022, 'Ip Not Allowed', 'owner'],
    [19024, 'Key Words Not Found', 'owner'],
    [9499, 'Bad Request', 'payload'],
    [19002, 'params error, msg_type need', 'payload'],
    [11246, 'send card message failed, ErrCode: 11310', 'payload'],
  ])('judges %s %s: the %s must act', (code, msg, blame) => {
    expect(judgeWith(feishu, answer(code, msg))).toMatchObject({
      outcome: 'rejected',
      blame,
    });
  });

  it.each([
    [url, 'right'],
    ['https://open.larksuite.com/open-apis/bot/v2/hook/x', 'right'],
    ['https://open.feishu.cn/open-apis/bot/hook/x', 'old kind'],
    ['https://open.feishu.cn/open-apis/bot/v2/hook/', 'whole URL'],
    ['https://open.feishu.cn/document', 'whole URL'],
  ])('checks %s', (candidate, problem) => {
    expect(checkUrlOf(feishu, candidate)).toContain(problem);
  });
});
