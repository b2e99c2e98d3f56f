import {
  DELIVERED,
  Message,
  Platform,
  breakLinks,
  byteLength,
  changeInWords,
  fitMessage,
  jsonRequest,
  judgeStatus,
  moreChangesInWords,
} from '@kubevision/backstage-plugin-webhooks-node';
import {
  EventType,
  because,
  REASON_WORDS,
} from '@kubevision/backstage-plugin-webhooks-common';

const LABEL = 'Microsoft Teams';

/** https://learn.microsoft.com/en-us/microsoftteams/platform/bots/how-to/format-your-bot-messages */
const MAX_BYTES = 28 * 1024;

/** https://adaptivecards.io/explorer/TextRun.html */
const COLORS: Record<EventType, string> = {
  create: 'good',
  update: 'warning',
  scale: 'accent',
  delete: 'attention',
};

interface Run {
  readonly type: 'TextRun';
  readonly text: string;
}

/**
 * Text that is shown as it is. Nothing in it is markup: a TextBlock knows Markdown, whose escapes are
 * not the same in all of Teams' clients; a TextRun knows none.
 * https://adaptivecards.io/explorer/TextRun.html
 */
function run(text: string, style: object = {}): Run {
  return { type: 'TextRun', text: breakLinks(text), ...style };
}

function line(...inlines: readonly Run[]) {
  return { type: 'RichTextBlock', inlines };
}

function toCard(message: Message) {
  const more = moreChangesInWords(message);
  const title = `${message.emoji} ${message.headline}: ${message.object}`;
  const color = COLORS[message.eventType];
  return {
    type: 'AdaptiveCard',
    $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
    version: '1.5',
    fallbackText: breakLinks(message.summary),
    msteams: { width: 'Full' },
    body: [
      line(run(title, { size: 'medium', weight: 'bolder', color })),
      ...message.facts.map(({ label, value }) =>
        line(run(`${label}: `, { weight: 'bolder' }), run(value)),
      ),
      ...message.changes.map(change =>
        line(run(changeInWords(change), { fontType: 'monospace' })),
      ),
      ...[message.footer, ...(more ? [more] : [])].map(text =>
        line(run(text, { isSubtle: true, size: 'small' })),
      ),
    ],
  };
}

/**
 * The envelope that a workflow takes.
 * https://learn.microsoft.com/en-us/connectors/teams/#microsoft-teams-webhook
 */
function toBody(message: Message): string {
  return JSON.stringify({
    type: 'message',
    attachments: [
      {
        contentType: 'application/vnd.microsoft.card.adaptive',
        contentUrl: null,
        content: toCard(message),
      },
    ],
  });
}

/**
 * Microsoft Teams, by the Workflows app: "Send webhook alerts to a channel".
 * https://support.microsoft.com/en-us/office/8ae491c7-0394-4861-ba59-055e33f75498
 */
export const teams: Platform = {
  id: 'teams',
  label: LABEL,
  fields: [
    {
      name: 'url',
      label: 'Workflow URL',
      required: true,
      secret: true,
      placeholder:
        'https://….environment.api.powerplatform.com/powerautomate/…',
      help: 'In Teams: the channel’s menu, Workflows, “Send webhook alerts to a channel”, Save, copy the URL.',
    },
  ],
  // A channel takes 4 messages a second and 1,800 an hour; workflows take less.
  // https://learn.microsoft.com/en-us/microsoftteams/platform/bots/how-to/rate-limit
  budget: [{ count: 60, perSeconds: 60 }],
  hosts: ['*.environment.api.powerplatform.com', '*.logic.azure.com'],

  checkUrl(url) {
    if (!/\/triggers\/[^/]+\/paths\/invoke\/?$/.test(url.pathname)) {
      return REASON_WORDS['workflow-url-incomplete'];
    }
    if (!url.searchParams.get('sig')) {
      return REASON_WORDS['workflow-url-unsigned'];
    }
    return undefined;
  },

  toRequest(message, target) {
    const body = fitMessage(
      message,
      toBody,
      text => byteLength(text) <= MAX_BYTES,
    );
    return jsonRequest(target.url, body);
  },

  judge(response, now) {
    const { status } = response;
    if (status === 401 || status === 403) {
      return {
        outcome: 'rejected',
        blame: 'owner',
        ...because('workflow-refuses', { status }),
      };
    }
    if (status === 404) {
      return {
        outcome: 'rejected',
        blame: 'owner',
        ...because('workflow-gone', { status }),
      };
    }
    // 202 is the usual answer; a workflow with an answer of its own gives another 2xx.
    return judgeStatus(LABEL, response, now) ?? DELIVERED;
  },
};
