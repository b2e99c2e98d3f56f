import { Bubble } from './Bubble';
import { ChatWindow } from './ChatWindow';
import { MarkdownLines } from './MarkdownLines';
import { MessageProps } from './MessageProps';
import { DINGTALK } from './markup';

interface Body {
  markdown?: { text?: string };
  text?: { content?: string };
}

/** A message as DingTalk shows it. Its `title` is only seen in the list of chats. */
export function DingTalkMessage({ body, time, theme }: MessageProps<Body>) {
  const text = body.markdown?.text ?? body.text?.content ?? '';
  return (
    <ChatWindow platform="dingtalk" theme={theme} sender="Robot" time={time}>
      <Bubble>
        <MarkdownLines text={text} dialect={DINGTALK} />
      </Bubble>
    </ChatWindow>
  );
}
