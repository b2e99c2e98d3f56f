import { Page } from '@playwright/test';
import { INBOX } from './portal';
import { WebhooksApi } from './WebhooksApi';
import { WINDOWS, expect, test, visit } from './test';

const next = (page: Page) =>
  page.getByRole('button', { name: 'Next', exact: true });

test('ops creates a webhook, tests it and sees changes delivered', async ({
  openAs,
}) => {
  const page = await openAs('ops', '/webhooks');
  await page.getByRole('button', { name: 'New Webhook' }).first().click();

  await page.getByRole('radio', { name: 'Slack' }).check({ force: true });
  await expect(page.getByText('K8s Deployment updated').first()).toBeVisible();
  await next(page).click();
  await page
    .getByRole('textbox', { name: /^Name\b/ })
    .fill('browser test to #ops');
  const url = page.getByRole('textbox', { name: /URL/ });
  await url.fill('https://discord.com/api/webhooks/1/token');
  await expect(page.getByText('This is a URL of Discord.')).toBeVisible();

  await url.fill(`${INBOX}/services/T000/B000/XXXX`);
  await page.getByRole('button', { name: 'Send a test' }).click();
  await expect(page.getByText(/HTTP 200/)).toBeVisible();
  await next(page).click();
  await next(page).click();
  await next(page).click();
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText('Saved.', { exact: true })).toBeVisible();

  await page.getByRole('button', { name: 'Test', exact: true }).first().click();
  await expect(page.getByText('HTTP 200').first()).toBeVisible();

  await page.getByRole('tab', { name: 'Delivery History' }).click();
  const rows = page.getByRole('row').filter({ hasText: 'Delivered' });
  await expect(rows.filter({ hasText: 'test' }).first()).toBeVisible();

  // The simulated clusters change by themselves; their changes arrive without a reload.
  await expect(rows.filter({ hasNotText: 'test' }).first()).toBeVisible();
  const received = await page.request.get(`${INBOX}/received`);
  expect(await received.text()).toContain('K8s');
});

test('an event tells what it matched, and a webhook can be made from it', async ({
  openAs,
  seeded,
}) => {
  const page = await openAs('ops', '/webhooks/events');
  await page
    .getByRole('button', { name: /^Show what/ })
    .first()
    .click();
  await expect(
    page.getByRole('link', { name: seeded.signed.name }).first(),
  ).toBeVisible();
  await page.getByRole('button', { name: 'Make a webhook' }).first().click();
  await expect(page).toHaveURL(/\/webhooks\/new\?like=/);
});

test('the signing secret of a custom HTTP webhook is shown once, on a phone', async ({
  openAs,
}) => {
  const page = await openAs(
    'admin',
    '/webhooks/new',
    WINDOWS['dark and narrow'],
  );
  await page.getByRole('radio', { name: 'Custom HTTP' }).check({ force: true });
  await next(page).click();
  await page.getByRole('textbox', { name: /^Name\b/ }).fill('secretive');
  await page.getByRole('textbox', { name: /URL/ }).fill(`${INBOX}/http`);
  await next(page).click();
  await next(page).click();
  await next(page).click();
  await page.getByRole('button', { name: 'Save' }).click();
  const secret = page.getByRole('textbox', { name: 'Signing secret' });
  await expect(secret).toHaveValue(/.{20,}/);
  const shown = await secret.inputValue();
  await page.getByRole('button', { name: 'I have saved it' }).click();
  await expect(page.getByText('Saved.', { exact: true })).toBeVisible();

  await page.reload();
  await expect(page.getByText('What it sends')).toBeVisible();
  expect(await page.content()).not.toContain(shown);
});

test('what a receiver refused is told', async ({ openAs, seeded }) => {
  const page = await openAs('ops', `/webhooks/${seeded.refused.id}/deliveries`);
  await page
    .getByRole('button', { name: /^Show the attempts/ })
    .first()
    .click();
  await expect(page.getByText(/sign match fail/).first()).toBeVisible();
});

test('a webhook is found, turned off, changed and deleted', async ({
  openAs,
}) => {
  const api = await WebhooksApi.as('ops');
  const name = 'short-lived';
  const id = await api.create({
    name,
    platform: 'wecom',
    path: '/cgi-bin/webhook/send?key=key-of-the-inbox',
  });
  const page = await openAs('ops', '/webhooks');
  const link = page.getByRole('link', { name, exact: true });
  await page.getByRole('textbox', { name: 'Search webhooks' }).fill('short');
  await expect(link).toBeVisible();
  await page.getByRole('checkbox', { name: `Disable ${name}` }).click();
  await expect(
    page.getByRole('checkbox', { name: `Enable ${name}` }),
  ).toBeAttached();

  await visit(page, `/webhooks/${id}/edit?step=target`);
  const named = page.getByRole('textbox', { name: /^Name\b/ });
  await expect(named).toHaveValue(name);
  await named.fill('longer-lived');
  await visit(page, `/webhooks/${id}/edit?step=review`);
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(
    page.getByRole('heading', { name: 'longer-lived' }),
  ).toBeVisible();

  await page.getByRole('button', { name: 'Delete' }).click();
  await page
    .getByRole('dialog')
    .getByRole('button', { name: 'Delete' })
    .click();
  await expect(page).toHaveURL(/\/webhooks$/);
  await expect(page.getByRole('link', { name: 'longer-lived' })).toHaveCount(0);
});
