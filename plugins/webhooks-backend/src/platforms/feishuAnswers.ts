import { because } from '@kubevision/backstage-plugin-webhooks-common';
import { KnownAnswer } from '@kubevision/backstage-plugin-webhooks-node';

const TOO_FAST = because('bot-too-fast-twice', {
  receiver: 'Feishu',
  count: 100,
  perSecond: 5,
});
const NOT_UNDERSTOOD = because('not-understood', { receiver: 'Feishu' });

/** https://open.feishu.cn/document/client-docs/bot-v3/add-custom-bot, and answers that others saw. */
export const FEISHU_ANSWERS: readonly KnownAnswer[] = [
  { code: 11232, means: 'retry', ...TOO_FAST, scope: 'receiver' },
  {
    code: 9499,
    text: /too many request|frequency limited/i,
    means: 'retry',
    ...TOO_FAST,
    scope: 'receiver',
  },
  { code: 9499, means: 'payload', ...NOT_UNDERSTOOD },
  { code: 19002, means: 'payload', ...NOT_UNDERSTOOD },
  {
    code: 11246,
    means: 'payload',
    ...because('card-refused', { receiver: 'Feishu' }),
  },
  {
    code: 19001,
    means: 'owner',
    permanent: true,
    ...because('bot-unknown', { receiver: 'Feishu' }),
  },
  {
    code: 19021,
    means: 'owner',
    ...because('bot-signature-wrong'),
  },
  {
    code: 19022,
    means: 'owner',
    ...because('bot-ip-not-listed'),
  },
  {
    code: 19024,
    means: 'owner',
    ...because('bot-keyword-missing', { keyword: 'K8s' }),
  },
];
