import { makeStyles } from '@material-ui/core/styles';
import { ChatWindow } from './ChatWindow';
import { MessageProps } from './MessageProps';
import { SLACK, renderMarkup } from './markup';

interface Text {
  type: string;
  text: string;
}

/** https://docs.slack.dev/reference/block-kit/blocks */
interface Block {
  type: string;
  text?: Text;
  fields?: Text[];
  elements?: Text[];
}

interface Body {
  text?: string;
  blocks?: Block[];
  attachments?: { color?: string; blocks?: Block[] }[];
}

const useStyles = makeStyles(
  {
    header: { margin: '4px 0', fontSize: 18, fontWeight: 800, lineHeight: 1.3 },
    section: { margin: '8px 0', whiteSpace: 'pre-line' },
    fields: {
      display: 'grid',
      gridTemplateColumns: 'repeat(auto-fill, minmax(160px, 1fr))',
      gap: '8px 16px',
      margin: '8px 0',
      whiteSpace: 'pre-line',
    },
    context: {
      display: 'flex',
      flexWrap: 'wrap',
      gap: 8,
      margin: '6px 0',
      color: 'var(--soft)',
      fontSize: 13,
    },
    attachment: {
      margin: '8px 0 0',
      padding: '1px 0 1px 12px',
      borderLeft: '4px solid var(--line)',
      borderRadius: 4,
    },
  },
  { name: 'WebhooksSlackMessage' },
);

/** A message as Slack shows it, from its Block Kit. */
export function SlackMessage({ body, time, theme }: MessageProps<Body>) {
  const classes = useStyles();
  const { blocks = [], attachments = [] } = body;
  return (
    <ChatWindow platform="slack" theme={theme} sender="Webhook" time={time}>
      {blocks.length === 0 && renderMarkup(body.text ?? '', SLACK)}
      {blocks.map((block, i) => (
        <SlackBlock key={i} block={block} />
      ))}
      {attachments.map((attachment, i) => (
        <div
          key={i}
          className={classes.attachment}
          style={{ borderLeftColor: attachment.color }}
        >
          {attachment.blocks?.map((block, j) => (
            <SlackBlock key={j} block={block} />
          ))}
        </div>
      ))}
    </ChatWindow>
  );
}

function SlackBlock({ block }: { block: Block }) {
  const classes = useStyles();
  const { type, text, fields, elements } = block;
  return (
    <>
      {text && (
        <div className={type === 'header' ? classes.header : classes.section}>
          {renderMarkup(text.text, SLACK)}
        </div>
      )}
      {fields && (
        <div className={classes.fields}>
          {fields.map((field, i) => (
            <div key={i}>{renderMarkup(field.text, SLACK)}</div>
          ))}
        </div>
      )}
      {elements && (
        <div className={classes.context}>
          {elements.map((element, i) => (
            <span key={i}>{renderMarkup(element.text, SLACK)}</span>
          ))}
        </div>
      )}
    </>
  );
}
