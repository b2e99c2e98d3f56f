import { join } from 'node:path';
import { BrowserContextOptions, Page } from '@playwright/test';
import { PAGES, settle } from './pages';
import { expect, inChinese, test, visit } from './test';
import { WebhooksApi } from './WebhooksApi';

const IMAGES = process.env.IMAGES ?? join(__dirname, '../../../docs/images');
const WIDE = { width: 1440, height: 900 };
const NARROW = { width: 390, height: 844 };

/** How the pages are pictured; all of them light and wide, and some in each other way. */
const LOOKS: Record<
  string,
  { window: BrowserContextOptions; pages?: readonly string[] }
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
    window: { colorScheme: 'light', viewport: WIDE, ...inChinese() },
    pages: ['webhooks', 'webhook-settings'],
  },
  'chinese-narrow': {
    window: { colorScheme: 'dark', viewport: NARROW, ...inChinese() },
    pages: ['clusters'],
  },
};

const shoot = (page: Page, name: string) =>
  page.screenshot({
    path: join(IMAGES, `${name}.png`),
    animations: 'disabled',
  });

for (const [look, { window, pages }] of Object.entries(LOOKS)) {
  test(`pictures, ${look}`, async ({ openAs, seeded }) => {
    const page = await openAs('ops', '/webhooks', window);
    const pictured = PAGES.filter(({ name }) => pages?.includes(name) ?? true);
    for (const { name, path, shown, ours } of pictured) {
      await visit(page, path(seeded));
      await settle(
        page,
        // The words of another language are not those that tell a page.
        look.startsWith('chinese')
          ? page
              .locator('main')
              .getByText(/\p{Script=Han}/u)
              .first()
          : shown(page, seeded),
      );
      await ours?.(page).scrollIntoViewIfNeeded();
      await shoot(page, `${name}-${look}`);
    }
  });
}

test('pictures of what opens, and of what others see', async ({
  openAs,
  seeded,
}) => {
  const { refused } = seeded;
  const window = LOOKS.light.window;
  const api = await WebhooksApi.as('ops');
  await expect
    .poll(async () => (await api.request('GET', `/${refused.id}`)).parked)
    .toBeGreaterThan(0);
  // It may have been turned off for what it refuses, and then sends nothing again.
  const { name, platform, filters } = await api.request(
    'GET',
    `/${refused.id}`,
  );
  await api.request('PUT', `/${refused.id}`, {
    name,
    platform,
    filters,
    enabled: true,
  });
  const page = await openAs(
    'ops',
    `/webhooks/${refused.id}/deliveries`,
    window,
  );
  const named = (words: string | RegExp) =>
    page.getByRole('button', { name: words }).first();
  await named('Send again…').click();
  await page
    .getByRole('dialog')
    .getByText(/will be sent again/)
    .waitFor();
  await shoot(page, 'recovery');
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  await named(/^Show the attempts/).click();
  await named('Redeliver').waitFor();
  await settle(page, named('Redeliver'));
  await shoot(page, 'attempt');

  await visit(page, '/webhooks/events');
  await named(/^Show what/).click();
  await settle(page, named('Make a webhook'));
  await shoot(page, 'event');

  const reader = await openAs('readonly', '/webhooks', window);
  await settle(reader, PAGES[0].shown(reader, seeded));
  await shoot(reader, 'webhooks-readonly');
});
