import { expect, test } from '@playwright/test';
import { watch } from './watch';
import { wordsOf } from './words';

const t = wordsOf('en');
/** `npm run test:package` has made it, tested it and waited for a change that it told. */
const NAME = process.env.WEBHOOK ?? '';
const IMAGES = '.cache/package-images';

test.use({ viewport: { width: 1440, height: 900 } });

test('the pages of an app that was just made', async ({ page }) => {
  const problems: string[] = [];
  watch(page, { problems, bearable: [] });

  await page.goto('/');
  await page.getByRole('button', { name: 'Enter' }).click();
  await page.getByRole('link', { name: 'Webhooks' }).click();
  const webhook = page.getByRole('link', { name: NAME, exact: true });
  await expect(webhook).toBeVisible();
  await page.screenshot({ path: `${IMAGES}/webhooks.png` });

  await webhook.click();
  await page.getByRole('tab', { name: t('page.tabs.deliveries') }).click();
  const rows = page.getByRole('row').filter({
    has: page.getByText(t('deliveries.status.delivered')),
  });
  await expect(rows.nth(1)).toBeVisible();
  await page.screenshot({ path: `${IMAGES}/deliveries.png` });

  expect(problems, 'what the browser complained about').toEqual([]);
});
