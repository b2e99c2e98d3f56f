import { makeStyles } from '@material-ui/core/styles';
import { ChatWindow } from './ChatWindow';
import { MessageProps } from './MessageProps';
import { Theme } from './appearances';
import { FEISHU, renderMarkup } from './markup';

interface Text {
  tag: string;
  content: string;
}

/** Of a card of version 1.0: https://open.feishu.cn/document/feishu-cards/card-components */
interface Element {
  tag: string;
  text?: Text;
  fields?: { is_short?: boolean; text: Text }[];
  elements?: Text[];
}

interface Body {
  content?: { text?: string };
  card?: {
    header?: { template?: string; title?: Text };
    elements?: Element[];
  };
}

/** Text and back of a card's head, by its template. */
const HEADS: Record<Theme, Record<string, readonly [string, string]>> = {
  light: {
    green: ['#1c6114', '#d9f5d6'],
    orange: ['#8f3f00', '#feead2'],
    blue: ['#1b46a8', '#e1eaff'],
    red: ['#a3211a', '#fde2e2'],
  },
  dark: {
    green: ['#8fd584', '#1f3a1c'],
    orange: ['#f5b47a', '#43290f'],
    blue: ['#9bb8fb', '#1c2d52'],
    red: ['#f7a5a1', '#471f1e'],
  },
};

const useStyles = makeStyles(
  {
    card: {
      overflow: 'hidden',
      maxWidth: 560,
      border: '1px solid var(--line)',
      borderRadius: 8,
      backgroundColor: 'var(--card)',
      fontSize: 14,
    },
    head: { padding: '10px 12px', fontSize: 16, fontWeight: 600 },
    body: { display: 'grid', gap: 12, padding: 12, whiteSpace: 'pre-line' },
    fields: {
      display: 'grid',
      gridTemplateColumns: 'repeat(auto-fill, minmax(150px, 1fr))',
      gap: '8px 16px',
    },
    wide: { gridColumn: '1 / -1' },
    rule: {
      width: '100%',
      margin: 0,
      border: 0,
      borderTop: '1px solid var(--line)',
    },
    note: { color: 'var(--soft)', fontSize: 12 },
  },
  { name: 'WebhooksFeishuMessage' },
);

/** A message as Feishu and Lark show it, from its card. */
export function FeishuMessage({ body, time, theme }: MessageProps<Body>) {
  const classes = useStyles();
  const { header, elements = [] } = body.card ?? {};
  const [color, backgroundColor] =
    HEADS[theme][header?.template ?? ''] ?? HEADS[theme].blue;
  return (
    <ChatWindow platform="feishu" theme={theme} sender="Custom Bot" time={time}>
      {!body.card && body.content?.text}
      {body.card && (
        <div className={classes.card}>
          <div className={classes.head} style={{ color, backgroundColor }}>
            {header?.title?.content}
          </div>
          <div className={classes.body}>
            {elements.map((element, i) => (
              <FeishuElement key={i} element={element} />
            ))}
          </div>
        </div>
      )}
    </ChatWindow>
  );
}

function FeishuElement({ element }: { element: Element }) {
  const classes = useStyles();
  const { tag, text, fields, elements } = element;
  if (tag === 'hr') return <hr className={classes.rule} />;
  return (
    <>
      {text && <div>{say(text)}</div>}
      {fields && (
        <div className={classes.fields}>
          {fields.map((field, i) => (
            <div key={i} className={field.is_short ? undefined : classes.wide}>
              {say(field.text)}
            </div>
          ))}
        </div>
      )}
      {elements && (
        <div className={classes.note}>
          {elements.map((part, i) => (
            <span key={i}>{say(part)}</span>
          ))}
        </div>
      )}
    </>
  );
}

function say({ tag, content }: Text) {
  return tag === 'lark_md' ? renderMarkup(content, FEISHU) : content;
}
