import { KnownAnswer } from '@kubevision/backstage-plugin-webhooks-node';

const TOO_FAST =
  'Feishu takes 100 messages a minute and 5 a second from a bot, and fewer on the full and half hour; it is sent again later';
const NOT_UNDERSTOOD =
  'Feishu did not understand the message. This is our mistake: please report it with the answer';

/** https://open.feishu.cn/document/client-docs/bot-v3/add-custom-bot, and answers that others saw. */
export const FEISHU_ANSWERS: readonly KnownAnswer[] = [
  { code: 11232, means: 'retry', reason: TOO_FAST, scope: 'receiver' },
  {
    code: 9499,
    text: /too many request|frequency limited/i,
    means: 'retry',
    reason: TOO_FAST,
    scope: 'receiver',
  },
  { code: 9499, means: 'payload', reason: NOT_UNDERSTOOD },
  { code: 19002, means: 'payload', reason: NOT_UNDERSTOOD },
  {
    code: 11246,
    means: 'payload',
    reason:
      'Feishu refused the card. This is our mistake: please report it with the answer',
  },
  {
    code: 19001,
    means: 'owner',
    permanent: true,
    reason:
      'Feishu does not know this bot. Copy its webhook address again, whole, or add a new bot to the group',
  },
  {
    code: 19021,
    means: 'owner',
    reason:
      "The signature does not match. Paste the key of the bot's security settings again, and check that the clock of this server is right",
  },
  {
    code: 19022,
    means: 'owner',
    reason:
      "The bot accepts messages only from listed IP addresses. Add the address of this server in the bot's security settings",
  },
  {
    code: 19024,
    means: 'owner',
    reason:
      "The bot accepts only messages with its keyword. Add K8s to the keywords in the bot's security settings",
  },
];
