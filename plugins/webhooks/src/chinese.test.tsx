import { because } from '@kubevision/backstage-plugin-webhooks-common';
import { EntityProvider } from '@backstage/plugin-catalog-react';
import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { ReactElement } from 'react';
import { EVERY_REASON } from './__testUtils__/everyReason';
import {
  Answer,
  FakeBackend,
  pageOf,
  refusal,
  wrongInput,
} from './__testUtils__/FakeBackend';
import {
  CLUSTERS,
  aDelivery,
  aRecovery,
  aWatch,
  aWebhook,
  anEvent,
  anHour,
  withAttempts,
} from './__testUtils__/fixtures';
import { renderPage } from './__testUtils__/renderPage';
import { EntityCard } from './components/entity/EntityCard';
import { EntityContent } from './components/entity/EntityContent';
import { FailingWebhooks } from './components/home/FailingWebhooks';

const [why] = EVERY_REASON;
const { reason, reasonParts } = why;
const remedied = {
  ...why,
  remedy: reason,
  remedyParts: reasonParts,
};
const failing = aWebhook({
  health: 'failing',
  healthReason: reason,
  healthReasonParts: reasonParts,
});
const disabled = aWebhook({
  id: 'w2',
  name: '订单',
  enabled: false,
  disabledBy: 'plugin',
  disabledReason: reason,
  disabledReasonParts: reasonParts,
});
const deliveries = EVERY_REASON.map((each, i) =>
  aDelivery({ id: `d${i}`, status: 'failed', failureClass: 'owner', ...each }),
);

/** A backend where everything goes wrong that it has a reason for. */
const backend = FakeBackend.create()
  .on('GET /', () => pageOf([failing, disabled]))
  .on('GET /w1', () => [200, failing])
  .on('GET /w2', () => [200, disabled])
  .on('GET /w2/statistics', () => [
    200,
    { truncated: false, hours: [anHour()] },
  ])
  .on('GET /w1/deliveries', () => pageOf(deliveries))
  .on('GET /w1/deliveries/d0', () => [
    200,
    withAttempts(deliveries[0], [{ outcome: 'rejected', ...why }]),
  ])
  .on('GET /w1/recoveries', () =>
    pageOf([aRecovery({ state: 'paused', ...why })]),
  )
  .on('GET /events/recent', () => [200, { items: [anEvent()], pageInfo: {} }])
  .on('GET /events/recent/webhooks', () => [
    200,
    { events: 1, items: [{ webhook: failing, matches: 1, named: false }] },
  ])
  .on('GET /events/e1/explain', () => [
    200,
    {
      event: anEvent(),
      items: [
        {
          webhook: failing,
          matches: true,
          failed: [],
          deliveries: [deliveries[0]],
        },
        {
          webhook: disabled,
          matches: false,
          failed: ['clusters', 'rollouts'],
          deliveries: [],
        },
      ],
    },
  ])
  .on('POST /w1/test', () => [
    200,
    { outcome: 'rejected', durationMs: 7, deliveryId: 'd0', ...why },
  ])
  .on('GET /clusters', () => [
    200,
    {
      items: CLUSTERS.map(({ notes, ...cluster }) => ({
        ...cluster,
        ...(cluster.reason && remedied),
        ...(notes && { notes: [reason], noteParts: [reasonParts] }),
        watches: cluster.watches.map(watch => ({
          ...watch,
          ...(watch.reason && remedied),
        })),
      })),
    },
  ]);

/** Three words in a row and no Chinese: no name, and no kind with its group. */
const ENGLISH = /[a-z]{2,}[,.]? [a-z]+[,.]? [a-z]+/i;
const CHINESE = /\p{Script=Han}/u;

/** The texts of the plugin itself that are in English, with those that only assistive tools read. */
function readEnglish(): string[] {
  const texts: string[] = [];
  const walker = document.createTreeWalker(
    document.body,
    NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT,
  );
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    if (node instanceof Element) {
      for (const name of ['aria-label', 'title', 'placeholder', 'alt']) {
        texts.push(node.getAttribute(name) ?? '');
      }
    } else if (!node.parentElement?.closest('style, script, pre, code')) {
      texts.push(node.textContent ?? '');
    }
  }
  return texts.filter(text => ENGLISH.test(text) && !CHINESE.test(text));
}

const entity = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: { name: 'api-server', namespace: 'default' },
};
const ofEntity = (part: ReactElement) => (
  <EntityProvider entity={entity}>{part}</EntityProvider>
);
const press = async (name: string | RegExp) =>
  userEvent.click((await screen.findAllByRole('button', { name }))[0]);
