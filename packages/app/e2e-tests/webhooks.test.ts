import { Page, expect, test } from '@playwright/test';

const INBOX = process.env.INBOX_URL;

async function signIn(page: Page, person: string) {
  await page.goto('/');
  await page.getByRole('button', { name: new RegExp(person) }).click();
  await expect(
    page.getByRole('link', { name: 'Webhooks' }).first(),
  ).toBeVisible();
}

/** What the browser reports: pages must run without any of it. */
function collectErrors(page: Page): string[] {
  const errors: string[] = [];
  page.on('pageerror', error => errors.push(String(error)));
  page.on('response', response => {
    if (response.status() >= 500) {
      errors.push(`${response.status()} ${new URL(response.url()).pathname}`);
    }
  });
  return errors;
}

test.describe.configure({ mode: 'serial' });

test('ops creates a webhook, tests it and sees changes delivered', async ({
  page,
}) => {
  const errors = collectErrors(page);
  await signIn(page, 'Olga');
  await page.getByRole('link', { name: 'Webhooks' }).first().click();
  await page.getByRole('button', { name: 'New Webhook' }).first().click();

  const next = page.getByRole('button', { name: 'Next', exact: true });
  await page.getByRole('radio', { name: 'Slack' }).check({ force: true });
  await expect(page.getByText('K8s Deployment updated').first()).toBeVisible();
  await next.click();
  await page
    .getByRole('textbox', { name: /^Name\b/ })
    .fill('browser test to #ops');
  const url = page.getByRole('textbox', { name: /URL/ });
  await url.fill('https://discord.com/api/webhooks/1/token');
  await expect(page.getByText('This is a URL of Discord.')).toBeVisible();

  await url.fill(`${INBOX}/services/T000/B000/XXXX`);
  await page.getByRole('button', { name: 'Send a test' }).click();
  await expect(page.getByText(/HTTP 200/)).toBeVisible();
  await next.click();
  await next.click();
  await next.click();
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText('Saved.')).toBeVisible();

  await page.getByRole('button', { name: 'Test', exact: true }).first().click();
  await expect(page.getByText('HTTP 200').first()).toBeVisible();

  await page.getByRole('tab', { name: 'Delivery History' }).click();
  const rows = page.getByRole('row').filter({ hasText: 'Delivered' });
  await expect(rows.filter({ hasText: 'test' }).first()).toBeVisible();

  // The simulated clusters change by themselves; their changes arrive without a reload.
  await expect(rows.filter({ hasNotText: 'test' }).first()).toBeVisible({
    timeout: 90_000,
  });
  await page.goto('/webhooks/events');
  await page
    .getByRole('button', { name: /^Show what/ })
    .first()
    .click();
  await expect(
    page.getByRole('link', { name: 'browser test to #ops' }).first(),
  ).toBeVisible();
  await page.getByRole('button', { name: 'Make a webhook' }).first().click();
  await expect(page).toHaveURL(/\/webhooks\/new\?like=/);

  const received = await page.request.get(`${INBOX}/received`);
  expect(await received.text()).toContain('K8s');
  expect(errors).toEqual([]);
});

test('readonly sees the webhook and is offered nothing to change', async ({
  page,
}) => {
  const errors = collectErrors(page);
  await signIn(page, 'Rita');
  await page.getByRole('link', { name: 'Webhooks' }).first().click();
  await page.getByRole('link', { name: 'browser test to #ops' }).click();
  await expect(page.getByText('Healthy').first()).toBeVisible();

  const offers = page.getByRole('button', {
    name: /^(Test|Edit|Delete|Save|Redeliver)/,
  });
  await expect(offers).toHaveCount(0);
  await expect(page.getByText(/localhost:\d/)).toHaveCount(0);

  await page.getByRole('tab', { name: 'Delivery History' }).click();
  await expect(page.getByText('Delivered').first()).toBeVisible();
  await expect(offers).toHaveCount(0);

  await page.goto('/webhooks');
  await expect(page.getByText('browser test to #ops')).toBeVisible();
  await expect(page.getByRole('button', { name: 'New Webhook' })).toHaveCount(
    0,
  );
  await expect(page.getByRole('switch')).toHaveCount(0);
  await expect(page.getByRole('checkbox')).toHaveCount(0);
  expect(errors).toEqual([]);
});
