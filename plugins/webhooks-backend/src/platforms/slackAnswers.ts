import { KnownAnswer } from '@kubevision/backstage-plugin-webhooks-node';

const GONE =
  'Slack no longer knows this webhook: it or its app was removed. Create a new one in Slack and paste its URL';
const NO_CHANNEL =
  "The webhook's channel or user no longer exists. Create a new webhook in Slack and paste its URL";
const NO_TEAM =
  'The Slack workspace is not active. Ask its administrator, or paste the URL of another workspace';
const NOT_UNDERSTOOD =
  'Slack did not understand the message. This is our mistake: please report it with the answer';

/** https://docs.slack.dev/messaging/sending-messages-using-incoming-webhooks#handling_errors */
export const SLACK_ANSWERS: readonly KnownAnswer[] = [
  { code: 'no_service', means: 'owner', permanent: true, reason: GONE },
  { code: 'no_service_id', means: 'owner', permanent: true, reason: GONE },
  { code: 'no_active_hooks', means: 'owner', permanent: true, reason: GONE },
  {
    code: 'invalid_token',
    means: 'owner',
    reason:
      'Slack does not accept the token in the URL. Copy the URL again, whole, from Slack',
  },
  { code: 'channel_not_found', means: 'owner', reason: NO_CHANNEL },
  { code: 'user_not_found', means: 'owner', reason: NO_CHANNEL },
  {
    code: 'channel_is_archived',
    means: 'owner',
    reason:
      'The Slack channel is archived. Unarchive it, or create a webhook for another channel',
  },
  {
    code: 'action_prohibited',
    means: 'owner',
    reason:
      'A Slack administrator has restricted posting to this channel. Ask them, or use another channel',
  },
  {
    code: 'posting_to_general_channel_denied',
    means: 'owner',
    reason:
      'A Slack administrator has restricted posting to #general. Ask them, or use another channel',
  },
  { code: 'no_team', means: 'owner', reason: NO_TEAM },
  { code: 'team_disabled', means: 'owner', reason: NO_TEAM },
  { code: 'invalid_payload', means: 'payload', reason: NOT_UNDERSTOOD },
  { code: 'invalid_blocks', means: 'payload', reason: NOT_UNDERSTOOD },
  { code: 'no_text', means: 'payload', reason: NOT_UNDERSTOOD },
  { code: 'too_many_attachments', means: 'payload', reason: NOT_UNDERSTOOD },
  {
    code: 'rollup_error',
    means: 'retry',
    reason: 'Slack has a problem of its own; the message is sent again',
  },
];
