import { builtInPlatforms } from '.';
import { http } from './http';
import { recognisePlatform } from './recognisePlatform';
import { slack } from './slack';

describe('recognisePlatform', () => {
  it.each([
    ['https://hooks.slack.com/services/T/B/X', 'slack'],
    ['https://hooks.slack.com/triggers/T/1/x', 'slack'],
    ['https://discordapp.com/api/webhooks/1/x', 'discord'],
    ['https://oapi.dingtalk.com/robot/send', 'dingtalk'],
    ['https://open.larksuite.com/open-apis/bot/v2/hook/x', 'feishu'],
    ['https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=x', 'wecom'],
    ['https://hooks.slack.com.evil.example/services/T/B/X', undefined],
    ['https://receiver.example/', undefined],
  ])('knows %s', (url, id) => {
    expect(recognisePlatform(new URL(url), builtInPlatforms)?.id).toBe(id);
  });

  it('lets the path decide between platforms of one host', () => {
    const workflows = {
      ...http,
      id: 'slackworkflows',
      hosts: slack.hosts,
      checkUrl: (url: URL) =>
        url.pathname.startsWith('/triggers/') ? undefined : 'is no workflow',
    };
    const platforms = [slack, workflows];
    const of = (url: string) => recognisePlatform(new URL(url), platforms)?.id;
    expect(of('https://hooks.slack.com/triggers/T/1/x')).toBe(workflows.id);
    expect(of('https://hooks.slack.com/services/T/B/X')).toBe('slack');
  });
});
