// Takes the pictures in docs/images/ of the portal that runs at http://localhost:3000:
// every page, light and dark, wide and narrow. Run `npm start` first, then `node scripts/screenshots.mjs`.

import { chromium } from '@playwright/test';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './bootstrap.mjs';

const PORTAL = 'http://localhost:3000';
const INBOX = 'http://localhost:7020';
const IMAGES = process.env.IMAGES ?? join(root, 'docs/images');
const WIDTHS = { '': 1440, '-narrow': 390 };

/** What the pictures show: made once, and left for whoever looks on. */
const WEBHOOKS = [
  {
    name: 'payments to #ops',
    platform: 'slack',
    path: '/services/T000/B000/XXXX',
    filters: {
      events: ['scale', 'update'],
      clusters: ['prod-us'],
      resources: ['Deployment'],
    },
  },
  {
    name: 'platform guild',
    platform: 'discord',
    path: '/api/webhooks/1000/token-of-the-inbox',
    filters: { resources: ['Node', 'Deployment'] },
  },
  {
    name: 'on-call robot',
    platform: 'dingtalk',
    path: '/robot/send?access_token=token-of-the-inbox',
    secret: 'inbox-secret',
  },
  {
    name: 'change log',
    platform: 'http',
    path: '/http',
    secret: 'inbox-secret',
  },
  {
    name: 'gone receiver',
    platform: 'feishu',
    path: '/open-apis/bot/v2/hook/token',
    secret: 'not-the-secret',
    filters: { events: ['scale', 'update'] },
  },
];

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'],
});
mkdirSync(IMAGES, { recursive: true });

async function openAs(person, options) {
  const context = await browser.newContext({ baseURL: PORTAL, ...options });
  const page = await context.newPage();
  await page.goto('/');
  const card = page.getByRole('button', { name: new RegExp(person) });
  await card.click();
  await card.waitFor({ state: 'detached' });
  return page;
}

/** The API as the signed-in person, with the token that the page's own requests carry. */
async function apiOf(page) {
  const [request] = await Promise.all([
    page.waitForRequest(
      it =>
        it.url().includes('/api/webhooks') &&
        Boolean(it.headers().authorization),
    ),
    page.goto('/webhooks'),
  ]);
  const headers = { authorization: request.headers().authorization };
  const url = path => `http://localhost:7007/api/v1/webhooks${path}`;
  return {
    get: async path => (await page.request.get(url(path), { headers })).json(),
    post: async (path, data) =>
      (await page.request.post(url(path), { headers, data })).json(),
  };
}

async function ensureWebhooks(page) {
  const api = await apiOf(page);
  const { items } = await api.get('');
  for (const { path, ...webhook } of WEBHOOKS) {
    if (items.some(it => it.name === webhook.name)) continue;
    const { id } = await api.post('', { ...webhook, url: INBOX + path });
    await api.post(`/${id}/test`);
  }
  return (await api.get('')).items;
}

const ops = await openAs('Olga', {});
const webhooks = await ensureWebhooks(ops);
const { id } = webhooks.find(it => it.name === WEBHOOKS[0].name);
await ops.waitForTimeout(Number(process.env.SETTLE_MS ?? 30_000));

const PAGES = {
  webhooks: '/webhooks',
  new: '/webhooks/new',
  filters: '/webhooks/new?step=filters',
  events: '/webhooks/events',
  webhook: `/webhooks/${id}`,
  deliveries: `/webhooks/${id}/deliveries`,
  edit: `/webhooks/${id}/edit`,
  clusters: '/webhooks/clusters',
  settings: '/settings/webhooks',
};

for (const colorScheme of ['light', 'dark']) {
  for (const [suffix, width] of Object.entries(WIDTHS)) {
    const options = { colorScheme, viewport: { width, height: 900 } };
    const signIn = await (await browser.newContext(options)).newPage();
    const shoot = (page, name) =>
      page.screenshot({
        path: join(IMAGES, `${name}-${colorScheme}${suffix}.png`),
      });
    await signIn.goto(PORTAL);
    await signIn.getByRole('button', { name: /Olga/ }).waitFor();
    await shoot(signIn, 'sign-in');
    await signIn.goto(INBOX);
    await shoot(signIn, 'inbox');
    const page = await openAs('Olga', options);
    for (const [name, path] of Object.entries(PAGES)) {
      await page.goto(path);
      await page.waitForTimeout(2_500);
      await shoot(page, name);
    }
    const reader = await openAs('Rita', options);
    await reader.goto('/webhooks');
    await reader.waitForTimeout(2_500);
    await shoot(reader, 'webhooks-readonly');
  }
}
await browser.close();
