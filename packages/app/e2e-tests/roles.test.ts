import { Locator, Page } from '@playwright/test';
import { PAGES, settle } from './pages';
import { expect, test, visit } from './test';
import { Words } from './words';

/** What only those are offered who manage webhooks. */
const OFFERS: readonly Parameters<Words>[0][] = [
  'action.new',
  'action.test',
  'action.testNamed',
  'action.edit',
  'action.delete',
  'action.save',
  'action.more',
  'deliveries.redeliver',
  'events.createLike',
  'recoveries.start',
  'settings.mute.mute',
  'settings.secret.rotate',
];

test('the sign-in page offers the people, and signing in leads to the portal', async ({
  page,
}) => {
  await page.goto('/webhooks');
  await page.getByRole('button', { name: /Olga/ }).click();
  await expect(
    page.getByRole('link', { name: 'Webhooks' }).first(),
  ).toBeVisible();
});

for (const role of ['admin', 'ops'] as const) {
  test(`${role} is offered to manage webhooks`, async ({
    openAs,
    seeded,
    t,
  }) => {
    const page = await openAs(role, '/webhooks');
    await expect(
      page.getByRole('button', { name: t('action.new') }),
    ).toBeVisible();
    await expect(page.getByRole('checkbox').first()).toBeAttached();
    await visit(page, `/webhooks/${seeded.signed.id}`);
    await expect(
      page.getByRole('button', { name: t('action.edit') }),
    ).toBeVisible();
    await expect(page.getByText(/localhost:\d+/).first()).toBeVisible();
    await expect(
      page.getByRole('tab', { name: t('page.tabs.settings') }),
    ).toBeVisible();
  });
}

for (const role of ['dev', 'readonly'] as const) {
  test(`${role} sees what was sent, and neither a receiver nor anything to change`, async ({
    openAs,
    seeded,
    t,
  }) => {
    const { refused } = seeded;
    const page = await openAs(role, '/webhooks');
    for (const { name, path, shown, ours, for: who } of PAGES) {
      await test.step(name, async () => {
        // A webhook that a person of every role may see.
        await visit(page, path({ ...seeded, chat: refused, signed: refused }));
        await settle(
          page,
          who === 'managers'
            ? page.getByText(t('state.deniedText'))
            : shown(page, { t, seeded }),
        );
        await expectNothingToChange(ours?.(page, { t, seeded }) ?? page, t);
      });
    }

    await visit(page, `/webhooks/${refused.id}/deliveries`);
    const show = page.getByRole('button', { name: t('deliveries.show') });
    await show.first().click();
    await expect(page.getByText(t('attempts.hidden')).first()).toBeVisible();
    await expectNothingToChange(page, t);
    await expect(
      page.getByRole('tab', { name: t('page.tabs.settings') }),
    ).toHaveCount(0);
  });
}

async function expectNothingToChange(
  part: Page | Locator,
  t: Words,
): Promise<void> {
  for (const offer of OFFERS) {
    await expect(part.getByRole('button', { name: t(offer) })).toHaveCount(0);
  }
  await expect(part.getByText(/localhost:\d/)).toHaveCount(0);
}

test('dev sees only the webhooks and changes of their own namespaces', async ({
  openAs,
  seeded,
}) => {
  const page = await openAs('dev', '/webhooks');
  await expect(
    page.getByRole('link', { name: seeded.refused.name }),
  ).toBeVisible();
  await expect(
    page.getByRole('link', { name: seeded.signed.name }),
  ).toHaveCount(0);
});
