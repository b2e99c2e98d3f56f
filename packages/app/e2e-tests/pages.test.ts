import { Locator, Page } from '@playwright/test';
import { expectAccessible, expectNoSidewaysScroll } from './accessibility';
import { SeededWebhooks } from './seedWebhooks';
import { WINDOWS, expect, test, visit } from './test';

/** A page, and what stands on it once it is there. */
type PageOf = (seeded: SeededWebhooks) => {
  path: string;
  shown: (page: Page) => Locator;
};

const button = (name: string | RegExp) => (page: Page) =>
  page.getByRole('button', { name }).first();
const heading = (name: string | RegExp) => (page: Page) =>
  page.getByRole('heading', { name }).first();

const PAGES: Record<string, PageOf> = {
  'the list': ({ chat }) => ({
    path: '/webhooks',
    shown: page => page.getByRole('link', { name: chat.name }),
  }),
  'the tab of Settings': ({ chat }) => ({
    path: '/settings/webhooks',
    shown: page => page.getByRole('link', { name: chat.name }),
  }),
  events: () => ({ path: '/webhooks/events', shown: button(/^Show what/) }),
  clusters: () => ({
    path: '/webhooks/clusters',
    shown: button(/^Deployment in Production US/),
  }),
  'the overview of a webhook': ({ refused }) => ({
    path: `/webhooks/${refused.id}`,
    shown: heading('What it sends'),
  }),
  'the delivery history': ({ chat }) => ({
    path: `/webhooks/${chat.id}/deliveries`,
    shown: button(/^Show the attempts/),
  }),
  'the settings of a webhook': ({ signed }) => ({
    path: `/webhooks/${signed.id}/settings`,
    shown: heading(/Mute/),
  }),
  'a new webhook': () => ({
    path: '/webhooks/new',
    shown: page => page.getByRole('radiogroup', { name: 'Platform' }),
  }),
  'where it sends': ({ signed }) => ({
    path: `/webhooks/${signed.id}/edit?step=target`,
    shown: button('Send a test'),
  }),
  'what it sends': ({ chat }) => ({
    path: `/webhooks/${chat.id}/edit?step=filters`,
    shown: page => page.getByRole('group', { name: 'Event types' }),
  }),
  noise: ({ chat }) => ({
    path: `/webhooks/${chat.id}/edit?step=message`,
    shown: page => page.getByRole('radiogroup', { name: 'Rollouts' }),
  }),
  'the review': ({ chat }) => ({
    path: `/webhooks/${chat.id}/edit?step=review`,
    shown: button('Save'),
  }),
};

for (const [looks, window] of Object.entries(WINDOWS)) {
  test(`every page is accessible and within the window, ${looks}`, async ({
    openAs,
    seeded,
  }) => {
    const page = await openAs('ops', '/webhooks', window);
    for (const [name, pageOf] of Object.entries(PAGES)) {
      await test.step(name, async () => {
        const { path, shown } = pageOf(seeded);
        await visit(page, path);
        await expect(shown(page)).toBeVisible();
        await expect(page.locator('.MuiSkeleton-root')).toHaveCount(0);
        await expectNoSidewaysScroll(page);
        await expectAccessible(page);
      });
    }
  });
}
