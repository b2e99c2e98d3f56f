import { Page } from '@playwright/test';
import { expectAccessible, expectNoSidewaysScroll } from './accessibility';
import { PAGES, settle } from './pages';
import { SeededWebhooks } from './seedWebhooks';
import { Reader, WINDOWS, expect, test, visit } from './test';

for (const looks of Object.keys(WINDOWS) as Reader['looks'][]) {
  test(`every page is accessible, within the window and in the reader's language, ${looks}`, async ({
    openAs,
    reader,
    seeded,
    t,
  }) => {
    const page = await openAs(reader.manager, '/webhooks', WINDOWS[looks]);
    for (const { name, path, shown, ours } of PAGES) {
      await test.step(name, async () => {
        await visit(page, path(seeded));
        await settle(page, shown(page, { t, seeded }));
        await expectNoSidewaysScroll(page);
        await expectAccessible(page, ours?.(page, { t, seeded }));
        if (reader.language === 'zh' && !ours) {
          await expectChinese(page, name, seeded);
        }
      });
    }
  });
}

const CHINESE = /\p{Script=Han}/u;
/** Words that stay as they are in Chinese, and names that clusters gave. */
const NAMES =
  /^((Webhooks?( URL)?|HTTP|URL|Slack|Discord|Microsoft Teams)\W*|Production US|Staging)$/;
/** What heads the rows of the matrix of clusters: kinds, with their groups. */
const KIND = /^[A-Z][A-Za-z]+( [a-z0-9.]+)?$/;

/** What names things on a page is not English. */
async function expectChinese(
  page: Page,
  name: string,
  seeded: SeededWebhooks,
): Promise<void> {
  const given = Object.values(seeded).map(webhook => webhook.name);
  const words = await page
    .locator('main')
    .locator('th, label, legend, h2, h3')
    .allInnerTexts();
  expect
    .soft(
      words
        // What is drawn before a platform's name is its mark.
        .map(word => word.trim().split('\n').pop()!.trim())
        .filter(word => /[a-z]{3}/.test(word) && !CHINESE.test(word))
        .filter(word => !NAMES.test(word) && !given.includes(word))
        .filter(word => name !== 'clusters' || !KIND.test(word)),
      `words on ${name} that are not Chinese`,
    )
    .toEqual([]);
}
