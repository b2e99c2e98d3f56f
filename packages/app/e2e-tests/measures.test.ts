import { Page } from '@playwright/test';
import { WebhooksApi } from './WebhooksApi';
import { writeLongHistory } from './longHistory';
import { expect, test, visit } from './test';

const WEBHOOKS = 500;
const DELIVERIES = 100_000;

/**
 * What the pages promise in time is printed, never asserted: a time says as much of the machine as
 * of the page. That what is waited for appears is asserted.
 */
const measured: { what: string; promised: string; 'took (ms)': number }[] = [];

async function measure(
  what: string,
  promised: string,
  run: () => Promise<unknown>,
) {
  const startedAt = performance.now();
  await run();
  measured.push({
    what,
    promised,
    'took (ms)': Math.round(performance.now() - startedAt),
  });
}

// A trace draws the page at every step, which takes as long as some of what is measured.
test.use({ trace: 'off' });

test.afterAll(() => {
  // eslint-disable-next-line no-console
  console.table(measured);
});

test('a long list, a delivery as it happens, and a long history', async ({
  open,
  named,
  aWebhook,
}) => {
  const api = await WebhooksApi.as('ops');
  const page = await open('/webhooks/clusters');
  await page.getByRole('tab', { name: 'Clusters' }).waitFor();

  await test.step('a delivery', async () => {
    // Of its own, and disabled, so that nothing else comes in between.
    const { id } = await aWebhook('first delivery', { enabled: false });
    await visit(page, `/webhooks/${id}/deliveries`);
    await page.getByText('Nothing was sent yet').waitFor();
    await measure('a delivery is shown after it began', '< 1 s', async () => {
      await api.test(id);
      await attempts(page).first().waitFor();
    });
  });

  await test.step('a long history', async () => {
    const { id } = await aWebhook('long history', { enabled: false });
    const { deliveryId } = await api.test(id);
    writeLongHistory({ webhookId: id, deliveryId, length: DELIVERIES });
    const before = (seconds: number) =>
      `?createdUntil=${new Date(Date.now() - seconds * 1_000).toISOString()}`;
    for (const [name, query] of [
      ['first', ''],
      ['middle', before(DELIVERIES / 2)],
      ['last', before(DELIVERIES - 20)],
    ]) {
      await visit(page, '/webhooks/clusters');
      await expect(attempts(page)).toHaveCount(0);
      await measure(
        `the ${name} page of ${DELIVERIES} deliveries`,
        '',
        async () => {
          await visit(page, `/webhooks/${id}/deliveries${query}`);
          await attempts(page).first().waitFor();
        },
      );
    }
    // Its page would go on asking for it.
    await visit(page, '/webhooks/clusters');
    await expect(attempts(page)).toHaveCount(0);
    await api.delete(id);
  });

  await test.step('a long list', async () => {
    const numbers = Array.from({ length: WEBHOOKS }, (_, n) => n);
    for (const n of numbers) {
      await api.create({
        name: named(`webhook ${String(n).padStart(3, '0')}`),
        platform: 'slack',
        path: '/services/T000/B000/XXXX',
        enabled: false,
      });
    }
    await visit(page, '/webhooks/clusters');
    const search = page.getByRole('textbox', { name: 'Search webhooks' });
    const rows = page.getByRole('link', { name: /^webhook \d/ });
    const tests = page.getByRole('button', { name: /^Test webhook \d/ });
    await expect(search).toHaveCount(0);
    await measure(`the list of ${WEBHOOKS} webhooks`, '< 1 s', async () => {
      await visit(page, '/webhooks');
      // The first page, of which others take some rows, with what can be done with them.
      await rows.nth(9).waitFor();
      await tests.nth(9).waitFor();
    });
    await measure(`one of ${WEBHOOKS} found by its name`, '', async () => {
      await search.fill('webhook 499');
      await rows.nth(1).waitFor({ state: 'detached' });
      await expect(rows).toHaveText([named('webhook 499')]);
    });
  });
});

function attempts(page: Page) {
  return page.getByRole('button', { name: /^Show the attempts/ });
}
