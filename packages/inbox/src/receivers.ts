import { exceedsDiscordLimits, exceedsSlackLimits } from './limits';
import {
  Verification,
  verifyBody,
  verifyDingTalk,
  verifyFeishu,
} from './signatures';

/** A message as it came in. */
export interface IncomingMessage {
  readonly url: URL;
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly raw: Buffer;
  /** The body as JSON; undefined when it is none. */
  readonly json: any;
  readonly secret: string;
  readonly now: Date;
}

/** What a platform answers, and what it found out about the sender. */
export interface Answer {
  readonly status: number;
  readonly body: string | object;
  /** Further ones, such as `retry-after` or `location`. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Absent on platforms that sign nothing. */
  readonly verification?: Verification;
}

/** One platform, as a sender sees it. */
export interface Receiver {
  readonly platform: string;
  readonly label: string;
  /** An address to paste, from its path on. */
  readonly address: string;
  readonly path: RegExp;
  /** Whether the page offers the inbox's secret for it. */
  readonly usesSecret: boolean;
  accept(message: IncomingMessage): Answer;
}

const MAX_BYTES = { dingtalk: 20_000, feishu: 20 * 1024, wecom: 4096 };

function acceptSlack({ json }: IncomingMessage): Answer {
  if (!json) return { status: 400, body: 'invalid_payload' };
  if (!json.text) return { status: 400, body: 'no_text' };
  return exceedsSlackLimits(json)
    ? { status: 400, body: 'invalid_blocks' }
    : { status: 200, body: 'ok' };
}

function acceptDiscord({ json, url }: IncomingMessage): Answer {
  if (!json?.content && !json?.embeds?.length) {
    return {
      status: 400,
      body: { code: 50006, message: 'Cannot send an empty message' },
    };
  }
  if (exceedsDiscordLimits(json)) {
    return { status: 400, body: { code: 50035, message: 'Invalid Form Body' } };
  }
  return url.searchParams.get('wait') === 'true'
    ? { status: 200, body: { id: '1', type: 0, embeds: json.embeds } }
    : { status: 204, body: '' };
}

function acceptDingTalk(message: IncomingMessage): Answer {
  const { json, raw, url, secret, now } = message;
  const verification = verifyDingTalk({ secret, query: url.searchParams, now });
  const fail = (errcode: number, errmsg: string) => ({
    status: 200,
    body: { errcode, errmsg },
    verification,
  });
  if (!json?.msgtype) return fail(40035, 'missing parameter msgtype');
  if (verification === 'invalid') return fail(310000, 'sign not match');
  if (raw.length > MAX_BYTES.dingtalk) {
    return fail(460101, 'message too long, exceed 20000 bytes');
  }
  return fail(0, 'ok');
}

function acceptFeishu(message: IncomingMessage): Answer {
  const { json, raw, secret, now } = message;
  const verification = verifyFeishu({ secret, body: json ?? {}, now });
  const fail = (code: number, msg: string) => ({
    status: 200,
    body: { code, msg, data: {} },
    verification,
  });
  if (!json?.msg_type || raw.length > MAX_BYTES.feishu) {
    return fail(9499, 'Bad Request');
  }
  if (verification === 'invalid') {
    return fail(19021, 'sign match fail or timestamp is not within one hour');
  }
  return fail(0, 'success');
}

function acceptWecom({ json }: IncomingMessage): Answer {
  const fail = (errcode: number, errmsg: string) => ({
    status: 200,
    body: { errcode, errmsg },
  });
  const content = json?.markdown?.content ?? json?.text?.content;
  if (!content) return fail(44004, 'empty content');
  if (Buffer.byteLength(content) > MAX_BYTES.wecom) {
    return fail(40058, 'markdown.content exceed max length 4096');
  }
  return fail(0, 'ok');
}

function acceptHttp({ headers, raw, secret }: IncomingMessage): Answer {
  const verification = verifyBody({
    secret,
    header: headers['x-kubevision-signature'],
    body: raw,
  });
  return verification === 'invalid'
    ? {
        status: 401,
        body: { error: 'The signature does not match' },
        verification,
      }
    : { status: 200, body: { received: true }, verification };
}

/** The platforms, at the paths they really have, so that only the host of a URL differs. */
export const RECEIVERS: readonly Receiver[] = [
  {
    platform: 'slack',
    label: 'Slack',
    address: '/services/T000/B000/XXXX',
    path: /^\/services\/[^/]+\/[^/]+\/[^/]+$/,
    usesSecret: false,
    accept: acceptSlack,
  },
  {
    platform: 'discord',
    label: 'Discord',
    address: '/api/webhooks/1000/token-of-the-inbox',
    path: /^\/api(\/v\d+)?\/webhooks\/[^/]+\/[^/]+$/,
    usesSecret: false,
    accept: acceptDiscord,
  },
  {
    platform: 'dingtalk',
    label: 'DingTalk',
    address: '/robot/send?access_token=token-of-the-inbox',
    path: /^\/robot\/send$/,
    usesSecret: true,
    accept: acceptDingTalk,
  },
  {
    platform: 'feishu',
    label: 'Feishu / Lark',
    address: '/open-apis/bot/v2/hook/token-of-the-inbox',
    path: /^\/open-apis\/bot\/v2\/hook\/[^/]+$/,
    usesSecret: true,
    accept: acceptFeishu,
  },
  {
    platform: 'wecom',
    label: 'WeCom',
    address: '/cgi-bin/webhook/send?key=key-of-the-inbox',
    path: /^\/cgi-bin\/webhook\/send$/,
    usesSecret: false,
    accept: acceptWecom,
  },
  {
    platform: 'http',
    label: 'Custom HTTP',
    address: '/http',
    path: /^\/http(\/.*)?$/,
    usesSecret: true,
    accept: acceptHttp,
  },
];
