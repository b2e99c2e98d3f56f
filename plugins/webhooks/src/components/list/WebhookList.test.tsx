import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { FakeBackend, pageOf, refusal } from '../../__testUtils__/FakeBackend';
import { DELIVERED, aWebhook } from '../../__testUtils__/fixtures';
import { renderPage } from '../../__testUtils__/renderPage';

const slack = aWebhook();
const http = aWebhook({
  id: 'w2',
  name: 'audit trail',
  platform: 'http',
  health: 'failing',
  healthReason: 'The receiver answered 503',
  filters: {
    ...slack.filters,
    events: [],
    clusters: ['*'],
    resources: [],
    namespaces: ['a', 'b'],
  },
});

const backendWith = (...webhooks: ReturnType<typeof aWebhook>[]) =>
  FakeBackend.create().on('GET /', () => pageOf(webhooks));

describe('list of webhooks', () => {
  it('shows grey rows while it loads', async () => {
    const backend = FakeBackend.create().on(
      'GET /',
      () => new Promise(() => {}),
    );
    renderPage('/webhooks', { backend });
    expect(await screen.findByTestId('loading')).toBeInTheDocument();
  });

  it('says each webhook’s filters in words, its health and the reason', async () => {
    renderPage('/webhooks', { backend: backendWith(slack, http) });
    expect(
      await screen.findByText(
        'create, scale of Deployment in prod-us, any namespace',
      ),
    ).toBeInTheDocument();
    expect(
      screen.getByText(
        'any change of all kinds in all clusters, namespaces a, b',
      ),
    ).toBeInTheDocument();
    expect(screen.getByText('Healthy')).toBeInTheDocument();
    expect(screen.getByText('The receiver answered 503')).toBeInTheDocument();
  });

  it('reads all pages of a long list', async () => {
    const backend = FakeBackend.create().on('GET /', ({ query }) =>
      query.cursor ? pageOf([http]) : pageOf([slack], 'more'),
    );
    renderPage('/webhooks', { backend });
    expect(await screen.findByText('audit trail')).toBeInTheDocument();
    expect(screen.getByText('payments to #ops')).toBeInTheDocument();
  });

  it('finds by name, platform and filter', async () => {
    renderPage('/webhooks', { backend: backendWith(slack, http) });
    const search = await screen.findByLabelText('Search webhooks');
    await screen.findByText('audit trail');

    await userEvent.type(search, 'prod-us deploy');
    expect(screen.queryByText('audit trail')).not.toBeInTheDocument();
    expect(screen.getByText('payments to #ops')).toBeInTheDocument();

    await userEvent.clear(search);
    await userEvent.type(search, 'nothing like it');
    expect(
      screen.getByText('No webhook matches “nothing like it”.'),
    ).toBeInTheDocument();
  });

  it('invites to create the first one', async () => {
    renderPage('/webhooks', { backend: backendWith() });
    expect(await screen.findByText('No webhooks yet')).toBeInTheDocument();
    expect(screen.getByRole('button', { name: 'New Webhook' })).toHaveAttribute(
      'href',
      '/webhooks/new',
    );
  });

  it('says why it cannot load, and tries again', async () => {
    const backend = FakeBackend.create().on('GET /', () =>
      refusal(503, 'ServiceUnavailableError', 'The database is away'),
    );
    renderPage('/webhooks', { backend });
    expect(
      await screen.findByText(/could not be loaded: The database is away/),
    ).toBeInTheDocument();

    backend.on('GET /', () => pageOf([slack]));
    await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
    expect(await screen.findByText('payments to #ops')).toBeInTheDocument();
  });

  it('keeps what it shows when a refresh fails, and says so', async () => {
    const backend = backendWith(slack);
    const { signal } = renderPage('/webhooks', { backend });
    await screen.findByText('payments to #ops');

    backend.on('GET /', () =>
      refusal(503, 'ServiceUnavailableError', 'The database is away'),
    );
    signal({ type: 'webhook', webhookId: 'w1' });
    expect(
      await screen.findByText(/may be out of date: The database is away/),
    ).toBeInTheDocument();
    expect(screen.getByText('payments to #ops')).toBeInTheDocument();
  });

  it('follows signals', async () => {
    const backend = backendWith(slack);
    const { signal } = renderPage('/webhooks', { backend });
    await screen.findByText('payments to #ops');

    backend.on('GET /', () => pageOf([{ ...slack, name: 'renamed' }]));
    signal({ type: 'webhook', webhookId: 'w1' });
    expect(await screen.findByText('renamed')).toBeInTheDocument();
  });

  it('tests a webhook and shows the result in place', async () => {
    const backend = backendWith(slack).on('POST /w1/test', () => [
      200,
      DELIVERED,
    ]);
    renderPage('/webhooks', { backend });
    await userEvent.click(
      await screen.findByRole('button', { name: 'Test payments to #ops' }),
    );
    expect(
      await screen.findByText('Delivered · HTTP 200 · 41 ms'),
    ).toBeInTheDocument();
    expect(screen.getByLabelText('Answer')).toHaveTextContent('ok');

    await userEvent.click(
      screen.getByRole('button', { name: 'Close the result' }),
    );
    expect(screen.queryByText(/HTTP 200/)).not.toBeInTheDocument();
  });

  it('shows why a test was refused by the receiver', async () => {
    const backend = backendWith(slack).on('POST /w1/test', () => [
      200,
      {
        ...DELIVERED,
        outcome: 'rejected',
        statusCode: 404,
        responseBody: 'no_service',
        reason: 'Slack has removed this webhook; make a new one',
      },
    ]);
    renderPage('/webhooks', { backend });
    await userEvent.click(
      await screen.findByRole('button', { name: 'Test payments to #ops' }),
    );
    expect(
      await screen.findByText('Slack has removed this webhook; make a new one'),
    ).toBeInTheDocument();
    expect(
      screen.getByText('Not delivered · HTTP 404 · 41 ms'),
    ).toBeInTheDocument();
  });

  it('turns a webhook off without touching anything else of it', async () => {
    const off = { ...slack, enabled: false };
    const backend = backendWith(slack).on('PUT /w1', () => {
      backend.on('GET /', () => pageOf([off]));
      return [200, off];
    });
    renderPage('/webhooks', { backend });
    await userEvent.click(
      await screen.findByRole('checkbox', { name: 'Disable payments to #ops' }),
    );
    expect(
      await screen.findByRole('checkbox', { name: 'Enable payments to #ops' }),
    ).not.toBeChecked();
    expect(backend.seen('PUT /w1')[0].body).toEqual({
      name: slack.name,
      platform: 'slack',
      filters: slack.filters,
      enabled: false,
    });
  });

  it('turns a webhook off that others changed meanwhile, and keeps their change', async () => {
    const renamed = aWebhook({ etag: 'v2', name: 'renamed' });
    const backend = backendWith(slack)
      .on('GET /w1', () => [200, renamed])
      .on('PUT /w1', ({ ifMatch, body }) => {
        if (ifMatch !== '"v2"') {
          return refusal(412, 'PreconditionFailedError', 'It was changed');
        }
        const off = { ...renamed, ...body };
        backend.on('GET /', () => pageOf([off]));
        return [200, off];
      });
    renderPage('/webhooks', { backend });
    await userEvent.click(
      await screen.findByRole('checkbox', { name: 'Disable payments to #ops' }),
    );
    expect(
      await screen.findByRole('checkbox', { name: 'Enable renamed' }),
    ).not.toBeChecked();
  });

  it('puts the switch back when the backend refuses', async () => {
    const backend = backendWith(slack).on('PUT /w1', () =>
      refusal(403, 'NotAllowedError', 'You may not'),
    );
    renderPage('/webhooks', { backend });
    const name = 'Disable payments to #ops';
    await userEvent.click(await screen.findByRole('checkbox', { name }));
    await waitFor(() => expect(backend.seen('PUT /w1')).toHaveLength(1));
    await waitFor(() =>
      expect(screen.getByRole('checkbox', { name })).toBeEnabled(),
    );
    expect(screen.getByRole('checkbox', { name })).toBeChecked();
  });

  it('deletes only after a question', async () => {
    const backend = backendWith(slack).on('DELETE /w1', () => {
      backend.on('GET /', () => pageOf([]));
      return [204];
    });
    renderPage('/webhooks', { backend });
    const openMenu = async () =>
      userEvent.click(
        await screen.findByRole('button', {
          name: 'More actions for payments to #ops',
        }),
      );
    await openMenu();
    await userEvent.click(screen.getByRole('menuitem', { name: 'Delete' }));
    const question = await screen.findByRole('dialog', {
      name: 'Delete payments to #ops?',
    });
    await userEvent.click(
      within(question).getByRole('button', { name: 'Cancel' }),
    );
    await waitFor(() => expect(question).not.toBeInTheDocument());
    expect(backend.seen('DELETE /w1')).toHaveLength(0);

    await openMenu();
    await userEvent.click(screen.getByRole('menuitem', { name: 'Delete' }));
    await userEvent.click(
      within(await screen.findByRole('dialog')).getByRole('button', {
        name: 'Delete',
      }),
    );
    expect(await screen.findByText('No webhooks yet')).toBeInTheDocument();
  });

  it('offers nothing to do to someone who may only read', async () => {
    renderPage('/webhooks', {
      backend: backendWith(slack),
      role: 'reader',
    });
    const row = (await screen.findByText('payments to #ops')).closest('tr')!;
    expect(within(row).getByText('On')).toBeInTheDocument();
    expect(within(row).queryByRole('checkbox')).not.toBeInTheDocument();
    expect(within(row).queryByRole('button')).not.toBeInTheDocument();
    expect(screen.queryByText('New Webhook')).not.toBeInTheDocument();
    // Nor is there an empty column where it would stand.
    await waitFor(() =>
      expect(
        screen
          .getAllByRole('columnheader')
          .map(({ textContent }) => textContent),
      ).toEqual([
        'Webhook',
        'Health',
        'Last 24 hours',
        'Last delivery',
        'Enabled',
      ]),
    );
  });

  it('tells someone without the permission to read which one is missing', async () => {
    const backend = backendWith(slack);
    renderPage('/webhooks', { backend, role: 'nobody' });
    expect(
      await screen.findByText(/needs the permission webhooks.view/),
    ).toBeInTheDocument();
    expect(backend.requests).toHaveLength(0);
  });
});
