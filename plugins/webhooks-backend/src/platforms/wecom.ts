import {
  because,
  REASON_WORDS,
} from '@kubevision/backstage-plugin-webhooks-common';
import {
  KnownAnswer,
  Message,
  MessageChange,
  Platform,
  breakLinks,
  byteLength,
  fitMessage,
  jsonRequest,
  moreChangesInWords,
  plainLines,
} from '@kubevision/backstage-plugin-webhooks-node';
import { escapeFullWidth } from './fullWidth';
import { judgeCode } from './judgeCode';

const LABEL = 'WeCom';
const HOSTS = ['qyapi.weixin.qq.com'];

/** UTF-8 bytes of `markdown.content`. https://developer.work.weixin.qq.com/document/path/91770 */
const MAX_BYTES = 4096;
/** UTF-8 bytes of `text.content`. */
const MAX_TEXT_BYTES = 2048;
const RATE_WAIT_MS = 60_000;

const NOT_UNDERSTOOD = because('not-understood', { receiver: 'WeCom' });

/** The code decides, never the text: https://developer.work.weixin.qq.com/document/path/90313 */
const ANSWERS: readonly KnownAnswer[] = [
  {
    code: -1,
    means: 'retry',
    ...because('busy', { receiver: 'WeCom' }),
  },
  {
    code: 45009,
    means: 'retry',
    ...because('bot-too-fast', { receiver: 'WeCom', count: 20 }),
    afterMs: RATE_WAIT_MS,
    scope: 'receiver',
  },
  {
    code: 93000,
    means: 'owner',
    permanent: true,
    ...because('bot-key-unknown', { receiver: 'WeCom' }),
  },
  {
    code: 93004,
    means: 'owner',
    ...because('bot-disabled', { receiver: 'WeCom' }),
  },
  {
    code: 93008,
    means: 'owner',
    ...because('bot-not-in-group'),
  },
  {
    // Once answered to good messages for hours, in 2021: as plain text, which is another type.
    code: 40008,
    means: 'payload',
    ...because('type-unknown', { receiver: 'WeCom' }),
  },
  {
    code: 40058,
    means: 'payload',
    ...because('too-long', { receiver: 'WeCom' }),
  },
  { code: 44004, means: 'payload', ...NOT_UNDERSTOOD },
  { code: 40035, means: 'payload', ...NOT_UNDERSTOOD },
  { text: /wrong json format/i, means: 'payload', ...NOT_UNDERSTOOD },
];

/** WeCom documents no escape. Without `<` there is no mention and no font. */
export function escapeWecom(text: string): string {
  return escapeFullWidth(breakLinks(text));
}

function toLine({ field, old, new: now }: MessageChange): string {
  return `> Change: ${escapeWecom(field)} <font color="comment">${escapeWecom(
    old,
  )}</font> → <font color="info">${escapeWecom(now)}</font>`;
}

function toContent(message: Message): string {
  const more = moreChangesInWords(message);
  return [
    `### ${message.emoji} ${escapeWecom(message.headline)}`,
    `**${escapeWecom(message.object)}**`,
    ...message.changes.map(toLine),
    ...(more ? [`> ${more}`] : []),
    ...message.facts.map(
      ({ label, value }) => `> ${label}: \`${escapeWecom(value)}\``,
    ),
  ].join('\n');
}

/** WeCom group bots. https://developer.work.weixin.qq.com/document/path/91770 */
export const wecom: Platform = {
  id: 'wecom',
  label: LABEL,
  fields: [
    {
      name: 'url',
      label: 'Webhook URL',
      required: true,
      secret: true,
      placeholder: 'https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=…',
      help: 'In WeCom: open the group, Group Bots (群机器人), Add, and copy the Webhook URL.',
    },
  ],
  budget: [{ count: 20, perSeconds: 60 }],
  hosts: HOSTS,

  checkUrl(url) {
    if (
      HOSTS.includes(url.hostname) &&
      !/^\/cgi-bin\/webhook\/send\/?$/.test(url.pathname)
    ) {
      return REASON_WORDS['wecom-url-of-no-bot'];
    }
    return url.searchParams.get('key')
      ? undefined
      : REASON_WORDS['wecom-url-incomplete'];
  },

  toRequest(message, target) {
    const content = fitMessage(
      message,
      toContent,
      text => byteLength(text) <= MAX_BYTES,
    );
    return jsonRequest(
      target.url,
      JSON.stringify({ msgtype: 'markdown', markdown: { content } }),
    );
  },

  toPlainText(message, target) {
    const content = fitMessage(
      message,
      smaller => plainLines(smaller, escapeWecom),
      text => byteLength(text) <= MAX_TEXT_BYTES,
    );
    return jsonRequest(
      target.url,
      JSON.stringify({ msgtype: 'text', text: { content } }),
    );
  },

  judge(response, now) {
    return judgeCode(
      { label: LABEL, codeKey: 'errcode', textKey: 'errmsg', answers: ANSWERS },
      response,
      now,
    );
  },
};
