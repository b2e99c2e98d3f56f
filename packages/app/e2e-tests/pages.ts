import { Locator, Page, expect } from '@playwright/test';
import { SeededWebhooks } from './seedWebhooks';

/** A page of the plugin. */
export interface PageUnderTest {
  readonly name: string;
  path(seeded: SeededWebhooks): string;
  /** What stands on the page once it is there. */
  shown(page: Page, seeded: SeededWebhooks): Locator;
  /** What is ours, on a page of somebody else. */
  ours?(page: Page): Locator;
}

const button = (name: string | RegExp) => (page: Page) =>
  page.getByRole('button', { name }).first();

/** Every page of the plugin, with the webhook that has most to show there. */
export const PAGES: readonly PageUnderTest[] = [
  {
    name: 'webhooks',
    path: () => '/webhooks',
    shown: (page, { chat }) => page.getByRole('link', { name: chat.name }),
  },
  {
    name: 'settings',
    path: () => '/settings/webhooks',
    shown: (page, { chat }) => page.getByRole('link', { name: chat.name }),
  },
  {
    name: 'events',
    path: () => '/webhooks/events',
    shown: button(/^Show what/),
  },
  {
    name: 'clusters',
    path: () => '/webhooks/clusters',
    shown: button(/^Deployment in Production US/),
  },
  {
    name: 'webhook',
    path: ({ refused }) => `/webhooks/${refused.id}`,
    shown: page => page.getByText('What it sends'),
  },
  {
    name: 'deliveries',
    path: ({ chat }) => `/webhooks/${chat.id}/deliveries`,
    shown: button(/^Show the attempts/),
  },
  {
    name: 'webhook-settings',
    path: ({ signed }) => `/webhooks/${signed.id}/settings`,
    shown: page => page.getByText(/^Mute/).first(),
  },
  {
    name: 'new',
    path: () => '/webhooks/new',
    shown: page => page.getByRole('radiogroup', { name: 'Platform' }),
  },
  {
    name: 'edit-target',
    path: ({ signed }) => `/webhooks/${signed.id}/edit?step=target`,
    shown: button('Send a test'),
  },
  {
    name: 'edit-filters',
    path: ({ chat }) => `/webhooks/${chat.id}/edit?step=filters`,
    shown: page => page.getByRole('group', { name: 'Event types' }),
  },
  {
    name: 'edit-noise',
    path: ({ chat }) => `/webhooks/${chat.id}/edit?step=message`,
    shown: button(/^Rollouts/),
  },
  {
    name: 'edit-review',
    path: ({ chat }) => `/webhooks/${chat.id}/edit?step=review`,
    shown: button('Save'),
  },
  {
    name: 'entity',
    path: () => '/catalog/default/component/api-server/webhooks',
    shown: button(/^Show what/),
    ours: page => page.getByRole('article'),
  },
  {
    name: 'entity-card',
    path: () => '/catalog/default/component/api-server',
    shown: page => changesCard(page).getByRole('listitem').first(),
    ours: changesCard,
  },
  {
    name: 'home',
    path: () => '/home',
    shown: page =>
      failingCard(page)
        .getByText(/gone receiver|well\.$/)
        .first(),
    ours: failingCard,
  },
];

/** The card of an entity's overview. */
function changesCard(page: Page): Locator {
  return page
    .locator('.MuiCard-root, .MuiPaper-root')
    .filter({
      has: page.getByRole('heading', { name: 'Changes in Kubernetes' }),
    })
    .last();
}

/** The card of the home page. */
function failingCard(page: Page): Locator {
  return page
    .locator('.MuiCard-root, .MuiPaper-root')
    .filter({ hasText: 'Failing webhooks' })
    .last();
}

/** Waits until a page is there and nothing of it is still loading. */
export async function settle(page: Page, shown: Locator): Promise<void> {
  await expect(shown).toBeVisible();
  await expect(page.locator('.MuiSkeleton-root')).toHaveCount(0);
}
