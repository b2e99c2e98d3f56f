import {
  EventType,
  REASON_WORDS,
} from '@kubevision/backstage-plugin-webhooks-common';
import {
  Message,
  Platform,
  breakLinks,
  byteLength,
  fitMessage,
  jsonRequest,
  moreChangesInWords,
  plainLines,
  replaceCharacters,
} from '@kubevision/backstage-plugin-webhooks-node';
import { createHmac } from 'node:crypto';
import { FEISHU_ANSWERS } from './feishuAnswers';
import { escapeFullWidth } from './fullWidth';
import { judgeCode } from './judgeCode';

const LABEL = 'Feishu / Lark';
const HOSTS = ['open.feishu.cn', 'open.larksuite.com'];

/** The vendor says 20 KB, without saying which. */
const MAX_BYTES = 20_000;

const HEADER_TEMPLATES: Record<EventType, string> = {
  create: 'green',
  update: 'orange',
  scale: 'blue',
  delete: 'red',
};

/** https://open.feishu.cn/document/common-capabilities/message-card/message-cards-content/using-markdown-tags */
const ENTITIES = {
  '&': '&#38;',
  '<': '&#60;',
  '>': '&#62;',
  '*': '&#42;',
  _: '&#95;',
  '[': '&#91;',
  ']': '&#93;',
  '(': '&#40;',
  ')': '&#41;',
  '#': '&#35;',
  '`': '&#96;',
  '\\': '&#92;',
  '~': '&sim;',
};

/** For `lark_md`; `plain_text` needs no escape. */
export function escapeFeishu(text: string): string {
  return replaceCharacters(breakLinks(text), ENTITIES);
}

/**
 * The signature of a bot with signature verification: the text to sign is the key, and the
 * message is empty.
 * https://open.feishu.cn/document/client-docs/bot-v3/add-custom-bot
 *
 * @param timestamp - seconds since the epoch
 * @returns base64
 */
export function signFeishu(secret: string, timestamp: number): string {
  return createHmac('sha256', `${timestamp}\n${secret}`).digest('base64');
}

function signature(secret: string | undefined, now: Date) {
  if (!secret) return {};
  const timestamp = Math.floor(now.getTime() / 1000);
  return { timestamp: String(timestamp), sign: signFeishu(secret, timestamp) };
}

const larkMd = (content: string) => ({ tag: 'lark_md', content });

const plainText = (content: string) => ({ tag: 'plain_text', content });

/** A card of version 1.0: it ignores what an old client does not know, 2.0 refuses it. */
function toCard(message: Message) {
  const more = moreChangesInWords(message);
  const fields = message.facts.map(({ label, value }) => ({
    is_short: true,
    text: larkMd(`**${label}**\n${escapeFeishu(value)}`),
  }));
  const changes = message.changes.map(({ field, old, new: now }) => ({
    tag: 'div',
    text: larkMd(
      `**${escapeFeishu(field)}**\n${escapeFeishu(old)} → ${escapeFeishu(now)}`,
    ),
  }));
  const notes = [message.footer, ...(more ? [more] : [])].join(' · ');
  return {
    config: { wide_screen_mode: true, enable_forward: true },
    header: {
      template: HEADER_TEMPLATES[message.eventType],
      title: plainText(
        `${message.emoji} ${message.headline}: ${message.object}`,
      ),
    },
    elements: [
      ...(fields.length ? [{ tag: 'div', fields }] : []),
      ...(changes.length ? [{ tag: 'hr' }] : []),
      ...changes,
      { tag: 'note', elements: [plainText(notes)] },
    ],
  };
}

/** Feishu and Lark custom bots. https://open.feishu.cn/document/client-docs/bot-v3/add-custom-bot */
export const feishu: Platform = {
  id: 'feishu',
  label: LABEL,
  fields: [
    {
      name: 'url',
      label: 'Webhook URL',
      required: true,
      secret: true,
      placeholder: 'https://open.feishu.cn/open-apis/bot/v2/hook/…',
      help: 'In Feishu or Lark: Group Settings, Bots, Add Bot, Custom Bot, copy the webhook address. If you choose keywords as security, use K8s.',
    },
    {
      name: 'secret',
      label: 'Signing secret',
      required: false,
      secret: true,
      help: 'Only if the bot has the security setting Signature Verification: the key shown there.',
    },
  ],
  budget: [
    { count: 100, perSeconds: 60 },
    { count: 5, perSeconds: 1 },
  ],
  hosts: HOSTS,

  checkUrl(url) {
    if (/\/open-apis\/bot\/hook\//.test(url.pathname)) {
      return REASON_WORDS['feishu-url-of-old-bot'];
    }
    if (
      HOSTS.includes(url.hostname) &&
      !/^\/open-apis\/bot\/v2\/hook\/[^/]+\/?$/.test(url.pathname)
    ) {
      return REASON_WORDS['feishu-url-incomplete'];
    }
    return undefined;
  },

  toRequest(message, target, now) {
    const body = fitMessage(
      message,
      smaller =>
        JSON.stringify({
          ...signature(target.secret, now),
          msg_type: 'interactive',
          card: toCard(smaller),
        }),
      text => byteLength(text) <= MAX_BYTES,
    );
    return jsonRequest(target.url, body);
  },

  // Text has no escape either, and an `<at>` in it pings.
  toPlainText(message, target, now) {
    const body = fitMessage(
      message,
      smaller =>
        JSON.stringify({
          ...signature(target.secret, now),
          msg_type: 'text',
          content: {
            text: plainLines(smaller, text =>
              escapeFullWidth(breakLinks(text)),
            ),
          },
        }),
      text => byteLength(text) <= MAX_BYTES,
    );
    return jsonRequest(target.url, body);
  },

  judge(response, now) {
    return judgeCode(
      {
        label: LABEL,
        codeKey: 'code',
        textKey: 'msg',
        answers: FEISHU_ANSWERS,
      },
      response,
      now,
    );
  },
};
