import { Locator, Page, expect } from '@playwright/test';
import { SeededWebhooks } from './seedWebhooks';
import { Words } from './words';

/** In which words a page is read, and what there is to see on it. */
interface Seen {
  readonly t: Words;
  readonly seeded: SeededWebhooks;
}

/** A page of the plugin. */
export interface PageUnderTest {
  readonly name: string;
  path(seeded: SeededWebhooks): string;
  /** What stands on the page once it is there. */
  shown(page: Page, seen: Seen): Locator;
  /** What is ours, on a page of somebody else. */
  ours?(page: Page, seen: Seen): Locator;
  /** Who may see it, where not everybody may who sees webhooks. */
  readonly for?: 'managers';
}

const button =
  (...words: Parameters<Words>) =>
  (page: Page, { t }: Seen) =>
    page.getByRole('button', { name: t(...words) }).first();

const text =
  (...words: Parameters<Words>) =>
  (page: Page, { t }: Seen) =>
    page.getByText(t(...words)).first();

/** Every page of the plugin, with the webhook that has most to show there. */
export const PAGES: readonly PageUnderTest[] = [
  {
    name: 'webhooks',
    path: () => '/webhooks',
    shown: (page, { seeded }) =>
      page.getByRole('link', { name: seeded.refused.name }),
  },
  {
    name: 'settings',
    path: () => '/settings/webhooks',
    shown: (page, { seeded }) =>
      page.getByRole('link', { name: seeded.refused.name }),
  },
  {
    name: 'events',
    path: () => '/webhooks/events',
    shown: button('events.show'),
  },
  {
    name: 'clusters',
    path: () => '/webhooks/clusters',
    shown: button('clusters.show', {
      kind: 'Deployment',
      cluster: 'Production US',
    }),
  },
  {
    name: 'webhook',
    path: ({ refused }) => `/webhooks/${refused.id}`,
    shown: text('webhook.sends'),
  },
  {
    name: 'deliveries',
    path: ({ chat }) => `/webhooks/${chat.id}/deliveries`,
    shown: button('deliveries.show'),
  },
  {
    name: 'webhook-settings',
    path: ({ signed }) => `/webhooks/${signed.id}/settings`,
    shown: text('settings.mute.title'),
    for: 'managers',
  },
  {
    name: 'new',
    path: () => '/webhooks/new',
    shown: (page, { t }) =>
      page.getByRole('radiogroup', { name: t('form.platform') }),
    for: 'managers',
  },
  {
    name: 'edit-target',
    path: ({ signed }) => `/webhooks/${signed.id}/edit?step=target`,
    shown: button('form.sendTest'),
    for: 'managers',
  },
  {
    name: 'edit-filters',
    path: ({ chat }) => `/webhooks/${chat.id}/edit?step=filters`,
    shown: (page, { t }) => page.getByRole('group', { name: t('form.events') }),
    for: 'managers',
  },
  {
    name: 'edit-noise',
    path: ({ chat }) => `/webhooks/${chat.id}/edit?step=message`,
    shown: text('noise.rolloutsHelp'),
    for: 'managers',
  },
  {
    name: 'edit-review',
    path: ({ chat }) => `/webhooks/${chat.id}/edit?step=review`,
    shown: button('action.save'),
    for: 'managers',
  },
  {
    name: 'entity',
    path: () => '/catalog/default/component/api-server/webhooks',
    shown: button('events.show'),
    ours: page => page.getByRole('article'),
  },
  {
    name: 'entity-card',
    path: () => '/catalog/default/component/api-server',
    shown: (page, seen) =>
      changesCard(page, seen).getByRole('listitem').first(),
    ours: changesCard,
  },
  {
    name: 'home',
    path: () => '/home',
    shown: (page, seen) =>
      failingCard(page, seen)
        .getByRole('listitem')
        .or(failingCard(page, seen).getByText(seen.t('home.allWell')))
        .first(),
    ours: failingCard,
  },
];

/** The card of an entity's overview. */
function changesCard(page: Page, { t }: Seen): Locator {
  return page
    .locator('.MuiCard-root, .MuiPaper-root')
    .filter({
      has: page.getByRole('heading', { name: t('entity.changes') }),
    })
    .last();
}

/** The card of the home page. */
function failingCard(page: Page, { t }: Seen): Locator {
  return page
    .locator('.MuiCard-root, .MuiPaper-root')
    .filter({ has: page.getByText(t('home.title')) })
    .last();
}

/** Waits until a page is there and nothing of it is still loading. */
export async function settle(page: Page, shown: Locator): Promise<void> {
  await expect(shown).toBeVisible();
  await expect(page.locator('.MuiSkeleton-root')).toHaveCount(0);
}
