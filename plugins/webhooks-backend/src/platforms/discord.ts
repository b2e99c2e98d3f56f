import { EventType } from '@kubevision/backstage-plugin-webhooks-common';
import {
  DELIVERED,
  KnownAnswer,
  Message,
  Platform,
  TIME_LABEL,
  breakLinks,
  escapeWithin,
  findVerdict,
  fitMessage,
  jsonRequest,
  judgeStatus,
  moreChangesInWords,
  parseObject,
  secondsToMs,
  unclearAnswer,
} from '@kubevision/backstage-plugin-webhooks-node';

const LABEL = 'Discord';
const HOSTS = [
  'discord.com',
  'discordapp.com',
  'ptb.discord.com',
  'canary.discord.com',
];

/** https://discord.com/developers/docs/resources/message#embed-object-embed-limits */
const LIMITS = {
  title: 256,
  description: 4096,
  fieldValue: 1024,
  footer: 2048,
  total: 6000,
};

const COLORS: Record<EventType, number> = {
  create: 0x2ecc71,
  update: 0xecb22e,
  scale: 0x3498db,
  delete: 0xe74c3c,
};

/** https://discord.com/developers/docs/topics/opcodes-and-status-codes#json-json-error-codes */
const ANSWERS: readonly KnownAnswer[] = [
  {
    code: 10015,
    means: 'owner',
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

/**
 * Markup is escaped wherever it has a meaning: at the start of a line, or anywhere.
 * https://support.discord.com/hc/articles/210298617
 */
export function escapeDiscord(text: string): string {
  return breakLinks(text)
    .replace(/[\\*_~|[\]()<`]/g, '\\$&')
    .replace(/^[-#>+]/, '\\$&')
    .replaceAll('@', '@\u200B');
}

/** A backtick cannot be escaped inside of a code span. */
function code(text: string): string {
  return `\`${text.replaceAll('`', 'ˋ')}\``;
}

function toEmbed(message: Message) {
  const title = `${message.headline}: ${message.object}`;
  const lines = message.changes.map(
    change =>
      `**${escapeDiscord(change.field)}**\n${code(change.old)} → ${code(
        change.new,
      )}`,
  );
  const more = moreChangesInWords(message);
  const hasTime = message.facts.some(({ label }) => label === TIME_LABEL);
  return {
    title: `${message.emoji} ${escapeWithin(
      title,
      LIMITS.title - 4,
      escapeDiscord,
    )}`,
    description: [...lines, ...(more ? [more] : [])].join('\n') || undefined,
    color: COLORS[message.eventType],
    fields: message.facts
      // The embed's own timestamp is shown in the reader's zone.
      .filter(({ label }) => label !== TIME_LABEL)
      .map(({ label, value }) => ({
        name: label,
        value: escapeDiscord(value) || '—',
        inline: true,
      })),
    footer: { text: message.footer },
    timestamp: hasTime ? message.event.timestamp : undefined,
  };
}

function fits(embed: ReturnType<typeof toEmbed>): boolean {
  const { title, description = '', fields, footer } = embed;
  const total = [
    title,
    description,
    footer.text,
    ...fields.flatMap(({ name, value }) => [name, value]),
  ].join('').length;
  return (
    total <= LIMITS.total &&
    description.length <= LIMITS.description &&
    footer.text.length <= LIMITS.footer &&
    fields.every(({ value }) => value.length <= LIMITS.fieldValue)
  );
}

/** Without `wait`, Discord answers 204 before it knows whether the message can be posted. */
function withWait(target: string): string {
  const url = new URL(target);
  url.searchParams.set('wait', 'true');
  return url.href;
}

/** Discord webhooks. https://discord.com/developers/docs/resources/webhook#execute-webhook */
export const discord: Platform = {
  id: 'discord',
  label: LABEL,
  fields: [
    {
      name: 'url',
      label: 'Webhook URL',
      required: true,
      secret: true,
      placeholder: 'https://discord.com/api/webhooks/…/…',
      help: 'In Discord: Edit Channel, Integrations, Webhooks, New Webhook, Copy Webhook URL. For a forum channel, add ?thread_id= and the id of a thread.',
    },
  ],
  // 5 in 2 s and 30 in 60 s, both at once.
  budget: { count: 5, perSeconds: 10 },
  hosts: HOSTS,

  checkUrl(url) {
    if (/\/(slack|github)\/?$/.test(url.pathname)) {
      return 'ends in /slack or /github, which takes other messages; paste it without that ending';
    }
    if (
      HOSTS.includes(url.hostname) &&
      !/^\/api(\/v\d+)?\/webhooks\/\d+\/[^/]+\/?$/.test(url.pathname)
    ) {
      return 'is not the whole URL of a Discord webhook; paste it with the id and the token after /api/webhooks/';
    }
    return undefined;
  },

  toRequest(message, target) {
    const body = {
      username: 'K8s changes',
      allowed_mentions: { parse: [] },
      embeds: [fitMessage(message, toEmbed, fits)],
    };
    return jsonRequest(withWait(target.url), JSON.stringify(body));
  },

  judge(response, now) {
    const { status } = response;
    const body = parseObject(response.body);
    const byStatus = judgeStatus(LABEL, response, now);
    if (byStatus?.outcome === 'retry') {
      const afterMs = secondsToMs(body?.retry_after) ?? byStatus.afterMs;
      return { ...byStatus, afterMs };
    }
    if (status === 204) return DELIVERED;
    if (status === 200 && typeof body?.id === 'string') return DELIVERED;
    return findVerdict(ANSWERS, body?.code) ?? byStatus ?? unclearAnswer(LABEL);
  },
};
