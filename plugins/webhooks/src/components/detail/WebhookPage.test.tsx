import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { FakeBackend, pageOf, refusal } from '../../__testUtils__/FakeBackend';
import { DELIVERED, aWebhook } from '../../__testUtils__/fixtures';
import { renderPage } from '../../__testUtils__/renderPage';

const webhook = aWebhook();
const backendWith = (changes = {}) =>
  FakeBackend.create().on('GET /w1', () => [200, { ...webhook, ...changes }]);

describe('page of a webhook', () => {
  it('shows what it sends, where to and who made it', async () => {
    renderPage('/webhooks/w1', { backend: backendWith() });
    expect(await screen.findByText('What it sends')).toBeInTheDocument();
    expect(screen.getByText('https://hooks.slack.com/…XXXX')).toBeVisible();
    expect(screen.getByText(/· olga$/)).toBeVisible();
    expect(await screen.findByText('Slack')).toBeVisible();
  });

  it('has a heading for each card, below that of the webhook', async () => {
    renderPage('/webhooks/w1', { backend: backendWith() });
    expect(
      await screen.findByRole('heading', { name: webhook.name, level: 2 }),
    ).toBeInTheDocument();
    await screen.findByRole('heading', { name: 'Last 24 hours' });
    const cards = screen.getAllByRole('heading', { level: 3 });
    expect(cards.map(({ textContent }) => textContent)).toEqual([
      'Last 24 hours',
      'What it sends',
      'Noise',
      'Where it sends',
    ]);
  });

  it('shows how much it held back lately, why, and what is set', async () => {
    renderPage('/webhooks/w1', {
      backend: backendWith({
        heldBack: { total: 7, byReason: { window: 2, rollout: 5 } },
        noise: { ...webhook.noise, flapping: false, windowSeconds: 0 },
      }),
    });
    expect(
      await screen.findByText('7 messages: 5 of rollouts, 2 within the window'),
    ).toBeVisible();
    const valueOf = (label: string) =>
      screen.getByText(label).nextElementSibling;
    expect(valueOf('Rollouts')).toHaveTextContent(
      'One message, when the rollout ends',
    );
    expect(valueOf('Window in seconds')).toHaveTextContent('Off');
    expect(valueOf('Hold back objects that keep changing')).toHaveTextContent(
      'Off',
    );
    expect(valueOf('Sum up autoscaling')).toHaveTextContent('On');
  });

  it('shows what keeps it from being sent to', async () => {
    renderPage('/webhooks/w1', {
      backend: backendWith({
        mutedUntil: '2026-03-05T12:00:00Z',
        quietHours: { start: '22:00', end: '07:00', timeZone: 'UTC' },
        circuit: {
          state: 'open',
          failures: 12,
          nextProbeAt: '2026-03-05T11:00:00Z',
        },
      }),
    });
    const valueOf = (label: string) =>
      screen.getByText(label).nextElementSibling;
    expect(await screen.findByText('22:00–07:00 UTC')).toBeVisible();
    expect(valueOf('Muted until')).toHaveTextContent(/^Mar \d, 2026, /);
    expect(valueOf('Tried again from')).toHaveTextContent(/^Mar \d, 2026, /);
  });

  it('tells once why it waits, and what is sent all the same', async () => {
    renderPage('/webhooks/w1', {
      backend: backendWith({
        waiting: {
          reason: 'quiet-hours',
          until: '2126-03-05T07:00:00Z',
          exceptCritical: true,
        },
      }),
    });
    expect(await screen.findByText(/^Quiet hours end/)).toBeVisible();
    expect(
      screen.getByText('Critical changes are sent all the same'),
    ).toBeVisible();
    expect(screen.queryByText(/^Waits/)).not.toBeInTheDocument();
  });

  it('says that it held nothing back', async () => {
    renderPage('/webhooks/w1', { backend: backendWith() });
    const label = await screen.findByText('Held back in the last 24 hours');
    expect(label.nextElementSibling).toHaveTextContent('Nothing');
  });

  it('keeps the result of a test while the webhook itself is refreshed', async () => {
    const backend = backendWith().on('POST /w1/test', () => [200, DELIVERED]);
    const { signal } = renderPage('/webhooks/w1', { backend });
    await userEvent.click(await screen.findByRole('button', { name: 'Test' }));
    expect(
      await screen.findByText('Delivered · HTTP 200 · 41 ms'),
    ).toBeInTheDocument();

    backend.on('GET /w1', () => [200, { ...webhook, name: 'renamed' }]);
    signal({ type: 'delivery', webhookId: 'w1' });
    expect(
      await screen.findByRole('heading', { name: 'renamed' }),
    ).toBeInTheDocument();
    expect(
      screen.getByText('Delivered · HTTP 200 · 41 ms'),
    ).toBeInTheDocument();
  });

  it('does not ask again for signals of other webhooks', async () => {
    const backend = backendWith();
    const { signal } = renderPage('/webhooks/w1', { backend });
    await screen.findByText('What it sends');
    const before = backend.seen('GET /w1').length;
    backend.on('GET /w1', () => [200, { ...webhook, name: 'renamed' }]);
    signal({ type: 'delivery', webhookId: 'other' });
    signal({ type: 'delivery', webhookId: 'w1' });
    await screen.findByRole('heading', { name: 'renamed' });
    expect(backend.seen('GET /w1')).toHaveLength(before + 1);
  });

  it('leads back to the list after deleting', async () => {
    const backend = backendWith()
      .on('DELETE /w1', () => [204])
      .on('GET /', () => pageOf([]));
    renderPage('/webhooks/w1', { backend });
    await userEvent.click(
      await screen.findByRole('button', { name: 'Delete' }),
    );
    await userEvent.click(
      within(await screen.findByRole('dialog')).getByRole('button', {
        name: 'Delete',
      }),
    );
    expect(await screen.findByText('No webhooks yet')).toBeInTheDocument();
    expect(backend.seen('DELETE /w1')[0].query).toEqual({ undoSeconds: '30' });
  });

  it('does not ask for what is being deleted, though a signal tells of it', async () => {
    const backend = backendWith().on('GET /', () => pageOf([]));
    const { signal } = renderPage('/webhooks/w1', { backend });
    await screen.findByText('What it sends');
    const asked = () =>
      backend.requests.filter(
        ({ method, path }) => method === 'GET' && path.startsWith('/w1'),
      ).length;
    await userEvent.click(
      await screen.findByRole('button', { name: 'Delete' }),
    );
    const before = asked();
    backend.on('DELETE /w1', async () => {
      signal({ type: 'webhook', webhookId: 'w1' });
      return [204];
    });
    await userEvent.click(
      within(await screen.findByRole('dialog')).getByRole('button', {
        name: 'Delete',
      }),
    );
    expect(await screen.findByText('No webhooks yet')).toBeInTheDocument();
    expect(asked()).toBe(before);
  });

  it('takes a deletion back, or says that it is too late', async () => {
    const backend = backendWith()
      .on('DELETE /w1', () => [204])
      .on('POST /w1/restore', () => [204])
      .on('GET /', () => pageOf([]));
    const { signal } = renderPage('/webhooks/w1', { backend });
    const deleteIt = async () => {
      await userEvent.click(
        await screen.findByRole('button', { name: 'Delete' }),
      );
      await userEvent.click(
        within(await screen.findByRole('dialog')).getByRole('button', {
          name: 'Delete',
        }),
      );
      await userEvent.click(
        await screen.findByRole('button', { name: 'Undo' }),
      );
    };
    await deleteIt();
    expect(
      await screen.findByText('payments to #ops is back'),
    ).toBeInTheDocument();
    expect(backend.seen('POST /w1/restore')).toHaveLength(1);

    backend
      .on('GET /', () => pageOf([webhook]))
      .on('POST /w1/restore', () =>
        refusal(404, 'NotFoundError', 'No webhook has this id'),
      );
    signal({ type: 'webhook', webhookId: 'w1' });
    await userEvent.click(
      await screen.findByRole('link', { name: 'payments to #ops' }),
    );
    await deleteIt();
    expect(
      await screen.findByText('payments to #ops could not be brought back'),
    ).toBeInTheDocument();
  });

  it('offers nothing to do to someone who may only read, and shows no URL', async () => {
    renderPage('/webhooks/w1', {
      backend: backendWith({ url: '…' }),
      role: 'reader',
    });
    expect(await screen.findByText('What it sends')).toBeInTheDocument();
    expect(screen.getByText(/^Hidden: only people who/)).toBeVisible();
    expect(
      screen.getByRole('tab', { name: 'Delivery History' }),
    ).toBeInTheDocument();
    for (const name of ['Test', 'Edit', 'Delete']) {
      expect(screen.queryByRole('button', { name })).not.toBeInTheDocument();
    }
    expect(screen.queryByRole('checkbox')).not.toBeInTheDocument();
  });

  it('says that there is no such webhook', async () => {
    renderPage('/webhooks/nope', { backend: FakeBackend.create() });
    expect(
      await screen.findByText(/could not be loaded: There is no \/nope/),
    ).toBeInTheDocument();
  });

  it('shows grey space while it loads', async () => {
    const backend = FakeBackend.create().on(
      'GET /w1',
      () => new Promise(() => {}),
    );
    renderPage('/webhooks/w1', { backend });
    expect(await screen.findByTestId('loading')).toBeInTheDocument();
  });
});
