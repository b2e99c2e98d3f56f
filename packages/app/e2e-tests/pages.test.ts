import { expectAccessible, expectNoSidewaysScroll } from './accessibility';
import { PAGES, settle } from './pages';
import { WINDOWS, test, visit } from './test';

for (const [looks, window] of Object.entries(WINDOWS)) {
  test(`every page is accessible and within the window, ${looks}`, async ({
    openAs,
    seeded,
  }) => {
    const page = await openAs('ops', '/webhooks', window);
    for (const { name, path, shown, ours } of PAGES) {
      await test.step(name, async () => {
        await visit(page, path(seeded));
        await settle(page, shown(page, seeded));
        await expectNoSidewaysScroll(page);
        await expectAccessible(page, ours?.(page));
      });
    }
  });
}
