import { Page } from '@playwright/test';
import { INBOX } from './portal';
import { WebhooksApi } from './WebhooksApi';
import { settle } from './pages';
import { expect, test, visit } from './test';

/** Makes a webhook for one test alone. */
async function aWebhook(name: string, changes: object = {}) {
  const api = await WebhooksApi.as('ops');
  const id = await api.create({
    name,
    platform: 'http',
    path: '/http',
    secret: 'inbox-secret',
    ...changes,
  });
  return { api, id };
}

const button = (page: Page, name: string | RegExp) =>
  page.getByRole('button', { name, exact: typeof name === 'string' });

test('a pasted URL tells its platform', async ({ openAs }) => {
  const page = await openAs('ops', '/webhooks/new');
  const url = page.getByRole('textbox', { name: /URL/ });
  for (const [pasted, platform] of [
    ['https://hooks.slack.com/services/T1/B1/abc', 'Slack'],
    ['https://oapi.dingtalk.com/robot/send?access_token=abc', 'DingTalk'],
    ['https://open.feishu.cn/open-apis/bot/v2/hook/abc', 'Feishu'],
    ['https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=abc', 'WeCom'],
  ]) {
    await url.fill(pasted);
    await expect(page.getByText(`Recognised as ${platform}`)).toBeVisible();
    await expect(
      page.getByRole('radio', { name: new RegExp(platform) }),
    ).toBeChecked();
  }
});

test('deleted webhooks come back, one and many', async ({ openAs }) => {
  const { id } = await aWebhook('comes back alone', { enabled: false });
  const others = ['comes back first', 'comes back second'];
  for (const name of others) await aWebhook(name, { enabled: false });
  const page = await openAs('ops', `/webhooks/${id}`);
  await button(page, 'Delete').click();
  await page.getByRole('dialog').getByText('Delete', { exact: true }).click();
  await expect(page).toHaveURL(/\/webhooks$/);
  await page.getByText('comes back alone was deleted').waitFor();
  await button(page, 'Undo').click();
  await page.getByText('comes back alone is back').waitFor();

  await page.getByRole('textbox', { name: 'Search webhooks' }).fill('comes');
  for (const name of others) {
    await page.getByRole('checkbox', { name: `Select ${name}` }).check();
  }
  await button(page, 'Delete (2)').click();
  await page.getByRole('dialog').getByText('Delete', { exact: true }).click();
  const first = page.getByRole('link', { name: others[0] });
  await page.getByText('2 webhooks were deleted').waitFor();
  await expect(first).toHaveCount(0);
  await button(page, 'Undo').click();
  await page.getByText('2 webhooks are back').waitFor();
  await expect(first).toBeVisible();
});

test('a signing secret is rotated, and shown once', async ({ openAs }) => {
  const { id } = await aWebhook('rotated', { enabled: false });
  const page = await openAs('ops', `/webhooks/${id}/settings`);
  await button(page, 'Rotate the secret').click();
  const shown = page
    .getByRole('dialog')
    .getByRole('textbox', { name: 'Signing secret' });
  await expect(shown).toHaveValue(/.{20,}/);
  await button(page, 'I have saved it').click();
  await expect(page.getByText(/The previous secret also signs/)).toBeVisible();
});

test('a webhook is muted, and keeps quiet hours', async ({ openAs }) => {
  const { api, id } = await aWebhook('quiet');
  const page = await openAs('ops', `/webhooks/${id}/settings`);
  await button(page, '1 hour').click();
  await expect(page.getByText('Muted until').first()).toBeVisible();
  await button(page, 'Unmute now').click();
  await expect(button(page, 'Unmute now')).toHaveCount(0);

  await page.getByRole('checkbox', { name: 'Quiet hours' }).check();
  await page.getByLabel('From').fill('20:00');
  await page.getByRole('checkbox', { name: 'Sat' }).uncheck();
  const rules = page.getByRole('form', { name: /^When to send/ });
  await rules.getByRole('button', { name: 'Save' }).click();
  await expect(rules.getByRole('button', { name: 'Save' })).toBeDisabled();
  await expect
    .poll(async () => (await api.request('GET', `/${id}`)).quietHours)
    .toMatchObject({ start: '20:00', end: '07:00' });
  await visit(page, `/webhooks/${id}`);
  await expect(page.getByText(/20:00–07:00/).first()).toBeVisible();
});

test('nothing is saved over what somebody else changed meanwhile', async ({
  openAs,
}) => {
  const { api, id } = await aWebhook('shared', { enabled: false });
  const page = await openAs('ops', `/webhooks/${id}/edit?step=target`);
  const name = page.getByRole('textbox', { name: /^Name\b/ });
  await expect(name).toHaveValue('shared');
  await name.fill('mine');
  await api.request('PUT', `/${id}`, {
    name: 'theirs',
    platform: 'http',
    enabled: false,
    filters: { clusters: ['staging'] },
  });
  await button(page, 'Next').click();
  await button(page, 'Next').click();
  await button(page, 'Next').click();
  await button(page, 'Save').click();
  await button(page, 'Load the newer state').click();
  await expect(page.getByText(/shown as you typed it: Name/)).toBeVisible();
  await button(page, 'Save').click();
  await expect(page.getByRole('heading', { name: 'mine' })).toBeVisible();
  // Theirs is kept where only they changed something.
  expect((await api.request('GET', `/${id}`)).filters.clusters).toEqual([
    'staging',
  ]);
});

