import { act, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { FakeBackend, refusal } from '../../__testUtils__/FakeBackend';
import { anEvent } from '../../__testUtils__/fixtures';
import { renderPage } from '../../__testUtils__/renderPage';

const webhook = (name: string, enabled = true) => ({
  id: name,
  name,
  platform: 'slack',
  enabled,
});
const explained = (items: object[]) => () =>
  [200, { event: anEvent(), items }] as [number, object];
const recent = (items: object[], nextCursor?: string) => () =>
  [200, { items, pageInfo: { nextCursor } }] as [number, object];
const open = async () =>
  userEvent.click(
    await screen.findByRole('button', {
      name: 'Show what team-alpha/api-server matched',
    }),
  );

describe('the page of events', () => {
  it('shows changes, the newest first, and new ones by themselves', async () => {
    const items = [anEvent()];
    const backend = FakeBackend.create().on('GET /events/recent', () =>
      recent(items)(),
    );
    const { signal } = renderPage('/webhooks/events', { backend });
    expect(await screen.findByText('spec.replicas 3 → 5')).toBeVisible();
    items.unshift(anEvent({ id: 'e2', name: 'newer' }));
    signal({ type: 'event' });
    await screen.findByText(/team-alpha\/newer/);
    const rows = screen.getAllByRole('button', { name: /^Show what/ });
    expect(rows[0]).toHaveAccessibleName(/newer/);
  });

  it('stands still while someone reads an event, and goes on afterwards', async () => {
    const items = [anEvent()];
    const backend = FakeBackend.create()
      .on('GET /events/recent', () => recent(items)())
      .on('GET /events/e1/explain', explained([]));
    const { signal } = renderPage('/webhooks/events', { backend });
    await open();
    await screen.findByText('0 webhooks match');

    items.splice(0, 1, anEvent({ id: 'e2', name: 'newer' }));
    signal({ type: 'delivery', webhookId: 'w1' });
    await waitFor(() =>
      expect(backend.seen('GET /events/e1/explain')).toHaveLength(2),
    );
    expect(screen.queryByText(/team-alpha\/newer/)).not.toBeInTheDocument();
    expect(
      screen.getByText('New changes appear once the open rows are closed.'),
    ).toBeVisible();

    await userEvent.click(screen.getByRole('button', { name: /^Hide what/ }));
    expect(await screen.findByText(/team-alpha\/newer/)).toBeVisible();
  });

  it('stands still also for changes that were on their way when someone began to read', async () => {
    let arrive = () => {};
    const onTheWay = new Promise<void>(resolve => {
      arrive = resolve;
    });
    const backend = FakeBackend.create()
      .on('GET /events/recent', async () => {
        if (backend.seen('GET /events/recent').length === 1) {
          return recent([anEvent()])();
        }
        await onTheWay;
        return recent([anEvent({ id: 'e2', name: 'newer' })])();
      })
      .on('GET /events/e1/explain', explained([]));
    const { signal } = renderPage('/webhooks/events', { backend });
    await screen.findByText('spec.replicas 3 → 5');
    signal({ type: 'event' });
    await waitFor(() =>
      expect(backend.seen('GET /events/recent')).toHaveLength(2),
    );
    await open();
    await act(async () => arrive());
    expect(await screen.findByText('0 webhooks match')).toBeVisible();
    expect(screen.queryByText(/team-alpha\/newer/)).not.toBeInTheDocument();
  });

  it('says what an event matched, and what keeps it from others', async () => {
    const backend = FakeBackend.create()
      .on('GET /events/recent', recent([anEvent()]))
      .on(
        'GET /events/e1/explain',
        explained([
          {
            webhook: webhook('ops'),
            matches: true,
            failed: [],
            deliveries: [{ id: 'd1', status: 'failed', reason: 'HTTP 500' }],
          },
          {
            webhook: webhook('asleep', false),
            matches: true,
            failed: [],
            deliveries: [],
          },
          {
            webhook: webhook('elsewhere'),
            matches: false,
            failed: ['clusters', 'labels'],
            deliveries: [],
          },
        ]),
      );
    renderPage('/webhooks/events', { backend });
    await open();
    expect(await screen.findByText('2 webhooks match')).toBeVisible();
    expect(screen.getByText('1 webhook does not match')).toBeVisible();
    const row = (name: string) =>
      within(screen.getByRole('link', { name }).closest('li')!);
    expect(row('ops').getByText('HTTP 500')).toBeVisible();
    expect(row('asleep').getByText('is off')).toBeVisible();
    expect(
      row('elsewhere').getByText('kept out by: Clusters, Labels'),
    ).toBeVisible();
  });

  it('makes a webhook from an event, filled in', async () => {
    const event = anEvent({
      resource: 'Certificate',
      apiVersion: 'cert-manager.io/v1',
    });
    const backend = FakeBackend.create()
      .on('GET /events/recent', recent([event]))
      .on('GET /events/e1/explain', explained([]));
    renderPage('/webhooks/events', { backend });
    await open();
    const link = await screen.findByRole('button', {
      name: 'Make a webhook from this event',
    });
    expect(link).toHaveAttribute(
      'href',
      '/webhooks/new?like=e1&event=scale&cluster=prod-us&resource=Certificate.cert-manager.io&namespace=team-alpha&name=api-server',
    );
  });

  it('offers no webhook to make to those who may only read', async () => {
    const backend = FakeBackend.create()
      .on('GET /events/recent', recent([anEvent()]))
      .on('GET /events/e1/explain', explained([]));
    renderPage('/webhooks/events', { backend, role: 'reader' });
    await open();
    expect(await screen.findByText('0 webhooks match')).toBeVisible();
    expect(screen.queryByText(/Make a webhook/)).toBeNull();
  });

  it('filters by the address, and looks further back', async () => {
    const backend = FakeBackend.create().on(
      'GET /events/recent',
      recent([], 'further'),
    );
    renderPage('/webhooks/events?cluster=prod-us&event=explode', { backend });
    expect(
      await screen.findByText(/Look further back with Next/),
    ).toBeVisible();
    expect(backend.seen('GET /events/recent')[0].query).toEqual({
      cluster: 'prod-us',
    });
    await userEvent.click(screen.getByRole('button', { name: 'Next' }));
    await waitFor(() =>
      expect(backend.seen('GET /events/recent').at(-1)!.query).toEqual({
        cluster: 'prod-us',
        cursor: 'further',
      }),
    );
  });

  it('says that nothing has changed yet', async () => {
    const backend = FakeBackend.create().on('GET /events/recent', recent([]));
    renderPage('/webhooks/events', { backend });
    expect(await screen.findByText('Nothing has changed yet')).toBeVisible();
  });

  it('says why they cannot be loaded', async () => {
    const backend = FakeBackend.create().on('GET /events/recent', () =>
      refusal(503, 'ServiceUnavailableError', 'The database is away'),
    );
    renderPage('/webhooks/events', { backend });
    expect(
      await screen.findByText(/could not be loaded: The database/),
    ).toBeVisible();
  });
});
