import { Webhook } from '@kubevision/backstage-plugin-webhooks-common';
import { screen } from '@testing-library/react';
import {
  Answer,
  FakeBackend,
  SeenRequest,
  pageOf,
  refusal,
} from '../../__testUtils__/FakeBackend';
import { aWebhook } from '../../__testUtils__/fixtures';
import { renderPage } from '../../__testUtils__/renderPage';
import { FailingWebhooks } from './FailingWebhooks';
import { FailingWebhooksCard } from './FailingWebhooksCard';

/** What the backend answers of the webhooks that are not well, and of all. */
const answering =
  (unwell: Webhook[], all: Webhook[] = unwell) =>
  ({ query }: SeenRequest): Answer => {
    const found = query.unwell === 'true' ? unwell : all;
    const [status, page] = pageOf(found.slice(0, Number(query.limit)));
    return [status, { ...(page as object), totalItems: found.length }];
  };
const start = (...answers: Parameters<typeof answering>) => {
  const backend = FakeBackend.create().on('GET /', answering(...answers));
  return {
    backend,
    ...renderPage('/webhooks', { backend, element: <FailingWebhooks /> }),
  };
};
const failing = (number: number) =>
  aWebhook({
    id: `w${number}`,
    name: `failing ${number}`,
    health: 'failing',
    healthReason: `It answered ${500 + number}`,
  });

describe('failing webhooks on the home page', () => {
  it('are named with the reason', async () => {
    start([
      failing(3),
      aWebhook({
        id: 'gone',
        name: 'gone',
        enabled: false,
        disabledBy: 'plugin',
        disabledReason: 'It failed for five days',
      }),
    ]);
    expect(
      await screen.findByRole('link', { name: 'failing 3' }),
    ).toHaveAttribute('href', '/webhooks/w3');
    expect(screen.getByText('It answered 503')).toBeVisible();
    expect(screen.getByText('It failed for five days')).toBeVisible();
  });

  it('are all that is asked for, and few of them', async () => {
    const { backend } = start([failing(1)]);
    await screen.findByText('failing 1');
    expect(backend.seen('GET /').map(({ query }) => query)).toEqual([
      { unwell: 'true', limit: '5' },
    ]);
  });

  it('have a title in the language of the reader', async () => {
    const backend = FakeBackend.create().on('GET /', answering([]));
    renderPage('/webhooks', {
      backend,
      chinese: true,
      element: <FailingWebhooksCard Content={FailingWebhooks} />,
    });
    expect(await screen.findByText('异常的 Webhook')).toBeVisible();
  });

  it('are five at most, with a way to the others', async () => {
    start([0, 1, 2, 3, 4, 5, 6].map(failing));
    expect(await screen.findByText('failing 4')).toBeVisible();
    expect(screen.queryByText('failing 5')).not.toBeInTheDocument();
    expect(screen.getByRole('link', { name: '2 more' })).toHaveAttribute(
      'href',
      '/webhooks?sort=health',
    );
  });

  it('are none where all are well', async () => {
    start([], [aWebhook(), aWebhook({ id: 'w2', name: 'another' })]);
    expect(await screen.findByText('All 2 webhooks are well.')).toBeVisible();
  });

  it('come and go by themselves', async () => {
    const { backend, signal } = start([failing(1)]);
    await screen.findByText('failing 1');
    backend.on('GET /', answering([], [aWebhook()]));
    signal({ type: 'delivery', webhookId: 'w1' });
    expect(await screen.findByText('The webhook is well.')).toBeVisible();
  });

  it('are not known while the backend is away', async () => {
    const { backend, unmount } = start([]);
    expect(await screen.findByText('No webhooks yet')).toBeVisible();
    unmount();
    backend.on('GET /', () =>
      refusal(503, 'ServiceUnavailableError', 'The database is away'),
    );
    renderPage('/webhooks', { backend, element: <FailingWebhooks /> });
    expect(await screen.findByText(/The database is away/)).toBeVisible();
  });
});
