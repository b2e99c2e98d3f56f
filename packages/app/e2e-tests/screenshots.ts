import { join } from 'node:path';
import { Page } from '@playwright/test';
import { INBOX } from './portal';
import { PAGES, settle } from './pages';
import { test, visit } from './test';

const IMAGES = process.env.IMAGES ?? join(__dirname, '../../../docs/images');
const WIDTHS = { '': 1440, '-narrow': 390 };

for (const colorScheme of ['light', 'dark'] as const) {
  for (const [suffix, width] of Object.entries(WIDTHS)) {
    const window = { colorScheme, viewport: { width, height: 900 } };
    const shoot = (page: Page, name: string) =>
      page.screenshot({
        path: join(IMAGES, `${name}-${colorScheme}${suffix}.png`),
        animations: 'disabled',
      });

    test(`pictures, ${colorScheme}${suffix}`, async ({ openAs, seeded }) => {
      const page = await openAs('ops', '/webhooks', window);
      for (const { name, path, shown } of PAGES) {
        await visit(page, path(seeded));
        await settle(page, shown(page, seeded));
        await shoot(page, name);
      }
      await page.goto(INBOX);
      await shoot(page, 'inbox');

      const reader = await openAs('readonly', '/webhooks', window);
      await settle(reader, PAGES[0].shown(reader, seeded));
      await shoot(reader, 'webhooks-readonly');
    });
  }
}