test('what failed is counted, and sent again at a pace', async ({ openAs }) => {
  const { api, id } = await aWebhook('refuses', { secret: 'not-the-secret' });
  await expect
    .poll(async () => (await api.request('GET', `/${id}`)).parked)
    .toBeGreaterThan(2);
  // The receiver is mended, or it would be turned off for what it refuses.
  await api.request('PUT', `/${id}`, {
    name: 'refuses',
    platform: 'http',
    secret: 'inbox-secret',
    enabled: true,
  });
  const page = await openAs('ops', `/webhooks/${id}/deliveries`);
  await page.getByText(/can be sent again/).waitFor();
  await button(page, 'Send again…').click();
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByText(/deliveries will be sent again/)).toBeVisible();
  await dialog.getByLabel('How many a minute').fill('1');
  await dialog.getByRole('button', { name: 'Send again' }).click();
  const progress = page.getByRole('progressbar', {
    name: 'Progress of sending again',
  });
  await expect(progress).toBeVisible();
  await button(page, 'Pause').click();
  await button(page, 'Resume').click();
  await button(page, 'Stop').click();
  await expect(page.getByText('Sending again was stopped')).toBeVisible();
});

test('a webhook is made and a delivery sent again with the keyboard alone', async ({
  openAs,
}) => {
  // Each of some hundred Tabs is a turn to the browser and back.
  test.slow();
  const page = await openAs('ops', '/webhooks');
  const { keyboard } = page;
  /** Goes on with Tab until this has the focus. */
  const tabTo = async (name: string | RegExp, role: 'button' | 'textbox') => {
    const target = page
      .getByRole(role, { name, exact: typeof name === 'string' })
      .first();
    await target.waitFor();
    for (let presses = 0; presses < 120; presses++) {
      if (await target.evaluate(it => it === document.activeElement)) return;
      await keyboard.press('Tab');
    }
    throw new Error(`Tab does not lead to ${name}`);
  };
  const press = async (name: string | RegExp) => {
    await tabTo(name, 'button');
    await keyboard.press('Enter');
  };
  await press('New Webhook');
  await tabTo(/URL/, 'textbox');
  await keyboard.type(`${INBOX}/services/T000/B000/XXXX`);
  const slack = page.getByRole('radio', { name: 'Slack' });
  for (let presses = 0; presses < 30; presses++) {
    if (await page.locator('input[name=platform]:focus').count()) break;
    await keyboard.press('Shift+Tab');
  }
  for (let presses = 0; presses < 10; presses++) {
    if (await slack.isChecked()) break;
    await keyboard.press('ArrowRight');
  }
  await expect(slack).toBeChecked();
  await press('Next');
  await tabTo(/^Name\b/, 'textbox');
  await keyboard.type('by keyboard');
  await press('Next');
  await press('Next');
  await press('Next');
  await press('Save');
  await page.getByText('Saved.', { exact: true }).waitFor();
  await press('Test');
  await page.getByText('HTTP 200').first().waitFor();

  const id = new URL(page.url()).pathname.split('/').pop()!;
  await visit(page, `/webhooks/${id}/deliveries`);
  await press(/^Show the attempts/);
  await press('Redeliver');
  const api = await WebhooksApi.as('ops');
  await expect
    .poll(
      async () =>
        (
          await api.request('GET', `/${id}/deliveries`)
        ).items.map((delivery: { attempts: number }) => delivery.attempts),
      // Changes may have been delivered above the test meanwhile.
    )
    .toContain(2);
});

test('nothing moves on the page while it is kept up to date', async ({
  openAs,
  seeded,
}) => {
  const { id } = seeded.signed;
  const api = await WebhooksApi.as('ops');
  const page = await openAs('ops', '/webhooks');
  for (const [path, shown] of [
    ['/webhooks', page.getByRole('link', { name: seeded.signed.name })],
    [`/webhooks/${id}`, page.getByText('What it sends')],
    ['/webhooks/clusters', button(page, /^Deployment in Production/).first()],
  ] as const) {
    await test.step(path, async () => {
      await visit(page, path);
      await settle(page, shown);
      // Fonts that come late are no refresh.
      await page.evaluate(async () => {
        await document.fonts.ready;
        const moved: string[] = [];
        Object.assign(window, { moved });
        new PerformanceObserver(list =>
          list.getEntries().forEach((shift: any) => {
            const nodes = shift.sources.map(({ node }: any) =>
              (node?.outerHTML ?? node?.nodeName ?? '').slice(0, 120),
            );
            moved.push(`${shift.value.toFixed(4)} ${nodes.join(' | ')}`);
          }),
        ).observe({ type: 'layout-shift' });
      });
      const refreshed = page.waitForResponse(response =>
        response.url().includes('/api/webhooks'),
      );
      await api.test(id);
      await (await refreshed).finished();
      // What the answers change is on the screen one frame later, and told of in the next.
      await page.evaluate(
        () =>
          new Promise(resolve => {
            requestAnimationFrame(() => requestAnimationFrame(resolve));
          }),
      );
      expect
        .soft(
          await page.evaluate(() => (window as any).moved),
          `what moved on ${path}`,
        )
        .toEqual([]);
    });
  }
});
