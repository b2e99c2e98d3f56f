import {
  BrowserContextOptions,
  Page,
  expect,
  test as base,
} from '@playwright/test';
import { PERSON, Role } from './portal';

/** A window as people have one. */
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

interface Fixtures {
  /** Opens the portal's page at a path, signed in. Nothing may go wrong on it: see {@link watch}. */
  openAs(
    role: Role,
    path: string,
    options?: BrowserContextOptions & { language?: string },
  ): Promise<Page>;
}

/** Playwright's `test`, with the portal's people. */
export const test = base.extend<Fixtures>({
  openAs: async ({ browser, contextOptions }, use) => {
    const problems: string[] = [];
    const contexts: { close(): Promise<void> }[] = [];
    await use(async (role, path, { language, ...options } = {}) => {
      const context = await browser.newContext({
        ...WINDOWS['light and wide'],
        ...contextOptions,
        ...options,
      });
      contexts.push(context);
      await context.addInitScript(
        ([person, chosenLanguage]) => {
          sessionStorage.setItem('portal.person', person);
          if (chosenLanguage) localStorage.setItem('language', chosenLanguage);
        },
        [PERSON[role], language] as const,
      );
      const page = await context.newPage();
      watch(page, problems);
      await page.goto(path);
      return page;
    });
    await Promise.all(contexts.map(context => context.close()));
    expect(problems, 'what the browser complained about').toEqual([]);
  },
});

/** Notes what must not happen on any page: errors, warnings, and answers of a failing server. */
function watch(page: Page, problems: string[]) {
  page.on('pageerror', error => problems.push(String(error)));
  page.on('console', message => {
    if (message.type() === 'error' || message.type() === 'warning') {
      problems.push(`${new URL(page.url()).pathname}: ${message.text()}`);
    }
  });
  page.on('response', response => {
    if (response.status() >= 500) {
      problems.push(
        `${response.status()} ${new URL(response.url()).pathname}`,
      );
    }
  });
}

export { expect };
