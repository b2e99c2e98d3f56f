import { KnownAnswer } from '@kubevision/backstage-plugin-webhooks-node';

/** https://discord.com/developers/docs/topics/opcodes-and-status-codes#json-json-error-codes */
export const DISCORD_ANSWERS: readonly KnownAnswer[] = [
  {
    code: 10015,
    means: 'owner',
    permanent: true,
    reason:
      'Discord no longer knows this webhook: it was deleted. Create a new one in the channel and paste its URL',
  },
  {
    code: 50027,
    means: 'owner',
    reason:
      'Discord does not accept the token in the URL. Copy the URL again, whole, from Discord',
  },
  {
    code: 220001,
    means: 'owner',
    reason:
      'The channel is a forum, which takes messages only in a thread. Add ?thread_id= and the id of a thread to the URL, or use a text channel',
  },
  {
    code: 50006,
    means: 'payload',
    reason:
      'Discord says that the message is empty. This is our mistake: please report it',
  },
  {
    code: 50035,
    means: 'payload',
    reason:
      'Discord did not understand the message. This is our mistake: please report it with the answer',
  },
];
