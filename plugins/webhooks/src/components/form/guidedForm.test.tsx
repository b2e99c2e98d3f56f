import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import {
  FakeBackend,
  refusal,
  wrongInput,
} from '../../__testUtils__/FakeBackend';
import { aWebhook, anEvent } from '../../__testUtils__/fixtures';
import { renderPage } from '../../__testUtils__/renderPage';

const URL = /^Webhook URL/;
const SLACK_URL = 'https://hooks.slack.com/services/T/B/X';
const paste = async (text: string) => {
  await userEvent.click(await screen.findByLabelText(URL));
  await userEvent.paste(text);
};
const press = (name: string) =>
  userEvent.click(screen.getByRole('button', { name }));
const stepNow = () =>
  within(screen.getByRole('navigation', { name: 'Steps of the form' }))
    .getAllByRole('button')
    .find(button => button.getAttribute('aria-current') === 'step');

describe('the guided form', () => {
  it('leads from step to step, keeps what is typed, and moves the focus along', async () => {
    renderPage('/webhooks/new', { backend: FakeBackend.create() });
    await paste(SLACK_URL);
    await press('Next');
    expect(stepNow()).toHaveTextContent('Where to send');
    expect(screen.getByRole('region', { name: 'Where to send' })).toHaveFocus();
    expect(
      screen.getByRole('heading', { name: 'Where to send', level: 2 }),
    ).toBeVisible();
    expect(screen.getByLabelText(URL)).toHaveValue(SLACK_URL);

    await userEvent.type(screen.getByLabelText(/^Name\b/), 'ops{enter}');
    expect(stepNow()).toHaveTextContent('What to send');
    await press('Back');
    expect(screen.getByLabelText(/^Name\b/)).toHaveValue('ops');
  });

  it('does not go on while something of the step is missing', async () => {
    renderPage('/webhooks/new', { backend: FakeBackend.create() });
    await screen.findByLabelText(URL);
    await press('Next');
    expect(stepNow()).toHaveTextContent('Platform');
    expect(screen.getByText('Required')).toBeVisible();
  });

  it('opens at the step of the address', async () => {
    renderPage('/webhooks/new?step=filters', {
      backend: FakeBackend.create(),
    });
    expect(await screen.findByLabelText('Clusters')).toBeVisible();
    expect(stepNow()).toHaveTextContent('What to send');
  });

  it('recognises the platform by the URL that is pasted', async () => {
    renderPage('/webhooks/new', { backend: FakeBackend.create() });
    await paste(SLACK_URL);
    expect(screen.getByRole('radio', { name: 'Slack' })).toBeChecked();
    expect(screen.getByText('Recognised as Slack.')).toBeVisible();
  });

  it('takes any other URL for custom HTTP, unless something was chosen', async () => {
    renderPage('/webhooks/new', { backend: FakeBackend.create() });
    await paste('https://receiver.example.com/in');
    expect(screen.getByRole('radio', { name: 'Custom HTTP' })).toBeChecked();
    await userEvent.click(screen.getByRole('radio', { name: 'Slack' }));
    await paste('?more');
    expect(screen.getByRole('radio', { name: 'Slack' })).toBeChecked();
  });

  it('offers to switch when the URL is of another platform', async () => {
    renderPage('/webhooks/new', { backend: FakeBackend.create() });
    await userEvent.click(
      await screen.findByRole('radio', { name: 'Custom HTTP' }),
    );
    await press('Next');
    await paste(SLACK_URL);
    expect(screen.getByText('This is a URL of Slack.')).toBeVisible();
    await press('Switch to Slack');
    expect(screen.queryByText('This is a URL of Slack.')).toBeNull();
    expect(screen.getByLabelText(URL)).toHaveValue(SLACK_URL);
  });

  it('is filled in by the event that it is made from', async () => {
    const backend = FakeBackend.create();
    renderPage(
      '/webhooks/new?like=e7&event=delete&cluster=prod-us&resource=Pod&name=web&step=filters',
      { backend },
    );
    expect(await screen.findByText('prod-us')).toBeVisible();
    expect(screen.getByRole('checkbox', { name: 'delete' })).toBeChecked();
    expect(screen.getByRole('checkbox', { name: 'create' })).not.toBeChecked();
    // Rarer filters are opened when they are set.
    expect(screen.getByText('web')).toBeVisible();
  });
});