const nothing = async () => {};

describe.each<
  [
    string,
    string,
    string | RegExp,
    { act?: () => Promise<unknown>; element?: ReactElement }?,
  ]
>([
  ['the list', '/webhooks', '订单'],
  ['a form', '/webhooks/new', '自定义 HTTP'],
  ['a webhook', '/webhooks/w1', /近 24 小时/],
  [
    'a test',
    '/webhooks/w1',
    /HTTP .*重定向|重定向到了/,
    { act: () => press(/测试/) },
  ],
  ['a disabled webhook', '/webhooks/w2', '订单'],
  ['its deliveries', '/webhooks/w1/deliveries', /无法解析接收方的主机名/],
  ['an attempt', '/webhooks/w1/deliveries?open=d0', /第 1 次/],
  ['its settings', '/webhooks/w1/settings', /静默|免打扰/],
  [
    'what an event matched',
    '/webhooks/events',
    /未匹配|不匹配/,
    { act: () => press(/匹配/) },
  ],
  ['the clusters', '/webhooks/clusters', '无法监听'],
  [
    'one watch',
    '/webhooks/clusters',
    '处理建议',
    { act: () => press(/Secret：已停滞/) },
  ],
  [
    'the tab of an entity',
    '/webhooks',
    'payments to #ops',
    { element: ofEntity(<EntityContent />) },
  ],
  [
    'the card of an entity',
    '/webhooks',
    /api-server/,
    { element: ofEntity(<EntityCard />) },
  ],
  [
    'the card of the home page',
    '/webhooks',
    '订单',
    { element: <FailingWebhooks /> },
  ],
])('%s in Chinese', (_, path, shown, { act = nothing, element } = {}) => {
  it('has no sentence in English', async () => {
    renderPage(path, { backend, chinese: true, element });
    await act();
    expect((await screen.findAllByText(shown)).length).toBeGreaterThan(0);
    expect(readEnglish()).toEqual([]);
  });
});

it('says every reason there is in Chinese in the matrix of clusters too', async () => {
  backend.on('GET /clusters', () => [
    200,
    {
      items: EVERY_REASON.map((each, i) => ({
        name: `c${i}`,
        state: 'failing',
        kinds: [],
        namespaces: [],
        watches: [aWatch({ state: 'failing', ...each })],
        ...each,
      })),
    },
  ]);
  renderPage('/webhooks/clusters', { backend, chinese: true });
  await screen.findAllByText(/无法解析接收方的主机名/);
  expect(readEnglish()).toEqual([]);
});

it('says in Chinese what a form refuses', async () => {
  backend.on('PUT /w1', () =>
    wrongInput(
      { field: 'name', ...because('name-taken', { name: '订单' }) },
      {
        field: 'url',
        ...because('url-of-other-platform', {
          other: 'DingTalk',
          receiver: 'Slack',
        }),
      },
    ),
  );
  renderPage('/webhooks/w1/edit?step=review', { backend, chinese: true });
  await press('保存');
  await screen.findByText('已有名为“订单”的 Webhook，请换一个名称');
  await screen.findByText(
    '这是钉钉的 URL。请将平台改为钉钉，或粘贴 Slack 提供的 URL',
  );
  expect(readEnglish()).toEqual([]);
});

it('says in Chinese why something is not done', async () => {
  const problem = because('webhook-off', { name: '订单' });
  backend.on('POST /w1/deliveries/d0/redeliver', () =>
    refusal(409, 'ConflictError', problem.reason, [problem]),
  );
  renderPage('/webhooks/w1/deliveries?open=d0', { backend, chinese: true });
  await press('重新投递');
  await screen.findByText(/Webhook“订单”已停用，请先启用再补发。/);
  expect(readEnglish()).toEqual([]);
});

it.each<[string, () => Answer]>([
  ['who may not', () => refusal(403, 'NotAllowedError', 'You may not do that')],
  [
    'nothing there',
    () => refusal(404, 'NotFoundError', 'There is no such one'),
  ],
  ['too many requests', () => [429, 'Too many requests, please try again']],
  ['a portal that is away', () => [503, 'The service is not available now']],
  [
    'no network',
    () => {
      throw new TypeError('Failed to fetch it at all');
    },
  ],
])('says in Chinese that a page cannot be loaded: %s', async (_, answer) => {
  backend.on('GET /clusters', answer);
  renderPage('/webhooks/clusters', { backend, chinese: true });
  await screen.findByRole('button', { name: '重试' });
  expect(readEnglish()).toEqual([]);
});
