const HTML_ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Safe as text and in a quoted attribute. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, character => HTML_ENTITIES[character]);
}

/** One construct of a platform's markup. `text` is its inner text; `inner` renders what is in it. */
interface Rule {
  /** Sticky, with the inner text as its first group. */
  readonly pattern: RegExp;
  html(text: string, inner: (text: string) => string): string;
}

const code: Rule = {
  pattern: /`([^`\n]+)`/y,
  html: text => `<code>${escapeHtml(text)}</code>`,
};
const bold: Rule = {
  pattern: /\*\*([^\n]+?)\*\*/y,
  html: (text, inner) => `<b>${inner(text)}</b>`,
};
const plain: Rule['html'] = text => escapeHtml(text);
/** What would ping people or show a link under another name: it is there to be noticed. */
const alarm: Rule['html'] = text => `<mark>${escapeHtml(text)}</mark>`;

const NAMED: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  sim: '~',
};
const entity: Rule = {
  pattern: /&(amp|lt|gt|sim|#\d{1,4});/y,
  html: name =>
    escapeHtml(NAMED[name] ?? String.fromCharCode(Number(name.slice(1)))),
};
const link: Rule = { pattern: /(\[[^\]\n]*\]\([^)\n]*\))/y, html: alarm };

/** What each platform makes of text; the first rule that matches counts. */
const DIALECTS: Readonly<Record<string, readonly Rule[]>> = {
  slack: [
    {
      pattern: /`([^`\n]+)`/y,
      html: (text, inner) => `<code>${inner(text)}</code>`,
    },
    {
      pattern: /\*([^*\n]+)\*/y,
      html: (text, inner) => `<b>${inner(text)}</b>`,
    },
    { pattern: /<!date\^[^|>]*\|([^>]*)>/y, html: plain },
    { pattern: /(<[^>\n]+>)/y, html: alarm },
    entity,
  ],
  discord: [{ pattern: /\\([^a-z0-9\s])/iy, html: plain }, code, bold, link],
  dingtalk: [bold, link],
  feishu: [bold, { pattern: /(<at [^\n]*?>)/y, html: alarm }, link, entity],
  wecom: [
    code,
    bold,
    {
      pattern: /<font color="(?:info|comment|warning)">([^\n]*?)<\/font>/y,
      html: (text, inner) => `<em>${inner(text)}</em>`,
    },
    { pattern: /(<@[^>\n]+>)/y, html: alarm },
    link,
  ],
};

/**
 * Renders the part of a platform's markup that webhooks use. Whatever the text is, the HTML holds
 * no element or attribute but those named above.
 */
export function renderMarkup(platform: string, text: string): string {
  const rules = DIALECTS[platform] ?? [];
  const inner = (content: string) => renderMarkup(platform, content);
  let html = '';
  for (let at = 0; at < text.length; ) {
    const found = rules.find(({ pattern }) => {
      pattern.lastIndex = at;
      return pattern.test(text);
    });
    if (found) {
      found.pattern.lastIndex = at;
      const [whole, content] = found.pattern.exec(text)!;
      html += found.html(content, inner);
      at += whole.length;
    } else {
      html += escapeHtml(text[at]);
      at += 1;
    }
  }
  return html;
}
