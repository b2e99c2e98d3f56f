import { Page } from '@playwright/test';
import { INBOX } from './portal';
import { expect, test, visit } from './test';
import { Words, startingWith } from './words';

/** Goes on from where a webhook sends to the end of the form, and saves. */
async function saveAtTheEnd(page: Page, t: Words): Promise<void> {
  for (let steps = 0; steps < 3; steps++) {
    await page.getByRole('button', { name: t('form.next') }).click();
  }
  await page.getByRole('button', { name: t('action.save') }).click();
}

test('somebody creates a webhook, tests it and sees changes delivered', async ({
  open,
  named,
  t,
}) => {
  const page = await open('/webhooks');
  await page
    .getByRole('button', { name: t('action.new') })
    .first()
    .click();

  await page.getByRole('radio', { name: 'Slack' }).check({ force: true });
  await expect(page.getByText('K8s Deployment updated').first()).toBeVisible();
  await page.getByRole('button', { name: t('form.next') }).click();
  await page
    .getByRole('textbox', { name: t('form.name') })
    .fill(named('browser test to #ops'));
  const url = page.getByRole('textbox', { name: /URL/ });
  await url.fill('https://discord.com/api/webhooks/1/token');
  await expect(
    page.getByText(t('form.otherPlatform', { platform: 'Discord' })),
  ).toBeVisible();

  await url.fill(`${INBOX}/services/T000/B000/XXXX`);
  await page.getByRole('button', { name: t('form.sendTest') }).click();
  await expect(page.getByText(/HTTP 200/)).toBeVisible();
  await saveAtTheEnd(page, t);
  await expect(page.getByText(t('webhook.savedTitle'))).toBeVisible();

  await page
    .getByRole('button', { name: t('action.test') })
    .first()
    .click();
  await expect(page.getByText(/HTTP 200/).first()).toBeVisible();

  await page.getByRole('tab', { name: t('page.tabs.deliveries') }).click();
  const rows = page.getByRole('row').filter({
    has: page.getByText(t('deliveries.status.delivered')),
  });
  const tested = page.getByText(startingWith(t('deliveries.test')));
  await expect(rows.filter({ has: tested }).first()).toBeVisible();

  // The simulated clusters change by themselves; their changes arrive without a reload.
  await expect(rows.filter({ hasNot: tested }).first()).toBeVisible();
  const received = await page.request.get(`${INBOX}/received`);
  expect(await received.text()).toContain('K8s');
});

test('an event tells what it matched, and a webhook can be made from it', async ({
  open,
  seeded,
  t,
}) => {
  const page = await open('/webhooks/events');
  await page
    .getByRole('button', { name: t('events.show') })
    .first()
    .click();
  await expect(
    page.getByRole('link', { name: seeded.signed.name }).first(),
  ).toBeVisible();
  await page
    .getByRole('button', { name: t('events.createLike') })
    .first()
    .click();
  await expect(page).toHaveURL(/\/webhooks\/new\?like=/);
});

test('the signing secret of a custom HTTP webhook is shown once', async ({
  open,
  named,
  t,
}) => {
  const page = await open('/webhooks/new');
  await page
    .getByRole('radio', { name: t('platform.label.http') })
    .check({ force: true });
  await page.getByRole('button', { name: t('form.next') }).click();
  await page
    .getByRole('textbox', { name: t('form.name') })
    .fill(named('secretive'));
  await page.getByRole('textbox', { name: /URL/ }).fill(`${INBOX}/http`);
  await saveAtTheEnd(page, t);
  const secret = page.getByRole('textbox', { name: t('secret.label') });
  await expect(secret).toHaveValue(/.{20,}/);
  const shown = await secret.inputValue();
  await page.getByRole('button', { name: t('secret.done') }).click();
  await expect(page.getByText(t('webhook.savedTitle'))).toBeVisible();

  await page.reload();
  await expect(page.getByText(t('webhook.sends'))).toBeVisible();
  expect(await page.content()).not.toContain(shown);
});

test('what a receiver refused is told', async ({ open, seeded, t }) => {
  const page = await open(`/webhooks/${seeded.refused.id}/deliveries`);
  await page
    .getByRole('button', { name: t('deliveries.show') })
    .first()
    .click();
  await expect(page.getByText(/sign match fail/).first()).toBeVisible();
});

test('a webhook is found, turned off, changed and deleted', async ({
  open,
  aWebhook,
  named,
  t,
}) => {
  const { id, name } = await aWebhook('short-lived', {
    platform: 'wecom',
    path: '/cgi-bin/webhook/send?key=key-of-the-inbox',
    secret: undefined,
  });
  const page = await open('/webhooks');
  const link = page.getByRole('link', { name, exact: true });
  await page.getByRole('textbox', { name: t('list.search') }).fill(name);
  await expect(link).toBeVisible();
  await page
    .getByRole('checkbox', { name: t('list.disable', { name }) })
    .click();
  await expect(
    page.getByRole('checkbox', { name: t('list.enable', { name }) }),
  ).toBeAttached();

  await visit(page, `/webhooks/${id}/edit?step=target`);
  const field = page.getByRole('textbox', { name: t('form.name') });
  await expect(field).toHaveValue(name);
  const newName = named('longer-lived');
  await field.fill(newName);
  await visit(page, `/webhooks/${id}/edit?step=review`);
  await page.getByRole('button', { name: t('action.save') }).click();
  await expect(page.getByRole('heading', { name: newName })).toBeVisible();

  await page.getByRole('button', { name: t('action.delete') }).click();
  await page
    .getByRole('dialog')
    .getByRole('button', { name: t('action.delete') })
    .click();
  await expect(page).toHaveURL(/\/webhooks$/);
  await expect(page.getByRole('link', { name: newName })).toHaveCount(0);
});
