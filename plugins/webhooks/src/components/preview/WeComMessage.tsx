import { makeStyles } from '@material-ui/core/styles';
import { Bubble } from './Bubble';
import { ChatWindow } from './ChatWindow';
import { MarkdownLines } from './MarkdownLines';
import { MessageProps } from './MessageProps';
import { WECOM } from './markup';

interface Body {
  markdown?: { content?: string };
  text?: { content?: string };
}

const useStyles = makeStyles(
  {
    light: {
      '& [data-color=info]': { color: '#1a7f37' },
      '& [data-color=comment]': { color: '#6b6f75' },
      '& [data-color=warning]': { color: '#b84a00' },
    },
    dark: {
      '& [data-color=info]': { color: '#5fd37f' },
      '& [data-color=comment]': { color: '#a3a3a3' },
      '& [data-color=warning]': { color: '#ff9d57' },
    },
  },
  { name: 'WebhooksWeComMessage' },
);

/** A message as WeCom shows it. */
export function WeComMessage({ body, time, theme }: MessageProps<Body>) {
  const classes = useStyles();
  const text = body.markdown?.content ?? body.text?.content ?? '';
  return (
    <ChatWindow platform="wecom" theme={theme} sender="Group Bot" time={time}>
      <Bubble>
        <div className={classes[theme]}>
          <MarkdownLines text={text} dialect={WECOM} />
        </div>
      </Bubble>
    </ChatWindow>
  );
}
