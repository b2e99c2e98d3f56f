import { KnownAnswer } from '@kubevision/backstage-plugin-webhooks-node';

/** A robot that gets more than 20 messages in a minute is blocked; a shorter wait is in vain. */
const RATE_WAIT_MS = 60_000;

const TOO_FAST =
  'DingTalk takes 20 messages a minute from a robot; it is sent again later. If this is frequent, narrow the filters';
const NO_TOKEN =
  'DingTalk does not know this robot. Copy its Webhook again, whole, or add a new robot to the group';
const NOT_UNDERSTOOD =
  'DingTalk did not understand the message. This is our mistake: please report it with the answer';
const UNWANTED =
  'DingTalk considers the content unsafe or inappropriate and dropped it. Narrow the filters if it comes again';

/**
 * Errors that come as HTTP 200, from the vendor's tables and from answers that others saw.
 * https://open.dingtalk.com/document/orgapp/custom-bot-send-message-type
 */
export const DINGTALK_ANSWERS: readonly KnownAnswer[] = [
  {
    code: -1,
    means: 'retry',
    reason: 'DingTalk is busy; the message is sent again',
  },
  {
    code: 130101,
    means: 'retry',
    reason: TOO_FAST,
    afterMs: RATE_WAIT_MS,
    scope: 'receiver',
  },
  {
    code: 410100,
    means: 'retry',
    reason: TOO_FAST,
    afterMs: RATE_WAIT_MS,
    scope: 'receiver',
  },
  { code: 300001, means: 'owner', reason: NO_TOKEN },
  { code: 300005, means: 'owner', permanent: true, reason: NO_TOKEN },
  { code: 400101, means: 'owner', reason: NO_TOKEN },
  {
    code: 400102,
    means: 'owner',
    reason: 'The robot is stopped. Enable it in the settings of the group',
  },
  {
    code: 400106,
    means: 'owner',
    reason: 'The robot is no longer in the group. Add it again',
  },
  {
    code: 400013,
    means: 'owner',
    permanent: true,
    reason: 'The group was disbanded. Add a robot to another group',
  },
  {
    code: 310000,
    text: /keyword/i,
    means: 'owner',
    reason:
      "The robot accepts only messages with its keyword. Add K8s to the keywords in the robot's security settings",
  },
  {
    code: 310000,
    text: /sign|timestamp/i,
    means: 'owner',
    reason:
      "The signature does not match. Paste the secret of the robot's security settings again, and check that the clock of this server is right",
  },
  {
    code: 310000,
    text: /\bip\b|whitelist/i,
    means: 'owner',
    reason:
      "The robot accepts messages only from listed IP addresses. Add the address of this server in the robot's security settings",
  },
  {
    code: 310000,
    means: 'owner',
    reason:
      "The robot's security settings refuse the message; the answer says which one. Change them, or set the secret here",
  },
  {
    code: 90030,
    means: 'owner',
    reason:
      'The robot has reached its limit of the day. Narrow the filters, or wait until tomorrow',
  },
  { code: 40035, means: 'payload', reason: NOT_UNDERSTOOD },
  { code: 43002, means: 'payload', reason: NOT_UNDERSTOOD },
  { code: 43004, means: 'payload', reason: NOT_UNDERSTOOD },
  { code: 400105, means: 'payload', reason: NOT_UNDERSTOOD },
  {
    code: 460101,
    means: 'payload',
    reason:
      'DingTalk says that the message is too long. This is our mistake: please report it',
  },
  { code: 430101, means: 'payload', reason: UNWANTED },
  { code: 430102, means: 'payload', reason: UNWANTED },
  { code: 430103, means: 'payload', reason: UNWANTED },
  { code: 430104, means: 'payload', reason: UNWANTED },
  // The tables are known to be incomplete, so that the words decide about the other codes.
  {
    text: /too fast|exceed|限流/i,
    means: 'retry',
    reason: TOO_FAST,
    afterMs: RATE_WAIT_MS,
    scope: 'receiver',
  },
  { text: /token/i, means: 'owner', reason: NO_TOKEN },
];
