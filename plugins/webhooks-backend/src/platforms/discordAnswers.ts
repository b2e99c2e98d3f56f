import { because } from '@kubevision/backstage-plugin-webhooks-common';
import { KnownAnswer } from '@kubevision/backstage-plugin-webhooks-node';

/** https://discord.com/developers/docs/topics/opcodes-and-status-codes#json-json-error-codes */
export const DISCORD_ANSWERS: readonly KnownAnswer[] = [
  {
    code: 10015,
    means: 'owner',
    permanent: true,
    ...because('webhook-deleted', { receiver: 'Discord' }),
  },
  {
    code: 50027,
    means: 'owner',
    ...because('token-refused', { receiver: 'Discord' }),
  },
  {
    code: 220001,
    means: 'owner',
    ...because('channel-is-forum'),
  },
  {
    code: 50006,
    means: 'payload',
    ...because('empty', { receiver: 'Discord' }),
  },
  {
    code: 50035,
    means: 'payload',
    ...because('not-understood', { receiver: 'Discord' }),
  },
];
