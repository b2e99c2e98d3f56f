import { screen } from '@testing-library/react';
import { FakeBackend, pageOf, refusal } from '../../__testUtils__/FakeBackend';
import { aWebhook } from '../../__testUtils__/fixtures';
import { renderPage } from '../../__testUtils__/renderPage';
import { FailingWebhooks } from './FailingWebhooks';

const start = (...webhooks: ReturnType<typeof aWebhook>[]) => {
  const backend = FakeBackend.create().on('GET /', () => pageOf(webhooks));
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
  it('are named with the reason; those that are well or off are not', async () => {
    start(
      failing(3),
      aWebhook({ id: 'well', name: 'well' }),
      aWebhook({ id: 'off', name: 'off', enabled: false, disabledBy: 'user' }),
      aWebhook({
        id: 'gone',
        name: 'gone',
        enabled: false,
        disabledBy: 'plugin',
        disabledReason: 'It failed for five days',
      }),
    );
    expect(
      await screen.findByRole('link', { name: 'failing 3' }),
    ).toHaveAttribute('href', '/webhooks/w3');
    expect(screen.getByText('It answered 503')).toBeVisible();
    expect(screen.getByText('It failed for five days')).toBeVisible();
    expect(screen.queryByText('well')).not.toBeInTheDocument();
    expect(screen.queryByText('off')).not.toBeInTheDocument();
  });

  it('are five at most, with a way to the others', async () => {
    start(...[0, 1, 2, 3, 4, 5, 6].map(failing));
    expect(await screen.findByText('failing 4')).toBeVisible();
    expect(screen.queryByText('failing 5')).not.toBeInTheDocument();
    expect(screen.getByRole('link', { name: '2 more' })).toHaveAttribute(
      'href',
      '/webhooks?sort=health',
    );
  });

  it('are none where all are well', async () => {
    start(aWebhook(), aWebhook({ id: 'w2', name: 'another' }));
    expect(await screen.findByText('All 2 webhooks are well.')).toBeVisible();
  });

  it('come and go by themselves', async () => {
    const { backend, signal } = start(failing(1));
    await screen.findByText('failing 1');
    backend.on('GET /', () => pageOf([aWebhook()]));
    signal({ type: 'delivery', webhookId: 'w1' });
    expect(await screen.findByText('The webhook is well.')).toBeVisible();
  });

  it('are not known while the backend is away', async () => {
    const { backend, unmount } = start();
    expect(await screen.findByText('No webhooks yet')).toBeVisible();
    unmount();
    backend.on('GET /', () =>
      refusal(503, 'ServiceUnavailableError', 'The database is away'),
    );
    renderPage('/webhooks', { backend, element: <FailingWebhooks /> });
    expect(await screen.findByText(/The database is away/)).toBeVisible();
  });
});
