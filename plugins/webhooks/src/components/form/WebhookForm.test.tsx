import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import {
  FakeBackend,
  refusal,
  wrongInput,
} from '../../__testUtils__/FakeBackend';
import { aWebhook } from '../../__testUtils__/fixtures';
import { renderPage } from '../../__testUtils__/renderPage';

const steps = () =>
  screen.getByRole('navigation', { name: 'Steps of the form' });
const go = (step: string) =>
  userEvent.click(
    within(steps()).getByRole('button', { name: new RegExp(`${step}$`) }),
  );
const TARGET = 'Where to send';
const FILTERS = 'What to send';
const REVIEW = 'Review';
/** What is new can be saved at the end, what is stored at any step. */
const save = async () => {
  if (!screen.queryByRole('button', { name: 'Save' })) await go(REVIEW);
  await userEvent.click(screen.getByRole('button', { name: 'Save' }));
};
const choose = async (platform: string) =>
  userEvent.click(await screen.findByRole('radio', { name: platform }));
const fill = async (label: RegExp, text: string) => {
  await userEvent.click(screen.getByLabelText(label));
  await userEvent.paste(text);
};

const NAME = /^Name\b/;
const URL = /^Webhook URL/;
const more = () => screen.getByRole('button', { name: 'More filters' });

