import { DateTime } from 'luxon';
import { Fragment, ReactNode } from 'react';

/** One construct of a platform's markup, and what it looks like. */
interface Rule {
  /** Sticky; its groups are what `render` is given. */
  readonly pattern: RegExp;
  /** @param inner - renders text that may hold markup itself */
  render(groups: string[], inner: (text: string) => ReactNode): ReactNode;
}

/** What a platform makes of text: the first rule that matches counts, all else is text. */
export type Dialect = readonly Rule[];

const code: Rule = {
  pattern: /`([^`\n]+)`/y,
  render: ([text]) => <code>{text}</code>,
};

const bold: Rule = {
  pattern: /\*\*([^\n]+?)\*\*/y,
  render: ([text], inner) => <strong>{inner(text)}</strong>,
};

const NAMED: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  sim: '~',
};

const entity: Rule = {
  pattern: /&(amp|lt|gt|sim|#\d{1,4});/y,
  render: ([name]) => NAMED[name] ?? String.fromCharCode(Number(name.slice(1))),
};

/** https://docs.slack.dev/messaging/formatting-message-text */
export const SLACK: Dialect = [
  {
    pattern: /`([^`\n]+)`/y,
    // Slack decodes entities in code too, and nothing else.
    render: ([text]) => <code>{renderMarkup(text, [entity])}</code>,
  },
  {
    pattern: /\*([^*\n]+)\*/y,
    render: ([text], inner) => <strong>{inner(text)}</strong>,
  },
  {
    pattern: /<!date\^(\d+)\^[^|>]*\|([^>]*)>/y,
    render: ([seconds, otherwise]) => {
      const time = DateTime.fromSeconds(Number(seconds));
      return time.isValid
        ? time.toLocaleString(DateTime.DATETIME_MED_WITH_SECONDS)
        : otherwise;
    },
  },
  entity,
];

/** https://support.discord.com/hc/articles/210298617 */
export const DISCORD: Dialect = [
  { pattern: /\\([^a-z0-9\s])/iy, render: ([character]) => character },
  code,
  bold,
];

/** https://open.dingtalk.com/document/robots/custom-robot-access */
export const DINGTALK: Dialect = [bold];

/** https://open.feishu.cn/document/common-capabilities/message-card/message-cards-content/using-markdown-tags */
export const FEISHU: Dialect = [bold, entity];

/** https://developer.work.weixin.qq.com/document/path/91770 */
export const WECOM: Dialect = [
  code,
  bold,
  {
    pattern: /<font color="(info|comment|warning)">([^\n]*?)<\/font>/y,
    render: ([color, text], inner) => (
      <span data-color={color}>{inner(text)}</span>
    ),
  },
];

/** Renders a text with a platform's markup. Whatever the text is, it can only become these elements. */
export function renderMarkup(text: string, dialect: Dialect): ReactNode {
  const inner = (part: string) => renderMarkup(part, dialect);
  const nodes: ReactNode[] = [];
  let plain = '';
  for (let at = 0; at < text.length; ) {
    const found = matchAt(text, at, dialect);
    if (found) {
      nodes.push(plain, found.rule.render(found.groups, inner));
      plain = '';
      at += found.length;
    } else {
      plain += text[at];
      at += 1;
    }
  }
  nodes.push(plain);
  return nodes.map((node, i) => <Fragment key={i}>{node}</Fragment>);
}

function matchAt(text: string, at: number, dialect: Dialect) {
  for (const rule of dialect) {
    rule.pattern.lastIndex = at;
    const match = rule.pattern.exec(text);
    if (match) return { rule, groups: match.slice(1), length: match[0].length };
  }
  return undefined;
}
