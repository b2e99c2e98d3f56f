import {
  because,
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
  parseObject,
  plainLines,
  secondsToMs,
} from '@kubevision/backstage-plugin-webhooks-node';
import { createHmac } from 'node:crypto';
import { DINGTALK_ANSWERS } from './dingtalkAnswers';
import { escapeFullWidth } from './fullWidth';
import { judgeCode } from './judgeCode';

const LABEL = 'DingTalk';
const HOSTS = ['oapi.dingtalk.com'];
const MAX_BYTES = 20_000;

/** DingTalk documents no escape: look-alikes, and nothing that starts a mention or a link. */
export function escapeDingtalk(text: string): string {
  return escapeFullWidth(breakLinks(text)).replaceAll('@', '@\u200B');
}

/**
 * The signature of a robot with the security setting 加签.
 * https://open.dingtalk.com/document/robots/customize-robot-security-settings
 *
 * @param timestamp - milliseconds since the epoch
 * @returns base64, not yet encoded for a URL
 */
export function signDingtalk(secret: string, timestamp: number): string {
  return createHmac('sha256', secret)
    .update(`${timestamp}\n${secret}`)
    .digest('base64');
}

function withSignature(
  target: string,
  secret: string | undefined,
  now: Date,
): string {
  if (!secret) return target;
  const url = new URL(target);
  const timestamp = now.getTime();
  url.searchParams.set('timestamp', String(timestamp));
  url.searchParams.set('sign', signDingtalk(secret, timestamp));
  return url.href;
}

function toBody(message: Message): string {
  const { emoji, facts, changes } = message;
  const headline = escapeDingtalk(message.headline);
  const object = escapeDingtalk(message.object);
  const more = moreChangesInWords(message);
  const items = [
    ...changes.map(
      change =>
        `- **Change**: ${escapeDingtalk(change.field)} ${escapeDingtalk(
          change.old,
        )} → ${escapeDingtalk(change.new)}`,
    ),
    ...(more ? [`- ${more}`] : []),
    ...facts.map(
      ({ label, value }) => `- **${label}**: ${escapeDingtalk(value)}`,
    ),
  ];
  return JSON.stringify({
    msgtype: 'markdown',
    markdown: {
      // The preview in the list of chats. It holds `K8s`, as the text does: a robot may be set
      // to accept only messages with a keyword, and looks for it in both.
      title: `${headline}: ${object}`,
      text: `### ${emoji} ${headline}\n\n**${object}**\n\n${items.join('\n')}`,
    },
    at: { isAtAll: false },
  });
}

/** DingTalk custom robots. https://open.dingtalk.com/document/robots/custom-robot-access */
export const dingtalk: Platform = {
  id: 'dingtalk',
  label: LABEL,
  fields: [
    {
      name: 'url',
      label: 'Webhook URL',
      required: true,
      secret: true,
      placeholder: 'https://oapi.dingtalk.com/robot/send?access_token=…',
      help: 'In DingTalk: Group Settings, Group Assistant (智能群助手), Add Robot, Custom, copy the Webhook. If you choose keywords (自定义关键词) as security, use K8s.',
    },
    {
      name: 'secret',
      label: 'Signing secret',
      required: false,
      secret: true,
      placeholder: 'SEC…',
      help: 'Only if the robot has the security setting Additional Signature (加签): the text that begins with SEC.',
    },
  ],
  budget: [{ count: 20, perSeconds: 60 }],
  hosts: HOSTS,

  checkUrl(url) {
    if (
      HOSTS.includes(url.hostname) &&
      !/^\/robot\/send\/?$/.test(url.pathname)
    ) {
      return REASON_WORDS['dingtalk-url-of-no-robot'];
    }
    return url.searchParams.get('access_token')
      ? undefined
      : REASON_WORDS['dingtalk-url-incomplete'];
  },

  toRequest(message, target, now) {
    const body = fitMessage(
      message,
      toBody,
      text => byteLength(text) <= MAX_BYTES,
    );
    return jsonRequest(withSignature(target.url, target.secret, now), body);
  },

  toPlainText(message, target, now) {
    const body = fitMessage(
      message,
      smaller =>
        JSON.stringify({
          msgtype: 'text',
          text: { content: plainLines(smaller, escapeDingtalk) },
          at: { isAtAll: false },
        }),
      text => byteLength(text) <= MAX_BYTES,
    );
    return jsonRequest(withSignature(target.url, target.secret, now), body);
  },

  judge(response, now) {
    const body = parseObject(response.body);
    // What guards the robots against floods answers in its own form, without an `errcode`.
    if (body?.status === 1111 && body.errcode === undefined) {
      return {
        outcome: 'retry',
        ...because('slow-down', { receiver: 'DingTalk' }),
        afterMs: secondsToMs(body.wait),
        scope: 'receiver',
      };
    }
    return judgeCode(
      {
        label: LABEL,
        codeKey: 'errcode',
        textKey: 'errmsg',
        answers: DINGTALK_ANSWERS,
      },
      response,
      now,
    );
  },
};
