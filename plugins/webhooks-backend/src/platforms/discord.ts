import {
  EventType,
  REASON_WORDS,
} from '@kubevision/backstage-plugin-webhooks-common';
import {
  DELIVERED,
  IncomingResponse,
  Message,
  Platform,
  TIME_LABEL,
  Verdict,
  breakLinks,
  escapeWithin,
  findVerdict,
  fitMessage,
  jsonRequest,
  judgeStatus,
  moreChangesInWords,
  parseObject,
  plainLines,
  secondsToMs,
  unclearAnswer,
} from '@kubevision/backstage-plugin-webhooks-node';
import { DISCORD_ANSWERS } from './discordAnswers';

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
  /** https://discord.com/developers/docs/resources/webhook#execute-webhook-jsonform-params */
  content: 2000,
};

/** Keeps Discord from showing what a link leads to. */
const SUPPRESS_EMBEDS = 4;

const COLORS: Record<EventType, number> = {
  create: 0x2ecc71,
  update: 0xecb22e,
  scale: 0x3498db,
  delete: 0xe74c3c,
};

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

/**
 * How long Discord asks to wait, in milliseconds: its own answer is more precise than the header,
 * and something in between may answer without one.
 * https://discord.com/developers/docs/topics/rate-limits
 */
function waitOf(
  response: IncomingResponse,
  byStatus: { afterMs?: number },
): number | undefined {
  const { retry_after: asked } = parseObject(response.body) ?? {};
  return secondsToMs(asked) ?? byStatus.afterMs ?? resetAfter(response);
}

/** When the bucket of the webhook is full again, in milliseconds from now. */
function resetAfter({ headers }: IncomingResponse): number | undefined {
  const value = headers['x-ratelimit-reset-after'];
  return value ? secondsToMs(Number(value)) : undefined;
}

/** The message that was accepted may have been the last that is for a while. */
function delivered(response: IncomingResponse): Verdict {
  const pauseMs =
    response.headers['x-ratelimit-remaining'] === '0'
      ? resetAfter(response)
      : undefined;
  return pauseMs ? { outcome: 'delivered', pauseMs } : DELIVERED;
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
  budget: [
    { count: 30, perSeconds: 60 },
    { count: 5, perSeconds: 2 },
  ],
  hosts: HOSTS,

  checkUrl(url) {
    if (/\/(slack|github)\/?$/.test(url.pathname)) {
      return REASON_WORDS['discord-url-for-others'];
    }
    if (
      HOSTS.includes(url.hostname) &&
      !/^\/api(\/v\d+)?\/webhooks\/\d+\/[^/]+\/?$/.test(url.pathname)
    ) {
      return REASON_WORDS['discord-url-incomplete'];
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

  toPlainText(message, target) {
    const content = fitMessage(
      message,
      smaller => plainLines(smaller, escapeDiscord),
      lines => lines.length <= LIMITS.content,
    );
    const body = {
      username: 'K8s changes',
      allowed_mentions: { parse: [] },
      flags: SUPPRESS_EMBEDS,
      content,
    };
    return jsonRequest(withWait(target.url), JSON.stringify(body));
  },

  judge(response, now) {
    const { status } = response;
    const body = parseObject(response.body);
    const byStatus = judgeStatus(LABEL, response, now);
    if (byStatus?.outcome === 'retry') {
      return { ...byStatus, afterMs: waitOf(response, byStatus) };
    }
    if (status === 204 || (status === 200 && typeof body?.id === 'string')) {
      return delivered(response);
    }
    return (
      findVerdict(DISCORD_ANSWERS, body?.code) ??
      byStatus ??
      unclearAnswer(LABEL)
    );
  },
};
