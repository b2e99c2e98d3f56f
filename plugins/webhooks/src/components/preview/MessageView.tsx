import { PreviewResult } from '@kubevision/backstage-plugin-webhooks-common';
import { ComponentType } from 'react';
import { DingTalkMessage } from './DingTalkMessage';
import { DiscordMessage } from './DiscordMessage';
import { FeishuMessage } from './FeishuMessage';
import { MessageProps } from './MessageProps';
import { RequestView } from './RequestView';
import { SlackMessage } from './SlackMessage';
import { WeComMessage } from './WeComMessage';
import { Theme } from './appearances';

/** What platforms look like, by their ids. Others are shown as the request that they get. */
const LOOKS: Readonly<Record<string, ComponentType<MessageProps<any>>>> = {
  slack: SlackMessage,
  discord: DiscordMessage,
  dingtalk: DingTalkMessage,
  feishu: FeishuMessage,
  wecom: WeComMessage,
};

/** Whether there is more to show of a platform than the request. */
export function hasLook(platform: string): boolean {
  return platform in LOOKS;
}

/** A message as its platform would show it, drawn from the request and nothing else. */
export function MessageView(props: {
  platform: string;
  request: PreviewResult;
  theme: Theme;
}) {
  const { platform, request, theme } = props;
  const Look = LOOKS[platform];
  const body = parse(request.body);
  if (!Look || !body) return <RequestView request={request} />;
  return <Look body={body} time={request.event.timestamp} theme={theme} />;
}

function parse(body: string): object | undefined {
  try {
    const value = JSON.parse(body);
    return value && typeof value === 'object' ? value : undefined;
  } catch {
    return undefined;
  }
}
