import {
  BrowserContextOptions,
  Page,
  expect,
  test as base,
} from '@playwright/test';
import { PERSON, PORTAL, Role } from './portal';
import { SeededWebhooks, seedWebhooks } from './seedWebhooks';
import { watch } from './watch';

/** Windows as people have them. */
export const WINDOWS = {
  'light and wide': {
    colorScheme: 'light',
    viewport: { width: 1440, height: 900 },
  },
  'dark and narrow': {
    colorScheme: 'dark',
    viewport: { width: 390, height: 844 },
  },
} as const satisfies Record<string, BrowserContextOptions>;

/** The browser of somebody who chose Chinese in the settings. */
export function inChinese(): BrowserContextOptions {
  return {
    storageState: {
      cookies: [],
      origins: [
        {
          origin: PORTAL,
          localStorage: [{ name: 'language', value: 'zh' }],
        },
      ],
    },
  };
}

interface Fixtures {
  /** Opens a path of the portal, signed in. The browser may complain about nothing on the way. */
  openAs(
    role: Role,
    path: string,
    options?: BrowserContextOptions,
  ): Promise<Page>;
}

interface WorkerFixtures {
  /** Webhooks of each kind that the pages have something to show of. */
  seeded: SeededWebhooks;
}

/** Playwright's `test`, with the portal's people and some webhooks. */
export const test = base.extend<Fixtures, WorkerFixtures>({
  seeded: [
    async ({}, provide) => {
      await provide(await seedWebhooks());
    },
    { scope: 'worker' },
  ],

  openAs: async ({ browser, contextOptions }, provide) => {
    const problems: string[] = [];
    const pages: Page[] = [];
    await provide(async (role, path, options = {}) => {
      const context = await browser.newContext({
        ...WINDOWS['light and wide'],
        ...contextOptions,
        ...options,
      });
      // As the sign-in page does; one test goes through that page itself.
      await context.addInitScript(
        person => sessionStorage.setItem('portal.person', person),
        PERSON[role],
      );
      const page = await context.newPage();
      pages.push(page);
      watch(page, problems);
      await page.goto(path);
      return page;
    });
    await Promise.all(pages.map(page => page.context().close()));
    expect(problems, 'what the browser complained about').toEqual([]);
  },
});

/** Goes to another page as a link does, without loading the portal anew. */
export async function visit(page: Page, path: string): Promise<void> {
  await page.evaluate(to => {
    window.history.pushState({}, '', to);
    window.dispatchEvent(new PopStateEvent('popstate', { state: {} }));
  }, path);
}

export { expect };