describe('form of a new webhook', () => {
  it('asks for what is missing, and sends nothing until then', async () => {
    const backend = FakeBackend.create();
    renderPage('/webhooks/new', { backend });
    await choose('Slack');
    await go(FILTERS);
    await userEvent.click(screen.getByRole('checkbox', { name: 'create' }));
    await userEvent.click(screen.getByRole('checkbox', { name: 'update' }));
    await userEvent.click(screen.getByRole('checkbox', { name: 'delete' }));
    await userEvent.click(screen.getByRole('checkbox', { name: 'scale' }));
    await save();
    expect(screen.getByLabelText(NAME)).toBeInvalid();
    expect(screen.getByLabelText(NAME)).toHaveFocus();
    expect(screen.getByLabelText(URL)).toBeInvalid();
    expect(screen.getAllByText('Required')).toHaveLength(2);
    await go(FILTERS);
    expect(screen.getByText('Required')).toBeVisible();
    expect(backend.seen('POST /')).toHaveLength(0);
  });

  it('creates a webhook and leads to its page, inviting to test it', async () => {
    const created = aWebhook();
    const backend = FakeBackend.create()
      .on('POST /', () => [201, created])
      .on('GET /w1', () => [200, created]);
    renderPage('/webhooks/new', { backend });
    await choose('Slack');
    await go(TARGET);
    await fill(NAME, 'payments to #ops');
    await fill(URL, 'https://hooks.slack.com/services/T/B/X');
    await go(FILTERS);
    await userEvent.click(screen.getByRole('checkbox', { name: 'update' }));
    await userEvent.click(screen.getByRole('checkbox', { name: 'delete' }));
    await userEvent.type(screen.getByLabelText('Clusters'), 'prod-us{enter}');
    // Typed and never entered: it counts all the same.
    await userEvent.type(screen.getByLabelText('Namespaces'), 'a, b');
    await save();

    expect(await screen.findByText('Saved.')).toBeInTheDocument();
    expect(screen.getByRole('button', { name: 'Test' })).toBeEnabled();
    expect(backend.seen('POST /')[0].body).toEqual({
      name: 'payments to #ops',
      platform: 'slack',
      url: 'https://hooks.slack.com/services/T/B/X',
      enabled: true,
      filters: {
        events: ['create', 'scale'],
        clusters: ['prod-us'],
        resources: [],
        namespaces: ['a', 'b'],
        names: [],
        labels: [],
        severities: [],
        owners: [],
        systems: [],
      },
      noise: {
        windowSeconds: 10,
        autoscaling: true,
        flapping: true,
        rollouts: 'summary',
      },
      retry: 'contract',
      digest: true,
      quietHours: null,
    });
  });

  it('takes the rarer filters, which are behind a button', async () => {
    const created = aWebhook();
    const backend = FakeBackend.create()
      .on('POST /', () => [201, created])
      .on('GET /w1', () => [200, created]);
    renderPage('/webhooks/new', { backend });
    await choose('Slack');
    await go(TARGET);
    await fill(NAME, 'x');
    await fill(URL, 'https://hooks.slack.com/services/T/B/X');
    await go(FILTERS);
    await fill(/^Namespaces/, 'team-* !team-lab');
    expect(screen.queryByLabelText('Labels')).toBeNull();
    await userEvent.click(more());
    expect(more()).toHaveAttribute('aria-expanded', 'true');

    await userEvent.click(screen.getByRole('checkbox', { name: 'info' }));
    await fill(/^Resource names/, '*, !*-canary');
    await fill(/^Labels/, 'tier in (a, b)');
    await userEvent.keyboard('{Enter}');
    await userEvent.paste('!canary');
    await fill(/^Owners/, 'platform');
    await fill(/^Systems/, 'payments');
    await save();

    expect(await screen.findByText('Saved.')).toBeInTheDocument();
    expect(backend.seen('POST /')[0].body.filters).toMatchObject({
      namespaces: ['team-*', '!team-lab'],
      names: ['!*-canary'],
      labels: ['tier in (a, b)', '!canary'],
      severities: ['warning', 'critical'],
      owners: ['platform'],
      systems: ['payments'],
    });
  });

  it('opens the rarer filters when one of them is wrong', async () => {
    const backend = FakeBackend.create().on('POST /', () =>
      wrongInput({
        field: 'filters.labels[0]',
        reason: 'is no label selector; write e.g. app=web',
      }),
    );
    renderPage('/webhooks/new', { backend });
    await choose('Slack');
    await go(TARGET);
    await fill(NAME, 'x');
    await fill(URL, 'https://hooks.slack.com/services/T/B/X');
    await go(FILTERS);
    await userEvent.click(more());
    await fill(/^Labels/, 'a=b=c');
    await userEvent.click(more());
    await save();
    expect(
      await screen.findByText('Is no label selector; write e.g. app=web'),
    ).toBeVisible();
    expect(screen.getByLabelText('Labels')).toBeInvalid();
  });

  it('asks for a severity when none is left', async () => {
    renderPage('/webhooks/new', { backend: FakeBackend.create() });
    await choose('Slack');
    await go(TARGET);
    await fill(NAME, 'x');
    await fill(URL, 'https://hooks.slack.com/services/T/B/X');
    await go(FILTERS);
    await userEvent.click(more());
    for (const name of ['info', 'warning', 'critical']) {
      await userEvent.click(screen.getByRole('checkbox', { name }));
    }
    await save();
    expect(screen.getByText('Required')).toBeVisible();
  });

  it('shows a generated secret once, before it leads on', async () => {
    const created = aWebhook({ platform: 'http', hasSecret: true });
    const backend = FakeBackend.create()
      .on('POST /', () => [201, { ...created, secret: 'whsec_generated' }])
      .on('GET /w1', () => [200, created]);
    renderPage('/webhooks/new', { backend });
    await choose('Custom HTTP');
    await go(TARGET);
    await fill(NAME, 'audit trail');
    await fill(URL, 'https://audit.example.com/in');
    await save();

    const dialog = await screen.findByRole('dialog', {
      name: 'Save this signing secret now',
    });
    expect(within(dialog).getByDisplayValue('whsec_generated')).toBeVisible();
    expect(dialog).toHaveTextContent('It will not be shown again');
    await userEvent.keyboard('{Escape}');
    expect(dialog).toBeInTheDocument();

    await userEvent.click(
      within(dialog).getByRole('button', { name: 'I have saved it' }),
    );
    expect(await screen.findByText('Saved.')).toBeInTheDocument();
    await waitFor(() => expect(dialog).not.toBeInTheDocument());
    expect(document.body.innerHTML).not.toContain('whsec_generated');
    expect(JSON.stringify(window.history.state)).not.toContain('whsec_');
  });

  it('hides what is typed into a secret field until asked', async () => {
    renderPage('/webhooks/new', { backend: FakeBackend.create() });
    await choose('Slack');
    await go(TARGET);
    expect(screen.getByLabelText(URL)).toHaveAttribute('type', 'password');
    await userEvent.click(
      screen.getByRole('button', { name: 'Show Webhook URL' }),
    );
    expect(screen.getByLabelText(URL)).toHaveAttribute('type', 'text');
  });

  it('marks the fields that the backend refuses', async () => {
    const backend = FakeBackend.create().on('POST /', () =>
      wrongInput(
        {
          field: 'url',
          reason: 'is a URL of Discord; choose Discord as the platform',
        },
        { field: 'name', reason: 'must not be empty' },
      ),
    );
    renderPage('/webhooks/new', { backend });
    await choose('Slack');
    await go(TARGET);
    await fill(NAME, 'x');
    await fill(URL, 'https://discord.com/api/webhooks/1/x');
    await save();
    expect(
      await screen.findByText(
        'Is a URL of Discord; choose Discord as the platform',
      ),
    ).toBeInTheDocument();
    expect(screen.getByText('Must not be empty')).toBeInTheDocument();
    expect(screen.getByLabelText(URL)).toHaveValue(
      'https://discord.com/api/webhooks/1/x',
    );

    await fill(URL, '2');
    expect(screen.getByLabelText(URL)).toBeValid();
  });

  it('marks the name when it is taken', async () => {
    const backend = FakeBackend.create().on('POST /', () =>
      refusal(409, 'ConflictError', "name: there is one named 'x' already", [
        { field: 'name', reason: "there is one named 'x' already" },
      ]),
    );
    renderPage('/webhooks/new', { backend });
    await choose('Slack');
    await go(TARGET);
    await fill(NAME, 'x');
    await fill(URL, 'https://hooks.slack.com/services/T/B/X');
    await save();
    expect(
      await screen.findByText("There is one named 'x' already"),
    ).toBeInTheDocument();
    expect(screen.getByLabelText(NAME)).toBeInvalid();
  });

  it('says what went wrong when it is about no field', async () => {
    const backend = FakeBackend.create().on('POST /', () =>
      refusal(503, 'ServiceUnavailableError', 'The database is away'),
    );
    renderPage('/webhooks/new', { backend });
    await choose('Slack');
    await go(TARGET);
    await fill(NAME, 'x');
    await fill(URL, 'https://hooks.slack.com/services/T/B/X');
    await save();
    expect(await screen.findByText(/It was not saved/)).toBeInTheDocument();
    expect(screen.getByRole('button', { name: 'Save' })).toBeEnabled();
  });

  it('suggests the names that the chosen clusters have', async () => {
    renderPage('/webhooks/new', { backend: FakeBackend.create() });
    await choose('Slack');
    await go(FILTERS);
    await userEvent.click(screen.getByLabelText('Kinds'));
    expect(await screen.findByRole('option', { name: 'Node' })).toBeVisible();

    await userEvent.type(screen.getByLabelText('Clusters'), 'prod-us{enter}');
    await userEvent.click(screen.getByLabelText('Kinds'));
    expect(
      await screen.findByRole('option', { name: 'Deployment' }),
    ).toBeVisible();
    expect(screen.queryByRole('option', { name: 'Node' })).toBeNull();
  });

  it('is not offered to someone who may not create', async () => {
    renderPage('/webhooks/new', {
      backend: FakeBackend.create(),
      role: 'reader',
    });
    expect(
      await screen.findByText(/needs the permission webhooks.webhook.create/),
    ).toBeInTheDocument();
  });
});