describe('a test before saving', () => {
  it('sends what would be saved, and shows the answer in place', async () => {
    const backend = FakeBackend.create().on('POST /preview/test', () => [
      200,
      {
        outcome: 'rejected',
        statusCode: 404,
        responseBody: 'no_service',
        durationMs: 41,
        reason: 'Slack no longer knows this webhook. Create a new one.',
      },
    ]);
    renderPage('/webhooks/new', { backend });
    await paste(SLACK_URL);
    await press('Next');
    await press('Send a test');
    expect(
      await screen.findByText(/Not delivered · HTTP 404 · 41 ms/),
    ).toBeVisible();
    expect(screen.getByText(/Create a new one/)).toBeVisible();
    expect(screen.getByText('no_service')).toBeVisible();
    expect(backend.seen('POST /preview/test')[0].body).toMatchObject({
      platform: 'slack',
      url: SLACK_URL,
    });
    expect(backend.seen('POST /')).toEqual([]);

    await paste('2');
    expect(screen.queryByText('no_service')).toBeNull();
  });

  it('tries headers and saves rules that are folded away', async () => {
    const stored = aWebhook({ platform: 'http', hasSecret: true });
    const backend = FakeBackend.create()
      .on('GET /w1', () => [200, stored])
      .on('PUT /w1', () => [200, stored])
      .on('POST /preview/test', () => [
        200,
        { outcome: 'delivered', statusCode: 200, durationMs: 41 },
      ]);
    renderPage('/webhooks/w1/edit?step=target', { backend });
    fireEvent.click(await screen.findByText('Headers and client certificate'));
    fireEvent.click(await screen.findByText('Add a header'));
    const fill = (label: string, value: string) =>
      fireEvent.change(screen.getByLabelText(label), { target: { value } });
    fill('Name of header 1', 'Authorization');
    fill('Value of header 1', 'Bearer x');
    const headers = [{ name: 'Authorization', value: 'Bearer x' }];
    await press('Send a test');
    expect(await screen.findByText(/HTTP 200/)).toBeVisible();
    expect(backend.seen('POST /preview/test')[0].body).toMatchObject({
      id: 'w1',
      headers,
    });

    fireEvent.click(screen.getByText('Noise'));
    fireEvent.click(
      await screen.findByText('When to send, and how often to try'),
    );
    fireEvent.click(await screen.findByLabelText('Quiet hours'));
    await press('Save');
    await waitFor(() =>
      expect(backend.seen('PUT /w1')[0].body).toMatchObject({
        headers,
        retry: 'contract',
        digest: true,
        quietHours: { start: '22:00', end: '07:00' },
      }),
    );
    expect(backend.seen('PUT /w1')[0].body).not.toHaveProperty(
      'clientCertificate',
    );
  });

  it('uses what is stored when it is not replaced', async () => {
    const backend = FakeBackend.create()
      .on('GET /w1', () => [200, aWebhook()])
      .on('POST /preview/test', () =>
        wrongInput({ field: 'url', reason: 'may not be sent to' }),
      );
    renderPage('/webhooks/w1/edit?step=review', { backend });
    await screen.findByText('https://hooks.slack.com/…XXXX');
    await press('Send a test');
    expect(await screen.findByText('url: may not be sent to')).toBeVisible();
    const { body } = backend.seen('POST /preview/test')[0];
    expect(body).toMatchObject({ id: 'w1', platform: 'slack' });
    expect(body).not.toHaveProperty('url');
  });

  it('waits for a URL', async () => {
    renderPage('/webhooks/new?step=review', { backend: FakeBackend.create() });
    expect(
      await screen.findByRole('button', { name: 'Send a test' }),
    ).toBeDisabled();
  });
});

describe('the preview beside the form', () => {
  it('shows the message of the chosen platform and example', async () => {
    const backend = FakeBackend.create();
    renderPage('/webhooks/new', { backend });
    expect(
      await screen.findByText(/Choose a platform to see an example/),
    ).toBeVisible();
    await userEvent.click(screen.getByRole('radio', { name: 'Custom HTTP' }));
    expect(
      await screen.findByLabelText('Body of the request'),
    ).toHaveTextContent('"platform": "http"');
    expect(backend.seen('POST /preview')[0].body).toMatchObject({
      event: 'update',
      signed: true,
    });
  });

  it('counts what the filters would have let through, and shows one of it', async () => {
    const event = anEvent({ id: 'e9', name: 'checkout' });
    const backend = FakeBackend.create().on('POST /preview/matches', () => [
      200,
      { count: 37, truncated: false, scanned: 90, items: [event] },
    ]);
    renderPage('/webhooks/new', { backend });
    await paste(SLACK_URL);
    expect(
      await screen.findByText('37 changes in the last 24 hours'),
    ).toBeVisible();
    const match = screen.getByRole('button', { name: /checkout/ });
    await userEvent.click(match);
    expect(match).toHaveAttribute('aria-pressed', 'true');
    await waitFor(() =>
      expect(backend.seen('POST /preview').at(-1)?.body).toMatchObject({
        eventId: 'e9',
      }),
    );
    expect(backend.seen('POST /')).toEqual([]);
  });

  it('says why nothing is known, and goes on', async () => {
    const backend = FakeBackend.create()
      .on('POST /preview/matches', () =>
        wrongInput({ field: 'filters.labels[0]', reason: 'is no selector' }),
      )
      .on('POST /preview', () =>
        refusal(503, 'ServiceUnavailableError', 'The database is away'),
      );
    renderPage('/webhooks/new', { backend });
    await paste(SLACK_URL);
    expect(await screen.findByText(/is no selector/)).toBeVisible();
    expect(await screen.findByText(/The database is away/)).toBeVisible();
    expect(screen.getByRole('button', { name: 'Next' })).toBeEnabled();
  });
});
