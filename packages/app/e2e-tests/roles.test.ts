import { expect, test, visit } from './test';

/** What only those are offered who manage webhooks. */
const OFFERS = /^(New Webhook|Test|Edit|Delete|Save|Redeliver|Rotate|Mute)/;

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
  test(`${role} is offered to manage webhooks`, async ({ openAs, seeded }) => {
    const page = await openAs(role, '/webhooks');
    await expect(
      page.getByRole('button', { name: 'New Webhook' }),
    ).toBeVisible();
    await expect(page.getByRole('checkbox').first()).toBeAttached();
    await visit(page, `/webhooks/${seeded.signed.id}`);
    await expect(page.getByRole('button', { name: 'Edit' })).toBeVisible();
    await expect(page.getByText(/localhost:\d+/).first()).toBeVisible();
    await expect(page.getByRole('tab', { name: 'Settings' })).toBeVisible();
  });
}

for (const role of ['dev', 'readonly'] as const) {
  test(`${role} sees what was sent, and neither a receiver nor anything to change`, async ({
    openAs,
    seeded,
  }) => {
    const { refused } = seeded;
    const page = await openAs(role, '/webhooks');
    await expect(page.getByRole('link', { name: refused.name })).toBeVisible();
    const nothingToChange = async () => {
      await expect(page.getByRole('button', { name: OFFERS })).toHaveCount(0);
      await expect(page.getByRole('checkbox')).toHaveCount(0);
      await expect(page.getByText(/localhost:\d/)).toHaveCount(0);
    };
    await nothingToChange();

    await page.getByRole('link', { name: refused.name }).click();
    await expect(page.getByText('What it sends')).toBeVisible();
    await expect(page.getByRole('tab', { name: 'Settings' })).toHaveCount(0);
    await nothingToChange();

    await page.getByRole('tab', { name: 'Delivery History' }).click();
    const show = page.getByRole('button', { name: /^Show the attempts/ });
    await show.first().click();
    await expect(
      page.getByText('Only people who may change webhooks see').first(),
    ).toBeVisible();
    await nothingToChange();

    for (const path of ['/new', `/${refused.id}/edit`]) {
      await visit(page, `/webhooks${path}`);
      await expect(page.getByText('You may not see webhooks')).toBeVisible();
    }
  });
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
