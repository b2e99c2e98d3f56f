import { makeStyles } from '@material-ui/core/styles';
import { Dialect, renderMarkup } from './markup';

const useStyles = makeStyles(
  {
    heading: { margin: '0 0 6px', fontSize: 17, fontWeight: 700 },
    item: {
      position: 'relative',
      margin: '2px 0',
      paddingLeft: 16,
      '&::before': { content: '"•"', position: 'absolute', left: 4 },
    },
    quote: {
      padding: '1px 0 1px 10px',
      borderLeft: '3px solid var(--line)',
      color: 'var(--soft)',
    },
    paragraph: { margin: '4px 0' },
  },
  { name: 'WebhooksMarkdownLines' },
);

/** How a line begins, and what that makes of it; the last one takes every line. */
const KINDS = [
  { kind: 'heading', pattern: /^#{1,6} +/ },
  { kind: 'item', pattern: /^- +/ },
  { kind: 'quote', pattern: /^> ?/ },
  { kind: 'paragraph', pattern: /^/ },
] as const;

/** Markdown of the kind that robots may send: headings, lists, quotes, and markup within a line. */
export function MarkdownLines(props: { text: string; dialect: Dialect }) {
  const classes = useStyles();
  const lines = props.text.split('\n').filter(line => line.trim());
  return (
    <>
      {lines.map((line, i) => {
        const { kind, pattern } = KINDS.find(it => it.pattern.test(line))!;
        return (
          <div key={i} className={classes[kind]}>
            {renderMarkup(line.replace(pattern, ''), props.dialect)}
          </div>
        );
      })}
    </>
  );
}
