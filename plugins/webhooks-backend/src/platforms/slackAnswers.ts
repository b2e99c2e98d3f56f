import { because } from '@kubevision/backstage-plugin-webhooks-common';
import { KnownAnswer } from '@kubevision/backstage-plugin-webhooks-node';

const GONE = because('webhook-removed', { receiver: 'Slack' });
const NO_CHANNEL = because('channel-missing', { receiver: 'Slack' });
const NO_TEAM = because('workspace-inactive', { receiver: 'Slack' });
const NOT_UNDERSTOOD = because('not-understood', { receiver: 'Slack' });

/** https://docs.slack.dev/messaging/sending-messages-using-incoming-webhooks#handling_errors */
export const SLACK_ANSWERS: readonly KnownAnswer[] = [
  { code: 'no_service', means: 'owner', permanent: true, ...GONE },
  { code: 'no_service_id', means: 'owner', permanent: true, ...GONE },
  { code: 'no_active_hooks', means: 'owner', permanent: true, ...GONE },
  {
    code: 'invalid_token',
    means: 'owner',
    ...because('token-refused', { receiver: 'Slack' }),
  },
  { code: 'channel_not_found', means: 'owner', ...NO_CHANNEL },
  { code: 'user_not_found', means: 'owner', ...NO_CHANNEL },
  {
    code: 'channel_is_archived',
    means: 'owner',
    ...because('channel-archived', { receiver: 'Slack' }),
  },
  {
    code: 'action_prohibited',
    means: 'owner',
    ...because('channel-restricted', { receiver: 'Slack' }),
  },
  {
    code: 'posting_to_general_channel_denied',
    means: 'owner',
    ...because('general-channel-restricted', { receiver: 'Slack' }),
  },
  { code: 'no_team', means: 'owner', ...NO_TEAM },
  { code: 'team_disabled', means: 'owner', ...NO_TEAM },
  { code: 'invalid_payload', means: 'payload', ...NOT_UNDERSTOOD },
  { code: 'invalid_blocks', means: 'payload', ...NOT_UNDERSTOOD },
  { code: 'no_text', means: 'payload', ...NOT_UNDERSTOOD },
  { code: 'too_many_attachments', means: 'payload', ...NOT_UNDERSTOOD },
  {
    code: 'rollup_error',
    means: 'retry',
    ...because('receiver-troubled', { receiver: 'Slack' }),
  },
];
