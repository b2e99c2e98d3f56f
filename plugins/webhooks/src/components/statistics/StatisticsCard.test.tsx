import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { FakeBackend, refusal } from '../../__testUtils__/FakeBackend';
import { aWebhook, anHour } from '../../__testUtils__/fixtures';
import { renderPage } from '../../__testUtils__/renderPage';

const backendWith = (statistics: object, webhook = {}) =>
  FakeBackend.create()
    .on('GET /w1', () => [200, aWebhook(webhook)])
    .on('GET /w1/statistics', () => [200, statistics]);

const busy = {
  truncated: false,
  perMinute: 60,
  hours: [
    anHour({ hour: '2026-03-05T09:00:00.000Z' }),
    anHour({
      delivered: 996,
      failed: 1,
      pending: 2,
      heldBack: 7,
      durationMs: { average: 120, longest: 2300 },
      requestBytes: 2150,
    }),
  ],
};

const valueOf = (label: string) =>
  screen.getByText(label, { selector: 'dt' }).nextElementSibling;

describe('the last day of a webhook', () => {
  it('is told in figures and charts that can be heard too', async () => {
    renderPage('/webhooks/w1', { backend: backendWith(busy, { parked: 4 }) });
    await screen.findByText('Success rate');
    // Never 100 % where something failed.
    expect(valueOf('Success rate')).toHaveTextContent('99.8%');
    expect(valueOf('Failed')).toHaveTextContent('1');
    expect(valueOf('Waiting')).toHaveTextContent('2');
    expect(valueOf('Held back')).toHaveTextContent('7');
    expect(valueOf('Can be sent again')).toHaveTextContent('4');
    expect(valueOf('Platform’s limit')).toHaveTextContent('60 a minute');
    for (const name of [
      'Deliveries per hour: 996 Delivered, 1 Failed, 7 Held back',
      'Response time: 120 ms on average, 2.3 s at most',
      'Request size: 2.1 KiB on average',
    ]) {
      expect(screen.getByRole('img', { name })).toBeInTheDocument();
    }
    expect(
      screen.getByText(/Delivered 996, Failed 1, Held back 7$/),
    ).toBeInTheDocument();
  });

  it('says so where nothing was sent', async () => {
    renderPage('/webhooks/w1', {
      backend: backendWith({ truncated: true, hours: [anHour()] }),
    });
    await screen.findByText('Success rate');
    expect(valueOf('Success rate')).toHaveTextContent('—');
    expect(valueOf('Platform’s limit')).toHaveTextContent('No limit');
    expect(screen.getAllByText('Nothing was sent')).toHaveLength(2);
    expect(screen.getByText(/those of the newest 10,000/)).toBeVisible();
  });

  it('can be tried again when it could not be loaded', async () => {
    const backend = backendWith(busy).on('GET /w1/statistics', () =>
      refusal(503, 'ServiceUnavailableError', 'The database is away'),
    );
    renderPage('/webhooks/w1', { backend });
    await screen.findByText(
      /numbers could not be loaded: The database is away/,
    );
    backend.on('GET /w1/statistics', () => [200, busy]);
    await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
    expect(await screen.findByText('Success rate')).toBeVisible();
  });
});
