import { expectAccessible, expectNoSidewaysScroll } from './accessibility';
import { PAGES } from './pages';
import { WINDOWS, expect, inChinese, test, visit } from './test';

const CHINESE = /[\u4e00-\u9fff]/;
/** Words that stay as they are in Chinese, and names that people and clusters gave. */
const NAMES =
  /^((Webhooks?( URL)?|HTTP|URL|Slack|Discord|Microsoft Teams|Custom HTTP|DingTalk|Feishu.*|WeCom)\W*|Production US|Staging|change log)$/;
/** What heads the rows of the matrix of clusters: kinds, with their groups. */
const KIND = /^[A-Z][A-Za-z]+( [a-z0-9.]+)?$/;

/** The pages with most words of their own; what names them there is not English. */
const READ = ['webhooks', 'events', 'clusters', 'new', 'webhook-settings'];

test('the pages speak Chinese to who chose it, on a phone', async ({
  openAs,
  seeded,
}) => {
  const page = await openAs('ops', '/webhooks', {
    ...WINDOWS['dark and narrow'],
    ...inChinese(),
  });
  for (const { name, path } of PAGES.filter(it => READ.includes(it.name))) {
    await test.step(name, async () => {
      await visit(page, path(seeded));
      const content = page.locator('main');
      await expect(content).toHaveText(CHINESE);
      await expect(page.locator('.MuiSkeleton-root')).toHaveCount(0);
      const words = await content
        .locator('th, label, legend, h2, h3')
        .allInnerTexts();
      const english = words.filter(
        word => /[a-z]{3}/.test(word) && !CHINESE.test(word),
      );
      expect
        .soft(
          english.filter(
            word =>
              !NAMES.test(lastLine(word)) &&
              !(name === 'clusters' && KIND.test(word.trim())),
          ),
          `words on ${path(seeded)} that are not Chinese`,
        )
        .toEqual([]);
      await expectNoSidewaysScroll(page);
      await expectAccessible(page);
    });
  }
});

/** What is drawn before a platform's name is its mark. */
function lastLine(text: string): string {
  return text.trim().split('\n').pop()!.trim();
}
