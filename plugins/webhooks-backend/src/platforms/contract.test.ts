import { describePlatform } from '@kubevision/backstage-plugin-webhooks-node/testUtils';
import { builtInPlatforms } from '.';
import { LAWS } from './__testUtils__/laws';
import { DINGTALK_ANSWERS } from './dingtalkAnswers';
import { DISCORD_ANSWERS } from './discordAnswers';
import { FEISHU_ANSWERS } from './feishuAnswers';
import { SLACK_ANSWERS } from './slackAnswers';

describe('the list of platforms', () => {
  it('has each id once, and laws for each', () => {
    const ids = builtInPlatforms.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(Object.keys(LAWS).sort()).toEqual([...ids].sort());
  });
});

describe('what the platforms are known to answer', () => {
  it.each([
    ...DINGTALK_ANSWERS,
    ...DISCORD_ANSWERS,
    ...FEISHU_ANSWERS,
    ...SLACK_ANSWERS,
  ])('can be said in any language: $code $text', ({ reasonParts }) =>
    expect(reasonParts).toHaveLength(1),
  );

  it.each(builtInPlatforms)('can be said of any status: $id', ({ judge }) => {
    for (const status of [100, 300, 400, 401, 403, 404, 410, 429, 500, 503]) {
      const response = { status, headers: {}, body: '{"errcode":1,"code":1}' };
      expect(judge(response, new Date())).toHaveProperty('reasonParts');
    }
  });
});

for (const platform of builtInPlatforms) {
  describePlatform(platform, LAWS[platform.id]);
}
