import { escapeHtml, renderMarkup } from './markup';

/** A message as its platform would show it. */
export interface Card {
  /** All three hold HTML. */
  readonly title: string;
  readonly sections: readonly string[];
  /** Colour of the bar beside the card: `#rrggbb` or a name; absent for the platform's own. */
  readonly color?: string;
}

/** Enough for any platform's largest message. */
const MAX_TEXT_LENGTH = 20_000;

const text = (value: unknown) => String(value ?? '').slice(0, MAX_TEXT_LENGTH);

const paragraph = (html: string) => (html ? `<p>${html}</p>` : '');

const grid = (items: readonly string[]) =>
  items.length
    ? `<div class="fields">${items.map(paragraph).join('')}</div>`
    : '';

const note = (items: readonly string[]) =>
  items.map(item => `<p class="note">${item}</p>`).join('');

function toColor(color: unknown): string | undefined {
  return /^(#[0-9a-f]{6}|[a-z]{3,12})$/i.test(text(color))
    ? text(color)
    : undefined;
}

function fromSlack(body: any): Card {
  const slack = (value: unknown) => renderMarkup('slack', text(value));
  const [first, ...others]: any[] = body.blocks ?? [];
  const hasHeader = first?.type === 'header';
  const attachments: any[] = body.attachments ?? [];
  const blocks = [
    ...(first && !hasHeader ? [first] : []),
    ...others,
    ...attachments.flatMap(attachment => attachment.blocks ?? []),
  ];
  return {
    title: slack(hasHeader ? first.text.text : body.text),
    sections: blocks.map(block =>
      [
        paragraph(slack(block.text?.text)),
        grid((block.fields ?? []).map((field: any) => slack(field.text))),
        note((block.elements ?? []).map((element: any) => slack(element.text))),
      ].join(''),
    ),
    color: toColor(attachments[0]?.color),
  };
}

function fromDiscord(body: any): Card {
  const discord = (value: unknown) => renderMarkup('discord', text(value));
  const [embed = {}]: any[] = body.embeds ?? [];
  const fields: any[] = embed.fields ?? [];
  const footer = [embed.footer?.text, embed.timestamp].filter(Boolean);
  return {
    title: discord(embed.title ?? body.content),
    sections: [
      paragraph(discord(embed.description)),
      grid(
        fields.map(
          ({ name, value }) => `<b>${discord(name)}</b>\n${discord(value)}`,
        ),
      ),
      note(footer.length ? [escapeHtml(footer.join(' · '))] : []),
    ],
    color:
      typeof embed.color === 'number'
        ? toColor(`#${embed.color.toString(16).padStart(6, '0')}`)
        : undefined,
  };
}

/** Lines of Markdown; quote and list marks are left out, because each line is a paragraph. */
function fromMarkdown(platform: string, content: unknown): Card {
  const [title = '', ...lines] = text(content)
    .split('\n')
    .filter(line => line.trim())
    .map(line => renderMarkup(platform, line.replace(/^(#+|>|-) */, '')));
  return { title, sections: lines.map(paragraph) };
}

function fromFeishu(body: any): Card {
  const feishu = (value: unknown) => renderMarkup('feishu', text(value));
  const elements: any[] = body.card?.elements ?? [];
  const { title, template } = body.card?.header ?? {};
  return {
    title: escapeHtml(text(title?.content ?? body.content?.text)),
    sections: elements.map(element =>
      [
        paragraph(feishu(element.text?.content)),
        grid(
          (element.fields ?? []).map((field: any) =>
            feishu(field.text.content),
          ),
        ),
        note(
          (element.elements ?? []).map((part: any) =>
            escapeHtml(text(part.content)),
          ),
        ),
      ].join(''),
    ),
    color: toColor(template),
  };
}

function fromHttp(body: any): Card {
  const { event, resource, namespace, name, cluster, actor, detail } = body;
  const object = [namespace, name].filter(Boolean).join('/');
  const value = (side: unknown) =>
    `<code>${escapeHtml(JSON.stringify(side) ?? 'absent')}</code>`;
  return {
    title: escapeHtml(`${event} ${resource} ${object}`),
    sections: [
      paragraph(
        `<b>${escapeHtml(text(detail?.field))}</b>\n${value(
          detail?.old,
        )} → ${value(detail?.new)}`,
      ),
      grid([
        `<b>cluster</b>\n${escapeHtml(text(cluster))}`,
        `<b>actor</b>\n${escapeHtml(text(actor))}`,
      ]),
    ],
  };
}

const CARDS: Readonly<Record<string, (body: any) => Card>> = {
  slack: fromSlack,
  discord: fromDiscord,
  dingtalk: ({ markdown, text: plain }) =>
    fromMarkdown('dingtalk', markdown?.text ?? plain?.content),
  feishu: fromFeishu,
  wecom: ({ markdown, text: plain }) =>
    fromMarkdown('wecom', markdown?.content ?? plain?.content),
  http: fromHttp,
};

/** Reads what a message says; anything that is no such message says so instead. */
export function toCard(platform: string, body: string): Card {
  try {
    return CARDS[platform](JSON.parse(body));
  } catch {
    return { title: 'A message that could not be read', sections: [] };
  }
}
