import { because } from '@kubevision/backstage-plugin-webhooks-common';
import { KnownAnswer } from '@kubevision/backstage-plugin-webhooks-node';

/** A robot that gets more than 20 messages in a minute is blocked; a shorter wait is in vain. */
const RATE_WAIT_MS = 60_000;

const TOO_FAST = because('robot-too-fast', { receiver: 'DingTalk', count: 20 });
const NO_TOKEN = because('robot-unknown', { receiver: 'DingTalk' });
const NOT_UNDERSTOOD = because('not-understood', { receiver: 'DingTalk' });
const UNWANTED = because('unwanted', { receiver: 'DingTalk' });

/**
 * Errors that come as HTTP 200, from the vendor's tables and from answers that others saw.
 * https://open.dingtalk.com/document/orgapp/custom-bot-send-message-type
 */
export const DINGTALK_ANSWERS: readonly KnownAnswer[] = [
  {
    code: -1,
    means: 'retry',
    ...because('busy', { receiver: 'DingTalk' }),
  },
  {
    code: 130101,
    means: 'retry',
    ...TOO_FAST,
    afterMs: RATE_WAIT_MS,
    scope: 'receiver',
  },
  {
    code: 410100,
    means: 'retry',
    ...TOO_FAST,
    afterMs: RATE_WAIT_MS,
    scope: 'receiver',
  },
  { code: 300001, means: 'owner', ...NO_TOKEN },
  { code: 300005, means: 'owner', permanent: true, ...NO_TOKEN },
  { code: 400101, means: 'owner', ...NO_TOKEN },
  {
    code: 400102,
    means: 'owner',
    ...because('robot-stopped'),
  },
  {
    code: 400106,
    means: 'owner',
    ...because('robot-not-in-group'),
  },
  {
    code: 400013,
    means: 'owner',
    permanent: true,
    ...because('group-disbanded'),
  },
  {
    code: 310000,
    text: /keyword/i,
    means: 'owner',
    ...because('robot-keyword-missing', { keyword: 'K8s' }),
  },
  {
    code: 310000,
    text: /sign|timestamp/i,
    means: 'owner',
    ...because('robot-signature-wrong'),
  },
  {
    code: 310000,
    text: /\bip\b|whitelist/i,
    means: 'owner',
    ...because('robot-ip-not-listed'),
  },
  {
    code: 310000,
    means: 'owner',
    ...because('robot-security-refused'),
  },
  {
    code: 90030,
    means: 'owner',
    ...because('day-limit'),
  },
  { code: 40035, means: 'payload', ...NOT_UNDERSTOOD },
  { code: 43002, means: 'payload', ...NOT_UNDERSTOOD },
  { code: 43004, means: 'payload', ...NOT_UNDERSTOOD },
  { code: 400105, means: 'payload', ...NOT_UNDERSTOOD },
  {
    code: 460101,
    means: 'payload',
    ...because('too-long', { receiver: 'DingTalk' }),
  },
  { code: 430101, means: 'payload', ...UNWANTED },
  { code: 430102, means: 'payload', ...UNWANTED },
  { code: 430103, means: 'payload', ...UNWANTED },
  { code: 430104, means: 'payload', ...UNWANTED },
  // The tables are known to be incomplete, so that the words decide about the other codes.
  {
    text: /too fast|exceed|限流/i,
    means: 'retry',
    ...TOO_FAST,
    afterMs: RATE_WAIT_MS,
    scope: 'receiver',
  },
  { text: /token/i, means: 'owner', ...NO_TOKEN },
];
