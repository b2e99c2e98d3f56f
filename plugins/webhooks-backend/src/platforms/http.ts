import {
  PREVIOUS_SIGNATURE_HEADER,
  SIGNATURE_HEADER,
  because,
} from '@kubevision/backstage-plugin-webhooks-common';
import {
  DELIVERED,
  Message,
  Platform,
  Target,
  jsonRequest,
  judgeStatus,
} from '@kubevision/backstage-plugin-webhooks-node';
import { KeyObject, createHmac, createSecretKey } from 'node:crypto';

/** The prefix of a secret whose rest is its key in base64, by Standard Webhooks. */
const ENCODED_SECRET_PREFIX = 'whsec_';

/** The documented keys in the documented order; all others come after them. */
function toBody(message: Message): string {
  const {
    event,
    cluster,
    namespace,
    resource,
    name,
    actor,
    timestamp,
    detail,
    ...further
  } = message.event;
  return JSON.stringify({
    event,
    cluster,
    namespace,
    resource,
    name,
    actor,
    timestamp,
    detail: { field: detail.field, old: detail.old, new: detail.new },
    ...further,
    // Lets a receiver that acts on events leave tests alone.
    ...(message.test ? { test: true } : {}),
  });
}

/** @returns the documented signature, over the body alone */
function signBody(secret: string, body: string): string {
  const hmac = createHmac('sha256', keysOf(secret).body);
  return `sha256=${hmac.update(body).digest('hex')}`;
}

/** The keys of a secret: the documented signature's, and that of Standard Webhooks. */
interface Keys {
  readonly body: KeyObject;
  readonly delivery: KeyObject;
}

/** Making keys takes longer than signing with them, and the same secrets come again and again. */
const MAX_KNOWN = 1_000;
const known = new Map<string, Keys>();

function keysOf(secret: string): Keys {
  let keys = known.get(secret);
  if (!keys) {
    const encoded = secret.startsWith(ENCODED_SECRET_PREFIX)
      ? Buffer.from(secret.slice(ENCODED_SECRET_PREFIX.length), 'base64')
      : Buffer.from(secret);
    keys = {
      body: createSecretKey(Buffer.from(secret)),
      delivery: createSecretKey(encoded),
    };
    if (known.size >= MAX_KNOWN) known.clear();
    known.set(secret, keys);
  }
  return keys;
}

/**
 * The signature of Standard Webhooks, over id, time and body, so that a receiver can refuse a
 * replay. https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md
 */
function signDelivery(options: {
  secret: string;
  id: string;
  timestamp: string;
  body: string;
}): string {
  const { secret, id, timestamp, body } = options;
  const digest = createHmac('sha256', keysOf(secret).delivery)
    .update(`${id}.${timestamp}.${body}`)
    .digest('base64');
  return `v1,${digest}`;
}

/** The secret before the last rotation, as long as it signs too. */
function previousSecret(target: Target, now: Date): string | undefined {
  const { secret, expiresAt } = target.previousSecret ?? {};
  return expiresAt && new Date(expiresAt) > now ? secret : undefined;
}

/** Any HTTP endpoint: the raw event as JSON, signed. */
export const http: Platform = {
  id: 'http',
  label: 'Custom HTTP',
  fields: [
    {
      name: 'url',
      label: 'URL',
      required: true,
      secret: true,
      placeholder: 'https://example.com/hooks/kubernetes',
      help: 'Gets a POST with the event as JSON. Any answer from 200 to 299 counts as delivered; redirects are not followed.',
    },
    {
      name: 'secret',
      label: 'Signing secret',
      required: false,
      secret: true,
      help: `Signs each body: the receiver compares the header ${SIGNATURE_HEADER}. Leave it empty to have one generated, which is shown once.`,
    },
  ],
  budget: [],
  generatesSecret: true,
  signsWithPreviousSecret: true,
  requestSettings: ['headers', 'clientCertificate'],

  toRequest(message, target, now) {
    const body = toBody(message);
    const id = message.deliveryId;
    const timestamp = String(Math.floor(now.getTime() / 1000));
    const { secret, headers, clientCertificate } = target;
    const previous = previousSecret(target, now);
    const secrets = [secret, previous].filter(it => it !== undefined);
    const request = jsonRequest(target.url, body, {
      ...headers,
      'webhook-id': id,
      'webhook-timestamp': timestamp,
      ...(secret && {
        [SIGNATURE_HEADER]: signBody(secret, body),
        'webhook-signature': secrets
          .map(it => signDelivery({ secret: it, id, timestamp, body }))
          .join(' '),
      }),
      ...(previous && {
        [PREVIOUS_SIGNATURE_HEADER]: signBody(previous, body),
      }),
    });
    return clientCertificate ? { ...request, clientCertificate } : request;
  },

  judge(response, now) {
    if (response.status === 401 || response.status === 403) {
      return {
        outcome: 'rejected',
        blame: 'owner',
        ...because('signature-or-url-refused', { status: response.status }),
      };
    }
    return judgeStatus('The receiver', response, now) ?? DELIVERED;
  },
};
