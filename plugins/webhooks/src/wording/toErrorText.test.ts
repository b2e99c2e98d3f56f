import { ResponseError } from '@backstage/errors';
import { Problem, because } from '@kubevision/backstage-plugin-webhooks-common';
import { en } from '../translation/en';
import { Translated, flatten } from '../translation/flatten';
import zh from '../translation/zh';
import { Translate } from './Translate';
import { failureInWords, toErrorText } from './toErrorText';

const sayIn = (words: Record<string, string>) =>
  ((key: string, params: Record<string, string> = {}) =>
    words[key].replace(
      /{{(\w+)}}/g,
      (_, name) => params[name],
    )) as unknown as Translate;
const chinese = sayIn(zh);
const english = sayIn(flatten(en as Translated<typeof en>));

async function answer(
  status: number,
  message: string,
  problems?: Problem[],
): Promise<Error> {
  const body = {
    error: { name: 'Error', message, problems },
    response: { statusCode: status },
  };
  return ResponseError.fromResponse(
    new Response(JSON.stringify(body), {
      status,
      headers: { 'Content-Type': 'application/json' },
    }),
  );
}

describe('an error in words', () => {
  it('is said by its codes', async () => {
    const problem = because('webhook-off', { name: 'ops' });
    const error = await answer(409, problem.reason, [problem]);
    expect(toErrorText(error, english)).toBe(problem.reason);
    expect(toErrorText(error, chinese)).toBe(
      'Webhook“ops”已停用，请先启用再补发。',
    );
  });

  it('names all that is wrong', async () => {
    const error = await answer(400, 'url: …', [
      { field: 'url', ...because('required') },
      { field: 'headers', ...because('header-twice', { name: 'X-Team' }) },
    ]);
    expect(toErrorText(error, english)).toBe(
      'url: is required; headers: X-Team is there twice',
    );
    expect(toErrorText(error, chinese)).toBe('url：必填；headers：X-Team 重复');
  });

  it('calls a field as its page does, and says what did not succeed', async () => {
    const error = await answer(400, 'until: …', [
      { field: 'until', ...because('until-not-ahead') },
    ]);
    expect(failureInWords('Not muted', error, english)).toBe(
      'Not muted: Until: is not in the future; DELETE the mute to end it',
    );
    expect(failureInWords('静默失败', error, chinese)).toMatch(
      /^静默失败：结束时间：[^a-z]*$/u,
    );
  });

  it.each([400, 401, 403, 404, 409, 410, 412, 413, 422, 503])(
    'is in English what the backend says, and in Chinese what %s means',
    async status => {
      const error = await answer(status, 'The moon is in the way');
      expect(toErrorText(error, english)).toBe('The moon is in the way');
      expect(toErrorText(error, chinese)).toMatch(
        /^[^a-z]*\p{Script=Han}+[^a-z]*$/u,
      );
    },
  );

  it('repeats no page of a proxy', async () => {
    const error = await ResponseError.fromResponse(
      new Response('<html>Bad Gateway</html>', { status: 502 }),
    );
    expect(toErrorText(error, english)).toBe(
      'The portal is not available now; try again in a moment',
    );
    expect(toErrorText(error, chinese)).toBe('平台暂不可用，请稍后再试');
  });

  it('tells an administrator where to look', async () => {
    const error = await answer(500, 'An internal error, logId=7');
    expect(toErrorText(error, english)).toBe('An internal error, logId=7');
    expect(toErrorText(error, chinese)).toBe(
      '平台内部错误：An internal error, logId=7',
    );
  });

  it('tells of the network', () => {
    const error = new TypeError('Failed to fetch');
    expect(toErrorText(error, english)).toBe(
      'The portal cannot be reached; check your connection',
    );
    expect(toErrorText(error, chinese)).toBe('无法连接到平台，请检查网络连接');
  });

  it('has words for any status', async () => {
    const error = await answer(418, 'I am a teapot');
    expect(toErrorText(error, chinese)).toBe('请求失败（HTTP 418）');
  });
});
