import { join } from 'node:path';
import { BrowserContextOptions, Page } from '@playwright/test';
import { PAGES, settle } from './pages';
import { SeededWebhooks } from './seedWebhooks';
import { expect, test, visit } from './test';
import { WebhooksApi } from './WebhooksApi';
import { Language } from './words';

const IMAGES = process.env.IMAGES ?? join(__dirname, '../../../docs/images');
const WIDE = { width: 1440, height: 900 };
const NARROW = { width: 390, height: 844 };

/** How the pages are pictured; all of them light and wide, and some in each other way. */
const LOOKS: Record<
  string,
  {
    window: BrowserContextOptions;
    language?: Language;
    pages?: readonly string[];
  }
> = {
  light: { window: { colorScheme: 'light', viewport: WIDE } },
  dark: {
    window: { colorScheme: 'dark', viewport: WIDE },
    pages: ['webhooks', 'webhook', 'deliveries'],
  },
  narrow: {
    window: { colorScheme: 'light', viewport: NARROW },
    pages: ['deliveries', 'edit-filters'],
  },
  chinese: {
    window: { colorScheme: 'light', viewport: WIDE },
    language: 'zh',
    pages: ['webhooks', 'webhook-settings'],
  },
  'chinese-narrow': {
    window: { colorScheme: 'dark', viewport: NARROW },
    language: 'zh',
    pages: ['clusters'],
  },
};

const shoot = (page: Page, name: string) =>
  page.screenshot({
    path: join(IMAGES, `${name}.png`),
    animations: 'disabled',
  });

/** Resolves when something has failed of the webhook whose receiver refuses everything. */
async function untilRefused({ refused }: SeededWebhooks): Promise<void> {
  const api = await WebhooksApi.as('ops');
  await expect
    .poll(async () => (await api.request('GET', `/${refused.id}`)).parked)
    .toBeGreaterThan(0);
}

test('pictures of a portal without webhooks', async ({ open, t }) => {
  const page = await open('/webhooks');
  await page.getByText(t('list.emptyTitle')).waitFor();
  await shoot(page, 'webhooks-empty');
});

for (const [look, { window, language = 'en', pages }] of Object.entries(
  LOOKS,
)) {
  test.describe(look, () => {
    test.use({ reader: { manager: 'ops', language, looks: 'light and wide' } });

    test(`pictures, ${look}`, async ({ openAs, seeded, t }) => {
      await untilRefused(seeded);
      const page = await openAs('ops', '/webhooks', window);
      for (const { name, path, shown, ours } of PAGES.filter(
        it => pages?.includes(it.name) ?? true,
      )) {
        await visit(page, path(seeded));
        await settle(page, shown(page, { t, seeded }));
        await ours?.(page, { t, seeded }).scrollIntoViewIfNeeded();
        await shoot(page, `${name}-${look}`);
      }
    });
  });
}

test('pictures of what opens', async ({ open, seeded, t }) => {
  const { refused } = seeded;
  const api = await WebhooksApi.as('ops');
  await untilRefused(seeded);
  // It may have been turned off for what it refuses, and then sends nothing again; nor may it be
  // turned off again meanwhile, so it is left with a namespace in which nothing happens.
  const { name, platform, filters } = await api.request(
    'GET',
    `/${refused.id}`,
  );
  await api.request('PUT', `/${refused.id}`, {
    name,
    platform,
    filters: { ...filters, namespaces: ['shop'] },
    enabled: true,
  });
  const page = await open(`/webhooks/${refused.id}/deliveries`);
  const button = (words: RegExp) =>
    page.getByRole('button', { name: words }).first();
  const shootDialog = async (text: RegExp, picture: string) => {
    const dialog = page.getByRole('dialog');
    await dialog.getByText(text).waitFor();
    await shoot(page, picture);
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
  };
  await button(t('recoveries.start')).click();
  await shootDialog(t('recoveries.count'), 'recovery');
  await button(t('action.delete')).click();
  await shootDialog(t('delete.text'), 'delete');
  await button(t('deliveries.show')).click();
  await settle(page, button(t('deliveries.redeliver')));
  await shoot(page, 'attempt');

  await visit(page, '/webhooks/events');
  await button(t('events.show')).click();
  await settle(page, button(t('events.createLike')));
  await shoot(page, 'event');
});

test('pictures of what who may only read sees', async ({
  openAs,
  seeded,
  t,
}) => {
  const page = await openAs('readonly', '/webhooks');
  await settle(page, PAGES[0].shown(page, { t, seeded }));
  await expect(page.getByText(t('list.column.actions'))).toHaveCount(0);
  await shoot(page, 'webhooks-readonly');
  await visit(page, '/webhooks/new');
  await page.getByText(t('state.deniedText')).waitFor();
  await shoot(page, 'denied');
});

test.describe('while the backend is away', () => {
  test.use({ bearable: [/\b503\b/] });

  test('pictures of a list that cannot be loaded', async ({ open, t }) => {
    const page = await open('/webhooks/clusters');
    await page.getByText(t('clusters.description')).waitFor();
    await page.route(/\/api\/webhooks\b/, route =>
      route.fulfill({
        status: 503,
        json: {
          error: {
            name: 'ServiceUnavailableError',
            message: 'The database is away',
          },
          request: { method: 'GET', url: '/' },
          response: { statusCode: 503 },
        },
      }),
    );
    await visit(page, '/webhooks');
    await page.getByRole('button', { name: t('action.retry') }).waitFor();
    await shoot(page, 'error');
  });
});
