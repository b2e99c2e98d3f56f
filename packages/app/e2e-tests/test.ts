import { randomUUID } from 'node:crypto';
import {
  BrowserContextOptions,
  Page,
  expect,
  test as base,
} from '@playwright/test';
import { NewWebhook, WebhooksApi } from './WebhooksApi';
import { PERSON, PORTAL, Role } from './portal';
import { seedChanges } from './seedChanges';
import { SeededWebhooks, seedWebhooks } from './seedWebhooks';
import { watch } from './watch';
import { Language, Words, wordsOf } from './words';

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

/** Who walks through the pages. A project of playwright.config.ts chooses, or `test.use`. */
export interface Reader {
  /** A role that manages webhooks: both may do the same. */
  readonly manager: 'admin' | 'ops';
  readonly language: Language;
  readonly looks: keyof typeof WINDOWS;
}

interface Options {
  reader: Reader;
  /** What the browser may complain about in these tests, because they provoke it. */
  bearable: readonly RegExp[];
}

interface Fixtures {
  /** The words of the pages in the reader's language. */
  t: Words;
  /** Opens a path of the portal, signed in. The browser may complain about nothing on the way. */
  openAs(
    role: Role,
    path: string,
    options?: BrowserContextOptions,
  ): Promise<Page>;
  /** As {@link openAs}, as the one who manages webhooks. */
  open(path: string): Promise<Page>;
  /**
   * A name that no other test gives, nor the same test at another try, because names are unique.
   * What is called so when the test ends is deleted.
   */
  named(name: string): string;
  /** Makes a webhook for one test alone, which sends to the inbox. */
  aWebhook(
    name: string,
    changes?: Partial<NewWebhook>,
  ): Promise<{ api: WebhooksApi; id: string; name: string }>;
}

interface WorkerFixtures {
  /** Webhooks of each kind that the pages have something to show of, and a change of an entity. */
  seeded: SeededWebhooks;
}

/** Playwright's `test`, with the portal's people and some webhooks. */
export const test = base.extend<Fixtures & Options, WorkerFixtures>({
  reader: [
    { manager: 'ops', language: 'en', looks: 'light and wide' },
    { option: true },
  ],
  bearable: [[], { option: true }],

  seeded: [
    async ({}, provide) => {
      const webhooks = await seedWebhooks();
      await seedChanges();
      await provide(webhooks);
    },
    { scope: 'worker' },
  ],

  t: async ({ reader }, provide) => {
    await provide(wordsOf(reader.language));
  },

  named: async ({}, provide) => {
    const id = randomUUID().slice(0, 8);
    let isUsed = false;
    await provide(name => {
      isUsed = true;
      return `${name} ${id}`;
    });
    if (!isUsed) return;
    const api = await WebhooksApi.as('ops');
    const left = (await api.list()).filter(it => it.name.endsWith(id));
    for (const it of left) await api.delete(it.id);
  },

  aWebhook: async ({ reader, named }, provide) => {
    await provide(async (name, changes) => {
      const api = await WebhooksApi.as(reader.manager);
      const webhook = {
        name: named(name),
        platform: 'http',
        path: '/http',
        secret: 'inbox-secret',
        ...changes,
      };
      return { api, id: await api.create(webhook), name: webhook.name };
    });
  },

  // Asks for `named` to close the pages before the webhooks that they show are deleted.
  openAs: async ({ browser, reader, bearable, named: _ }, provide) => {
    const problems: string[] = [];
    const pages: Page[] = [];
    await provide(async (role, path, options = {}) => {
      const context = await browser.newContext({
        ...WINDOWS[reader.looks],
        ...speaking(reader.language),
        ...options,
      });
      // As the sign-in page does; one test goes through that page itself.
      await context.addInitScript(
        person => sessionStorage.setItem('portal.person', person),
        PERSON[role],
      );
      const page = await context.newPage();
      pages.push(page);
      watch(page, { problems, bearable });
      await page.goto(path);
      return page;
    });
    await Promise.all(pages.map(page => page.context().close()));
    expect(problems, 'what the browser complained about').toEqual([]);
  },

  open: async ({ openAs, reader }, provide) => {
    await provide(path => openAs(reader.manager, path));
  },
});

/** The browser of somebody who chose a language in the settings. */
function speaking(language: Language): BrowserContextOptions {
  return {
    storageState: {
      cookies: [],
      origins: [
        {
          origin: PORTAL,
          localStorage: [{ name: 'language', value: language }],
        },
      ],
    },
  };
}

/** Goes to another page as a link does, without loading the portal anew. */
export async function visit(page: Page, path: string): Promise<void> {
  await page.evaluate(to => {
    window.history.pushState({}, '', to);
    window.dispatchEvent(new PopStateEvent('popstate', { state: {} }));
  }, path);
}

export { expect };
