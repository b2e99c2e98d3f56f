import {
  DELIVERED,
  IncomingResponse,
  Message,
  MessageChange,
  Platform,
  TIME_LABEL,
  Verdict,
  breakLinks,
  changeInWords,
  escapeWithin,
  findVerdict,
  fitMessage,
  jsonRequest,
  judgeStatus,
  moreChangesInWords,
  parseObject,
  plainLines,
  replaceCharacters,
  unclearAnswer,
} from '@kubevision/backstage-plugin-webhooks-node';
import {
  EventType,
  REASON_WORDS,
} from '@kubevision/backstage-plugin-webhooks-common';
import { SLACK_ANSWERS } from './slackAnswers';

const LABEL = 'Slack';
const HOSTS = ['hooks.slack.com', 'hooks.slack-gov.com'];

/** https://docs.slack.dev/reference/block-kit/blocks/header-block */
const MAX_HEADER_LENGTH = 150;
const MAX_FIELD_LENGTH = 2000;
const MAX_TEXT_LENGTH = 3000;

const COLORS: Record<EventType, string> = {
  create: '#2EB67D',
  update: '#ECB22E',
  scale: '#36C5F0',
  delete: '#E01E5A',
};

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

/** https://docs.slack.dev/messaging/formatting-message-text#escaping */
export function escapeSlack(text: string): string {
  return replaceCharacters(text, { '&': '&amp;', '<': '&lt;', '>': '&gt;' });
}

/** Slack has no escape for a backtick. */
function code(text: string): string {
  return `\`${escapeSlack(text.replaceAll('`', 'ˋ'))}\``;
}

/** Slack has no escape for its markup either, but shows none inside of a code span. */
function inline(text: string, plain = escapeSlack): string {
  return /[*_~`:]/.test(text) ? code(text) : plain(text);
}

const mrkdwn = (text: string) => ({
  type: 'mrkdwn',
  // Stops Slack from making links and mentions out of bare names and URLs.
  verbatim: true,
  text,
});

const plainText = (text: string) => ({ type: 'plain_text', text });

function toField(fact: Message['facts'][number], message: Message) {
  const { label, value } = fact;
  if (label !== TIME_LABEL) return mrkdwn(`*${label}*\n${inline(value)}`);
  const { timestamp } = message.event;
  const seconds = Math.floor(Date.parse(timestamp) / 1000);
  return mrkdwn(
    `*${label}*\n<!date^${seconds}^{date_short_pretty} {time_secs}|${value}>`,
  );
}

function toSection({ field, old, new: now }: MessageChange) {
  const title = inline(field, text => `*${escapeSlack(text)}*`);
  return {
    type: 'section',
    text: mrkdwn(`${title}\n${code(old)} → ${code(now)}`),
  };
}

function toBody(message: Message) {
  const more = moreChangesInWords(message);
  const [first] = message.changes;
  const fields = message.facts.map(fact => toField(fact, message));
  const title = `${message.emoji} ${message.headline}: ${message.object}`;
  return {
    text: escapeWithin(message.summary, MAX_TEXT_LENGTH, escapeSlack),
    blocks: [
      {
        type: 'header',
        text: plainText(escapeWithin(title, MAX_HEADER_LENGTH, escapeSlack)),
      },
      // Slack refuses a section without fields.
      ...(fields.length ? [{ type: 'section', fields }] : []),
    ],
    attachments: [
      {
        color: COLORS[message.eventType],
        fallback: escapeSlack(first ? changeInWords(first) : message.headline),
        blocks: [
          ...message.changes.map(toSection),
          {
            type: 'context',
            elements: [message.footer, ...(more ? [more] : [])].map(text =>
              plainText(escapeSlack(text)),
            ),
          },
        ],
      },
    ],
  };
}

function fits({ blocks, attachments }: ReturnType<typeof toBody>): boolean {
  const all: Block[] = [...blocks, ...attachments[0].blocks];
  return all.every(
    ({ text, fields = [] }) =>
      (text?.text.length ?? 0) <= MAX_TEXT_LENGTH &&
      fields.every(field => field.text.length <= MAX_FIELD_LENGTH),
  );
}

/**
 * Slack incoming webhooks.
 * https://docs.slack.dev/messaging/sending-messages-using-incoming-webhooks
 */
export const slack: Platform = {
  id: 'slack',
  label: LABEL,
  fields: [
    {
      name: 'url',
      label: 'Webhook URL',
      required: true,
      secret: true,
      placeholder: 'https://hooks.slack.com/services/T…/B…/…',
      help: 'In Slack: api.slack.com/apps, your app, Incoming Webhooks, Add New Webhook, choose the channel, copy the URL.',
    },
  ],
  budget: [{ count: 1, perSeconds: 1 }],
  hosts: HOSTS,

  checkUrl(url) {
    if (/^\/(triggers|workflows)\//.test(url.pathname)) {
      return REASON_WORDS['url-of-slack-workflow'];
    }
    if (
      HOSTS.includes(url.hostname) &&
      !/^\/services\/[^/]+\/[^/]+\/[^/]+\/?$/.test(url.pathname)
    ) {
      return REASON_WORDS['slack-url-incomplete'];
    }
    return undefined;
  },

  toRequest(message, target) {
    const body = fitMessage(message, toBody, fits);
    return jsonRequest(target.url, JSON.stringify(body));
  },

  toPlainText(message, target) {
    const text = fitMessage(
      message,
      smaller => plainLines(smaller, line => escapeSlack(breakLinks(line))),
      lines => lines.length <= MAX_TEXT_LENGTH,
    );
    return jsonRequest(target.url, JSON.stringify({ text, mrkdwn: false }));
  },

  judge(response: IncomingResponse, now: Date): Verdict {
    const byStatus = judgeStatus(LABEL, response, now);
    if (byStatus?.outcome === 'retry') return byStatus;
    const text = response.body.trim();
    if (response.status === 200 && text === 'ok') return DELIVERED;
    const error = parseObject(text)?.error ?? text;
    return (
      findVerdict(SLACK_ANSWERS, error) ?? byStatus ?? unclearAnswer(LABEL)
    );
  },
};