describe('form of a stored webhook', () => {
  const stored = aWebhook({ platform: 'http', hasSecret: true });
  const backendWith = (webhook = stored) =>
    FakeBackend.create()
      .on('GET /w1', () => [200, webhook])
      .on('PUT /w1', ({ body }) => [200, { ...webhook, ...body }]);

  it('keeps URL and secret unless they are replaced', async () => {
    const backend = backendWith();
    renderPage('/webhooks/w1/edit?step=target', { backend });
    expect(await screen.findByLabelText(URL)).toHaveValue(stored.url);
    expect(screen.getByLabelText(URL)).toBeDisabled();
    await fill(NAME, '!');
    await save();
    expect(await screen.findByText('Saved.')).toBeInTheDocument();
    const { body } = backend.seen('PUT /w1')[0];
    expect(body).not.toHaveProperty('url');
    expect(body).not.toHaveProperty('secret');
    expect(body.name).toBe('payments to #ops!');
  });

  it('shows the rarer filters that are set, and keeps them', async () => {
    const filters = {
      ...stored.filters,
      severities: ['critical' as const],
      owners: ['group:default/platform'],
    };
    const backend = backendWith({ ...stored, filters });
    renderPage('/webhooks/w1/edit?step=filters', { backend });
    expect(await screen.findByText('group:default/platform')).toBeVisible();
    expect(screen.getByRole('checkbox', { name: 'critical' })).toBeChecked();
    expect(screen.getByRole('checkbox', { name: 'info' })).not.toBeChecked();
    await save();
    await waitFor(() =>
      expect(backend.seen('PUT /w1')[0].body.filters).toMatchObject({
        severities: ['critical'],
        owners: ['group:default/platform'],
        labels: [],
      }),
    );
  });

  it('replaces the URL when asked to', async () => {
    const backend = backendWith();
    renderPage('/webhooks/w1/edit?step=target', { backend });
    await userEvent.click(
      await screen.findByRole('button', { name: 'Replace Webhook URL' }),
    );
    await save();
    expect(screen.getByLabelText(URL)).toBeInvalid();
    await fill(URL, 'https://new.example.com');
    await save();
    await waitFor(() =>
      expect(backend.seen('PUT /w1')[0].body.url).toBe(
        'https://new.example.com',
      ),
    );
  });

  it('asks for another URL when the platform changes, and keeps it when it changes back', async () => {
    renderPage('/webhooks/w1/edit', { backend: backendWith() });
    await choose('Slack');
    await go(TARGET);
    expect(screen.getByLabelText(URL)).toHaveValue('');
    expect(screen.getByLabelText(URL)).toBeEnabled();
    await go('Platform');
    await choose('Custom HTTP');
    await go(TARGET);
    expect(screen.getByLabelText(URL)).toHaveValue(stored.url);
  });

  it('shows and changes what is folded into one message', async () => {
    const backend = backendWith(
      aWebhook({
        noise: {
          windowSeconds: 60,
          autoscaling: false,
          flapping: true,
          rollouts: 'progress',
        },
      }),
    );
    renderPage('/webhooks/w1/edit?step=message', { backend });
    const seconds = await screen.findByLabelText('Window in seconds');
    expect(seconds).toHaveValue(60);
    expect(
      screen.getByRole('checkbox', { name: 'Sum up autoscaling' }),
    ).not.toBeChecked();

    await userEvent.clear(seconds);
    await userEvent.type(seconds, '30');
    await userEvent.click(
      screen.getByRole('checkbox', {
        name: 'Hold back objects that keep changing',
      }),
    );
    await userEvent.click(screen.getByLabelText(/^Rollouts/));
    await userEvent.click(
      await screen.findByRole('option', { name: /^Every change/ }),
    );
    await save();
    expect(await screen.findByText('Saved.')).toBeInTheDocument();
    expect(backend.seen('PUT /w1')[0].body.noise).toEqual({
      windowSeconds: 30,
      autoscaling: false,
      flapping: false,
      rollouts: 'off',
    });
  });

  it('marks a window that the backend refuses', async () => {
    const backend = backendWith().on('PUT /w1', () =>
      wrongInput({
        field: 'noise.windowSeconds',
        reason: 'must be at most 3600',
      }),
    );
    renderPage('/webhooks/w1/edit?step=message', { backend });
    const seconds = await screen.findByLabelText('Window in seconds');
    await userEvent.type(seconds, '000');
    await save();
    expect(await screen.findByText('Must be at most 3600')).toBeVisible();
    expect(seconds).toBeInvalid();
    await userEvent.clear(seconds);
    expect(seconds).toBeValid();
  });

  describe('of a webhook that others change meanwhile', () => {
    const newer = aWebhook({
      ...stored,
      etag: 'v2',
      name: 'renamed by others',
      filters: { ...stored.filters, clusters: ['staging'] },
    });
    /** Takes a change only of the version that there is. */
    const backendOf = (current: { webhook: typeof newer }) =>
      FakeBackend.create()
        .on('GET /w1', () => [200, current.webhook])
        .on('PUT /w1', ({ ifMatch, body }) => {
          if (ifMatch !== `"${current.webhook.etag}"`) {
            return refusal(412, 'PreconditionFailedError', 'It was changed');
          }
          current.webhook = { ...current.webhook, ...body, etag: 'v3' };
          return [200, current.webhook];
        });
    const typeAndSave = async (backend: FakeBackend, current: object) => {
      renderPage('/webhooks/w1/edit?step=target', { backend });
      const name = await screen.findByLabelText(NAME);
      await userEvent.clear(name);
      await userEvent.type(name, 'mine');
      Object.assign(current, { webhook: newer });
      await save();
    };
    const load = () => screen.findByRole('button', { name: /^Load the newer/ });

    it('saves what it has read, and nothing else', async () => {
      const current = { webhook: stored };
      const backend = backendOf(current);
      renderPage('/webhooks/w1/edit?step=target', { backend });
      await screen.findByLabelText(NAME);
      await save();
      expect(await screen.findByText('Saved.')).toBeVisible();
      expect(backend.seen('PUT /w1')[0].ifMatch).toBe('"v1"');
    });

    it('says so, and puts what was typed on top of the newer state', async () => {
      const current = { webhook: stored };
      const backend = backendOf(current);
      await typeAndSave(backend, current);
      expect(
        await screen.findByText(/^Somebody else changed this webhook/),
      ).toBeVisible();
      expect(current.webhook).toBe(newer);
      expect(screen.getByLabelText(NAME)).toHaveValue('mine');

      await userEvent.click(await load());
      expect(
        await screen.findByText(/^Both of you changed.*: Name$/),
      ).toBeVisible();
      expect(screen.getByLabelText(NAME)).toHaveValue('mine');
      await go(FILTERS);
      expect(screen.getByText('staging')).toBeVisible();

      await save();
      expect(await screen.findByText('Saved.')).toBeVisible();
      expect(current.webhook).toMatchObject({
        name: 'mine',
        filters: { clusters: ['staging'] },
      });
    });

    it('keeps what was typed when the newer state cannot be loaded', async () => {
      const current = { webhook: stored };
      const backend = backendOf(current);
      await typeAndSave(backend, current);
      backend.on('GET /w1', () =>
        refusal(404, 'NotFoundError', 'Somebody deleted it'),
      );
      await userEvent.click(await load());
      expect(
        await screen.findByText('It could not be loaded: Somebody deleted it'),
      ).toBeVisible();
      expect(screen.getByLabelText(NAME)).toHaveValue('mine');
    });
  });

  it('says that there is no such webhook', async () => {
    renderPage('/webhooks/nope/edit', { backend: FakeBackend.create() });
    expect(
      await screen.findByText(/could not be loaded: There is no \/nope/),
    ).toBeInTheDocument();
  });

  it('is not offered to someone who may not update', async () => {
    renderPage('/webhooks/w1/edit', {
      backend: backendWith(),
      role: 'reader',
    });
    expect(
      await screen.findByText(/needs the permission webhooks.webhook.update/),
    ).toBeInTheDocument();
  });
});
