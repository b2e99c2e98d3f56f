import { Page } from '@playwright/test';
import { INBOX } from './portal';
import { WebhooksApi } from './WebhooksApi';
import { expectAccessible } from './accessibility';
import { noteLayoutShifts } from './layoutShifts';
import { settle } from './pages';
import { expect, test, visit } from './test';
import { amid, startingWith } from './words';

const button = (page: Page, name: RegExp) => page.getByRole('button', { name });

test('a pasted URL tells its platform', async ({ open, t }) => {
  const page = await open('/webhooks/new');
  const url = page.getByRole('textbox', { name: /URL/ });
  for (const [pasted, platform] of [
    ['https://hooks.slack.com/services/T1/B1/abc', /Slack/],
    [
      'https://oapi.dingtalk.com/robot/send?access_token=abc',
      t('platform.label.dingtalk'),
    ],
    [
      'https://open.feishu.cn/open-apis/bot/v2/hook/abc',
      t('platform.label.feishu'),
    ],
    [
      'https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=abc',
      t('platform.label.wecom'),
    ],
  ] as const) {
    await url.fill(pasted);
    await expect(page.getByText(t('form.recognised'))).toBeVisible();
    await expect(page.getByRole('radio', { name: platform })).toBeChecked();
  }
});

test('deleted webhooks come back, one and many', async ({
  open,
  aWebhook,
  t,
}) => {
  const { id, name } = await aWebhook('comes back alone', { enabled: false });
  const others = ['comes back first', 'comes back second'];
  const names: string[] = [];
  for (const other of others) {
    names.push((await aWebhook(other, { enabled: false })).name);
  }
  const page = await open(`/webhooks/${id}`);
  const confirm = page
    .getByRole('dialog')
    .getByRole('button', { name: t('action.delete') });
  await button(page, t('action.delete')).click();
  await confirm.waitFor();
  await expectAccessible(page, page.getByRole('dialog'));
  await confirm.click();
  await expect(page).toHaveURL(/\/webhooks$/);
  await page.getByText(t('delete.done', { name })).waitFor();
  await button(page, t('delete.undo')).click();
  await page.getByText(t('delete.undone', { name })).waitFor();

  await page.getByRole('textbox', { name: t('list.search') }).fill('comes');
  for (const it of names) {
    await page
      .getByRole('checkbox', { name: t('bulk.choose', { name: it }) })
      .check();
  }
  await button(page, t('bulk.delete', { number: 2 })).click();
  await confirm.waitFor();
  await expectAccessible(page, page.getByRole('dialog'));
  await confirm.click();
  const first = page.getByRole('link', { name: names[0] });
  await page.getByText(t('bulk.deleted', { count: 2 })).waitFor();
  await expect(first).toHaveCount(0);
  await button(page, t('delete.undo')).click();
  await page.getByText(t('bulk.undone', { count: 2 })).waitFor();
  await expect(first).toBeVisible();
});

test('a signing secret is rotated, and shown once', async ({
  open,
  aWebhook,
  t,
}) => {
  const { id } = await aWebhook('rotated', { enabled: false });
  const page = await open(`/webhooks/${id}/settings`);
  await button(page, t('settings.secret.rotate')).click();
  const shown = page
    .getByRole('dialog')
    .getByRole('textbox', { name: t('secret.label') });
  await expect(shown).toHaveValue(/.{20,}/);
  await button(page, t('secret.done')).click();
  await expect(
    page.getByText(startingWith(t('settings.secret.overlap'))),
  ).toBeVisible();
});

test('a webhook is muted, and keeps quiet hours', async ({
  open,
  aWebhook,
  t,
}) => {
  const { api, id } = await aWebhook('quiet');
  const page = await open(`/webhooks/${id}/settings`);
  await button(page, t('settings.mute.hour')).click();
  await expect(
    page.getByText(startingWith(t('settings.mute.until'))).first(),
  ).toBeVisible();
  await button(page, t('settings.mute.unmute')).click();
  await expect(button(page, t('settings.mute.unmute'))).toHaveCount(0);

  const rules = page.getByRole('form', { name: t('settings.rules.title') });
  const box = (name: RegExp) => rules.getByRole('checkbox', { name });
  await box(t('settings.rules.quiet')).check();
  await rules.getByLabel(t('settings.rules.start')).fill('20:00');
  await box(t('settings.rules.day.sat')).uncheck();
  const save = rules.getByRole('button', { name: t('action.save') });
  await save.click();
  await expect(save).toBeDisabled();
  await expect
    .poll(async () => (await api.request('GET', `/${id}`)).quietHours)
    .toMatchObject({ start: '20:00', end: '07:00' });
  await visit(page, `/webhooks/${id}`);
  await expect(page.getByText(/20:00–07:00/).first()).toBeVisible();
});

test.describe('when two change the same', () => {
  // The answer that the form expects there, and that every browser notes.
  test.use({ bearable: [/status of 412/] });

  test('nothing is saved over what somebody else changed meanwhile', async ({
    open,
    aWebhook,
    named,
    t,
  }) => {
    const { api, id, name } = await aWebhook('shared', { enabled: false });
    const page = await open(`/webhooks/${id}/edit?step=target`);
    const field = page.getByRole('textbox', { name: t('form.name') });
    await expect(field).toHaveValue(name);
    const mine = named('mine');
    await field.fill(mine);
    await api.request('PUT', `/${id}`, {
      name: named('theirs'),
      platform: 'http',
      enabled: false,
      filters: { clusters: ['staging'] },
    });
    for (let steps = 0; steps < 3; steps++) {
      await button(page, t('form.next')).click();
    }
    await button(page, t('action.save')).click();
    await button(page, t('form.conflict.load')).click();
    await expect(page.getByText(t('form.conflict.clashes'))).toBeVisible();
    await button(page, t('action.save')).click();
    await expect(page.getByRole('heading', { name: mine })).toBeVisible();
    // Theirs is kept where only they changed something.
    expect((await api.request('GET', `/${id}`)).filters.clusters).toEqual([
      'staging',
    ]);
  });
});

