import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { FakeBackend, pageOf } from '../../__testUtils__/FakeBackend';
import { aWebhook } from '../../__testUtils__/fixtures';
import { renderPage } from '../../__testUtils__/renderPage';

const many = (count: number) =>
  Array.from({ length: count }, (_, i) =>
    aWebhook({
      id: `w${i}`,
      name: `webhook ${String(i).padStart(3, '0')}`,
      platform: i % 2 ? 'slack' : 'http',
    }),
  );
const backendWith = (...webhooks: ReturnType<typeof aWebhook>[]) =>
  FakeBackend.create().on('GET /', () => pageOf(webhooks));
const names = () =>
  screen.getAllByText(/^webhook \w+$/).map(it => it.textContent);

async function choose(label: string, option: string) {
  await userEvent.click(screen.getByLabelText(label));
  await userEvent.click(await screen.findByRole('option', { name: option }));
}

describe('narrowing the list', () => {
  it('filters and sorts as the address says', async () => {
    const backend = backendWith(
      aWebhook({ id: 'a', name: 'webhook a' }),
      aWebhook({ id: 'b', name: 'webhook b', health: 'failing' }),
      aWebhook({ id: 'c', name: 'webhook c', platform: 'http' }),
    );
    renderPage('/webhooks?platform=slack&sort=health', { backend });
    await screen.findByText('webhook a');
    expect(names()).toEqual(['webhook b', 'webhook a']);
  });

  it('writes what is chosen into the address', async () => {
    const { address } = renderPage('/webhooks', {
      backend: backendWith(
        aWebhook({
          id: 'a',
          name: 'webhook a',
          lastDeliveryAt: '2026-03-05T10:00:00Z',
        }),
        aWebhook({
          id: 'b',
          name: 'webhook b',
          lastDeliveryAt: '2026-03-05T11:00:00Z',
        }),
        aWebhook({ id: 'c', name: 'webhook c', platform: 'http' }),
      ),
    });
    await screen.findByText('webhook a');
    await choose('Platform', 'Slack');
    expect(names()).toEqual(['webhook a', 'webhook b']);
    await userEvent.click(
      screen.getByRole('button', { name: 'Last delivery' }),
    );
    expect(names()).toEqual(['webhook b', 'webhook a']);
    await userEvent.click(
      screen.getByRole('button', { name: 'Last delivery' }),
    );
    expect(names()).toEqual(['webhook a', 'webhook b']);
    expect(address()).toBe('/webhooks?platform=slack&sort=-lastDelivery');
  });

  it('says that nothing matches, and shows everything again', async () => {
    renderPage('/webhooks?state=failing', { backend: backendWith(...many(2)) });
    expect(
      await screen.findByText('No webhook matches these filters.'),
    ).toBeInTheDocument();
    await userEvent.click(
      screen.getByRole('button', { name: 'Clear filters' }),
    );
    expect(names()).toHaveLength(2);
  });

  it('shows 500 webhooks page by page, and asks only for what a page shows', async () => {
    const backend = backendWith(...many(500));
    renderPage('/webhooks', { backend });
    await screen.findByText('webhook 000');
    expect(names()).toHaveLength(25);
    expect(screen.getByText('1–25 of 500')).toBeInTheDocument();
    await waitFor(() => expect(backend.seen('GET /activity')).toHaveLength(1));
    expect(backend.seen('GET /activity')[0].query.ids.split(',')).toHaveLength(
      25,
    );

    await userEvent.click(screen.getByRole('button', { name: 'Next' }));
    expect(names()[0]).toBe('webhook 025');
  });

  it('shows the last page where the address names one that is gone', async () => {
    renderPage('/webhooks?page=9', { backend: backendWith(...many(30)) });
    await screen.findByText('webhook 029');
    expect(names()).toHaveLength(5);
  });

  it('shows what each webhook did lately', async () => {
    const counts = (count: number) => [...new Array(23).fill(0), count];
    const backend = backendWith(...many(2)).on('GET /activity', () => [
      200,
      {
        from: '2026-03-04T11:00:00Z',
        items: {
          w0: {
            delivered: counts(1234),
            failed: counts(1),
            heldBack: counts(0),
          },
        },
      },
    ]);
    renderPage('/webhooks', { backend });
    expect(
      await screen.findByRole('img', {
        name: 'Last 24 hours: 1,234 delivered, 1 failed, 0 held back',
      }),
    ).toBeInTheDocument();
    const row = screen.getByText('webhook 001').closest('tr')!;
    expect(within(row).queryByRole('img')).not.toBeInTheDocument();
  });
});
