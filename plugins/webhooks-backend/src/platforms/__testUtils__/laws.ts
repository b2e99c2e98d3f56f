import {
  PlatformLaws,
  SECRET,
} from '@kubevision/backstage-plugin-webhooks-node/testUtils';

/* eslint-disable @typescript-eslint/no-explicit-any -- bodies are any JSON until a law read them */

/** A right URL of each platform, the limits of its request, and what may not be in its markup. */
export const LAWS: Record<string, PlatformLaws> = {
  slack: {
    url: `https://hooks.slack.com/services/T000/B000/${SECRET}`,
    tooLarge: ({ text, blocks, attachments }) => {
      const all = [...blocks, ...attachments[0].blocks];
      const fields = all.flatMap(block => block.fields ?? []);
      return [
        text.length > 3000,
        blocks[0].text.text.length > 150,
        all.length > 50,
        ...all.map(block => block.text?.text.length > 3000),
        ...all.map(block => block.fields?.length > 10),
        ...all.map(block => block.fields?.length === 0),
        ...all.map(block => block.elements?.length > 10),
        ...fields.map(field => field.text.length > 2000),
      ].filter(Boolean);
    },
    dangers: body => [
      ...JSON.stringify(body)
        .replace(
          /<!date\^\d+\^\{date_short_pretty\} \{time_secs\}\|[^<>]*>/g,
          '',
        )
        .matchAll(/[<>]/g),
      // An odd number of backticks would let a value out of its code span.
      ...objectsOf(body)
        .filter(({ type }) => type === 'mrkdwn')
        .filter(({ text }) => text.split('`').length % 2 === 0),
      ...objectsOf(body).filter(
        ({ type, verbatim }) => type === 'mrkdwn' && verbatim !== true,
      ),
      ...keysOf(body).filter(key => ['link_names', 'parse'].includes(key)),
    ],
    plainText: {
      tooLarge: ({ text }) => [text.length > 3000].filter(Boolean),
      dangers: ({ text, mrkdwn }) => [
        ...(mrkdwn === false ? [] : ['markup']),
        ...text.matchAll(/[<>]|:\/\//g),
      ],
    },
  },
  discord: {
    url: `https://discord.com/api/webhooks/123/${SECRET}`,
    tooLarge: ({ embeds: [embed] }) =>
      [
        embed.title.length > 256,
        embed.description?.length > 4096,
        embed.footer.text.length > 2048,
        embed.fields.length > 25,
        ...embed.fields.map(
          ({ name, value }: any) =>
            !name || !value || name.length > 256 || value.length > 1024,
        ),
        [
          embed.title,
          embed.description ?? '',
          embed.footer.text,
          ...embed.fields.flatMap(({ name, value }: any) => [name, value]),
        ].join('').length > 6000,
      ].filter(Boolean),
    dangers: ({ allowed_mentions, embeds: [embed] }) => [
      ...(allowed_mentions.parse.length ? ['mentions are parsed'] : []),
      ...[
        embed.title,
        embed.description ?? '',
        ...embed.fields.map(({ value }: any) => value),
      ].flatMap(text => [
        ...text
          // What is escaped, what is in a code span, and our own bold.
          .replace(/\\[^a-z0-9\s]|`[^`]*`|\*\*/gi, ' ')
          .matchAll(/[[\]()<`|~*_\\]|@(?!\u200B)|:\/\//g),
      ]),
    ],
    plainText: {
      tooLarge: ({ content }) => [content.length > 2000].filter(Boolean),
      dangers: ({ allowed_mentions, content }) => [
        ...(allowed_mentions.parse.length ? ['mentions are parsed'] : []),
        ...content
          .replace(/\\[^a-z0-9\s]/gi, ' ')
          .matchAll(/[[\]()<`|~*_\\]|@(?!\u200B)|:\/\//g),
      ],
    },
  },
  dingtalk: {
    url: `https://oapi.dingtalk.com/robot/send?access_token=${SECRET}`,
    tooLarge: (_, bytes) => [bytes > 20_000].filter(Boolean),
    dangers: ({ at, markdown }) => [
      ...(JSON.stringify(at) === '{"isAtAll":false}' ? [] : ['pings']),
      ...`${markdown.title}\n${markdown.text}`.matchAll(
        /[[\]()<`\\]|@(?!\u200B)|:\/\//g,
      ),
    ],
    plainText: {
      tooLarge: (_, bytes) => [bytes > 20_000].filter(Boolean),
      dangers: ({ at, text }) => [
        ...(JSON.stringify(at) === '{"isAtAll":false}' ? [] : ['pings']),
        ...text.content.matchAll(/[[\]()<`\\]|@(?!\u200B)|:\/\//g),
      ],
    },
  },
  feishu: {
    url: `https://open.feishu.cn/open-apis/bot/v2/hook/${SECRET}`,
    tooLarge: (_, bytes) => [bytes > 20_000].filter(Boolean),
    dangers: body =>
      objectsOf(body)
        .filter(({ tag }) => tag === 'lark_md')
        .flatMap(({ content }) => [
          ...(content as string)
            .replace(/\*\*/g, '')
            .replace(/&(#\d+|sim);/g, ' ')
            .matchAll(/[<>[\]()`*_~#&\\]|:\/\//g),
        ]),
    plainText: {
      tooLarge: (_, bytes) => [bytes > 20_000].filter(Boolean),
      dangers: ({ content }) => [...content.text.matchAll(/[<>]|:\/\//g)],
    },
  },
  wecom: {
    url: `https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=${SECRET}`,
    tooLarge: ({ markdown }) =>
      [Buffer.byteLength(markdown.content) > 4096].filter(Boolean),
    dangers: ({ markdown }) => [
      ...markdown.content
        .replace(/<font color="(comment|info)">|<\/font>/g, ' ')
        .matchAll(/[<[\]()\\]|:\/\//g),
      ...(markdown.content.split('`').length % 2 ? [] : ['open code span']),
    ],
    plainText: {
      tooLarge: ({ text }) =>
        [Buffer.byteLength(text.content) > 2048].filter(Boolean),
      dangers: ({ text, ...rest }) => [
        ...keysOf({ text, ...rest }).filter(key => key.startsWith('mentioned')),
        ...text.content.matchAll(/[<>]|:\/\//g),
      ],
    },
  },
  http: {
    url: `https://receiver.example/hooks/${SECRET}`,
    acceptsAnyBody: true,
    // Machines read it: it is the whole event, as it is.
    tooLarge: () => [],
    dangers: () => [],
  },
};

function objectsOf(value: unknown): any[] {
  if (typeof value !== 'object' || value === null) return [];
  return [value, ...Object.values(value).flatMap(objectsOf)];
}

function keysOf(value: unknown): string[] {
  return objectsOf(value).flatMap(object => Object.keys(object));
}