test.describe('what is refused', () => {
  // The answers that the pages expect there, and that every browser notes.
  test.use({ bearable: [/status of 40[49]/] });

  test('is told in the language of the reader', async ({
    open,
    aWebhook,
    t,
  }) => {
    const { name: taken } = await aWebhook('taken', { enabled: false });
    const { id, name } = await aWebhook('renamed', { enabled: false });
    const page = await open(`/webhooks/${id}/edit?step=target`);
    const field = page.getByRole('textbox', { name: t('form.name') });
    await expect(field).toHaveValue(name);
    await field.fill(taken);
    await button(page, t('action.save')).click();
    await expect(
      page.getByText(amid(t('reason.name-taken', { name: taken }))),
    ).toBeVisible();
    await expectAccessible(page);

    await visit(page, '/webhooks/none');
    const alert = page.getByRole('alert');
    await expect(alert).toContainText(
      amid(t('reason.webhook-unknown', { id: 'none' })),
    );
    await expectAccessible(page);
  });
});

test('what failed is counted, and sent again at a pace', async ({
  open,
  aWebhook,
  t,
}) => {
  const { api, id, name } = await aWebhook('refuses', {
    secret: 'not-the-secret',
  });
  await expect
    .poll(async () => (await api.request('GET', `/${id}`)).parked)
    .toBeGreaterThan(2);
  // The receiver is mended, or it would be turned off for what it refuses.
  await api.request('PUT', `/${id}`, {
    name,
    platform: 'http',
    secret: 'inbox-secret',
    enabled: true,
  });
  const page = await open(`/webhooks/${id}/deliveries`);
  await page.getByText(t('recoveries.parked')).waitFor();
  await button(page, t('recoveries.start')).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByText(t('recoveries.count'))).toBeVisible();
  await dialog.getByLabel(t('recoveries.perMinute')).fill('1');
  await dialog.getByRole('button', { name: t('recoveries.confirm') }).click();
  const progress = page.getByRole('progressbar', {
    name: t('recoveries.label'),
  });
  await expect(progress).toBeVisible();
  await button(page, t('recoveries.pause')).click();
  await button(page, t('recoveries.resume')).click();
  await button(page, t('recoveries.stop')).click();
  await expect(page.getByText(t('recoveries.state.cancelled'))).toBeVisible();
});

test('a webhook is made and a delivery sent again with the keyboard alone', async ({
  open,
  named,
  reader,
  t,
}) => {
  // Each of some hundred Tabs is a turn to the browser and back.
  test.slow();
  const page = await open('/webhooks');
  const { keyboard } = page;
  /** Goes on with Tab until this has the focus. */
  const tabTo = async (name: RegExp, role: 'button' | 'textbox') => {
    const target = page.getByRole(role, { name }).first();
    await target.waitFor();
    for (let presses = 0; presses < 120; presses++) {
      if (await target.evaluate(it => it === document.activeElement)) return;
      await keyboard.press('Tab');
    }
    throw new Error(`Tab does not lead to ${name}`);
  };
  const press = async (name: RegExp) => {
    await tabTo(name, 'button');
    await keyboard.press('Enter');
  };
  await press(t('action.new'));
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
  await press(t('form.next'));
  await tabTo(t('form.name'), 'textbox');
  await keyboard.type(named('by keyboard'));
  await press(t('form.next'));
  await press(t('form.next'));
  await press(t('form.next'));
  await press(t('action.save'));
  await page.getByText(t('webhook.savedTitle')).waitFor();
  await press(t('action.test'));
  await page
    .getByText(/HTTP 200/)
    .first()
    .waitFor();

  const id = new URL(page.url()).pathname.split('/').pop()!;
  await visit(page, `/webhooks/${id}/deliveries`);
  await press(t('deliveries.show'));
  await press(t('deliveries.redeliver'));
  const api = await WebhooksApi.as(reader.manager);
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
  open,
  reader,
  seeded,
  t,
}) => {
  const { id } = seeded.signed;
  const api = await WebhooksApi.as(reader.manager);
  const page = await open('/webhooks');
  /** When things happened, by what is on the screen. */
  const times = () =>
    page
      .locator('main time')
      .evaluateAll(all => all.map(it => it.getAttribute('datetime')).join());
  for (const { path, shown, opened, isStream = false } of [
    {
      path: '/webhooks',
      shown: page.getByRole('link', { name: seeded.signed.name }),
    },
    { path: `/webhooks/${id}`, shown: page.getByText(t('webhook.sends')) },
    {
      path: `/webhooks/${id}/deliveries`,
      shown: button(page, t('deliveries.show')).first(),
      isStream: true,
    },
    {
      path: '/webhooks/events',
      shown: button(page, t('events.show')).first(),
      isStream: true,
    },
    {
      path: '/webhooks/clusters',
      shown: page.getByText(t('clusters.description')),
      // Tells when it heard of the cluster.
      opened: button(
        page,
        t('clusters.show', { kind: 'Pod', cluster: 'Production US' }),
      ),
    },
  ]) {
    await test.step(path, async () => {
      await visit(page, path);
      await settle(page, shown);
      await opened?.click();
      await expect.poll(times).not.toBe('');
      const before = await times();
      const shifts = await noteLayoutShifts(page, { isStream });
      await api.test(id);
      await expect.poll(times).not.toBe(before);
      expect.soft(await shifts(), `what moved on ${path}`).toEqual([]);
    });
  }
});
