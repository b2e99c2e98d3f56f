import { NewWebhook, WebhooksApi } from './WebhooksApi';

const WEBHOOKS = {
  payments: {
    name: 'payments to #ops',
    platform: 'slack',
    path: '/services/T000/B000/XXXX',
    filters: {
      events: ['scale', 'update'],
      clusters: ['prod-us'],
      resources: ['Deployment'],
    },
  },
  chat: {
    name: 'platform guild',
    platform: 'discord',
    path: '/api/webhooks/1000/token-of-the-inbox',
    filters: { resources: ['Node', 'Deployment'] },
  },
  signed: {
    name: 'change log',
    platform: 'http',
    path: '/http',
    secret: 'inbox-secret',
  },
  /** The receiver refuses its signature. */
  refused: {
    name: 'gone receiver',
    platform: 'feishu',
    path: '/open-apis/bot/v2/hook/token',
    secret: 'not-the-secret',
    filters: { events: ['scale'], namespaces: ['team-*', 'shop'] },
  },
} as const satisfies Record<string, NewWebhook>;

/** A webhook that is there before a test begins. */
export interface SeededWebhook {
  readonly id: string;
  readonly name: string;
}

export type SeededWebhooks = Record<keyof typeof WEBHOOKS, SeededWebhook>;

/** Makes the webhooks that are missing, and sends a test to each. */
export async function seedWebhooks(): Promise<SeededWebhooks> {
  const api = await WebhooksApi.as('ops');
  const existing = await api.list();
  const entries = Object.entries(WEBHOOKS).map(
    async ([key, webhook]: [string, NewWebhook]) => {
      const { name } = webhook;
      const id =
        existing.find(it => it.name === name)?.id ??
        (await api.create(webhook));
      await api.test(id);
      return [key, { id, name }];
    },
  );
  return Object.fromEntries(await Promise.all(entries));
}
