import { mockApis } from '@backstage/frontend-test-utils';
import {
  ReasonPart,
  because,
  joinReasons,
} from '@kubevision/backstage-plugin-webhooks-common';
import { EVERY_REASON } from '../__testUtils__/everyReason';
import { chineseTranslationApi } from '../__testUtils__/chinese';
import { webhooksTranslationRef } from '../translation';
import { Translate } from './Translate';
import { describeReason } from './describeReason';

const wordsOf = (api: ReturnType<typeof chineseTranslationApi>) => {
  const translation = api.getTranslation(webhooksTranslationRef);
  if (!translation.ready) throw new Error('The words are not there');
  return translation.t as Translate;
};
const english = wordsOf(mockApis.translation());
const chinese = wordsOf(chineseTranslationApi());

describe.each(EVERY_REASON)('the reason: $reason', why => {
  it('is said to who reads English as the backend says it', () => {
    expect(describeReason(why, english)).toBe(why.reason);
  });

  it('is said in Chinese to who reads Chinese', () => {
    const text = describeReason(why, chinese)!;
    expect(text).toMatch(/^[^]*\p{Script=Han}[^]*[。：]?/u);
    expect(text).not.toMatch(/[A-Za-z]+ [a-z]+ [a-z]+/);
    expect(text).not.toMatch(/[{}]/);
  });
});

describe('a reason', () => {
  it('names receivers as the reader does', () => {
    const status = 429;
    expect(
      describeReason(
        because('too-many', { receiver: 'WeCom', status }),
        chinese,
      ),
    ).toMatch(/^企业微信收到的消息过多/);
    expect(
      describeReason(
        because('too-many', { receiver: 'Slack', status }),
        chinese,
      ),
    ).toMatch(/^Slack 收到的消息过多/);
  });

  it('of several is said one after another', () => {
    expect(
      describeReason(
        joinReasons(
          because('nothing-accepted-days', { days: 5 }),
          because('busy', { receiver: 'DingTalk' }),
        ),
        chinese,
      ),
    ).toBe(
      '已连续 5 天无法送达任何消息。最近的问题：钉钉繁忙，系统将重新发送。',
    );
  });

  it('repeats what a cluster said as it said it', () => {
    const message = '$t(page.title) {{subject}} <b>';
    expect(
      describeReason(
        because('request-invalid', { subject: 'pods', message }),
        chinese,
      ),
    ).toBe(`集群无法理解关于 pods 的请求（422）：${message}`);
  });

  it.each([
    ['is older than the codes', undefined],
    [
      'has a code of a later version',
      [{ code: 'new' } as unknown as ReasonPart],
    ],
  ])('that %s is said as the backend says it', (_, reasonParts) => {
    const reason = 'The moon was in the way.';
    expect(describeReason({ reason, reasonParts }, chinese)).toBe(reason);
  });

  it('of nothing is none', () => {
    expect(describeReason({}, chinese)).toBeUndefined();
  });
});
