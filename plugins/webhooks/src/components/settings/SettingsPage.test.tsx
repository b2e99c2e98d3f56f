import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import {
  FakeBackend,
  refusal,
  wrongInput,
} from '../../__testUtils__/FakeBackend';
import { aWebhook } from '../../__testUtils__/fixtures';
import { renderPage } from '../../__testUtils__/renderPage';

const PATH = '/webhooks/w1/settings';

/** A backend that keeps what it is sent. */
function backendOf(changes: Parameters<typeof aWebhook>[0] = {}) {
  let webhook = aWebhook({ platform: 'http', hasSecret: true, ...changes });
  const backend = FakeBackend.create()
    .on('GET /w1', () => [200, webhook])
    .on('PUT /w1', ({ body }) => {
      webhook = { ...webhook, ...body, headers: webhook.headers };
      return [200, webhook];
    })
    .on('POST /w1/mute', ({ body }) => {
      webhook = { ...webhook, mutedUntil: body.until };
      return [200, webhook];
    })
    .on('DELETE /w1/mute', () => {
      webhook = { ...webhook, mutedUntil: null };
      return [200, webhook];
    });
  return backend;
}

const form = (name: string) => screen.findByRole('form', { name });

describe('settings of a webhook', () => {
  describe('the signing secret', () => {
    it('is rotated, and one that is generated is shown once', async () => {
      const backend = backendOf().on('POST /w1/rotate-secret', () => [
        200,
        { ...aWebhook({ platform: 'http' }), secret: 'whsec_generated' },
      ]);
      renderPage(PATH, { backend });
      await userEvent.click(
        await screen.findByRole('button', { name: 'Rotate the secret' }),
      );
      const dialog = await screen.findByRole('dialog');
      expect(within(dialog).getByLabelText('Signing secret')).toHaveValue(
        'whsec_generated',
      );
      expect(backend.seen('POST /w1/rotate-secret')[0].body).toEqual({});
      await userEvent.click(
        within(dialog).getByRole('button', { name: 'I have saved it' }),
      );
      await waitFor(() =>
        expect(document.body.innerHTML).not.toContain('whsec_generated'),
      );
    });

    it('takes one of somebody’s own, and how long both sign', async () => {
      const backend = backendOf({
        secretRotation: { previousExpiresAt: '2026-03-06T10:00:00Z' },
      }).on('POST /w1/rotate-secret', () => [200, aWebhook()]);
      renderPage(PATH, { backend });
      const secret = await form('Signing secret');
      expect(screen.getByText(/also signs until/)).toBeVisible();
      await userEvent.type(
        within(secret).getByLabelText(/^New secret/),
        'mine',
      );
      fireEvent.change(within(secret).getByLabelText(/^Hours during which/), {
        target: { value: '0' },
      });
      await userEvent.click(
        within(secret).getByRole('button', { name: 'Rotate the secret' }),
      );
      expect(
        await screen.findByText('The secret was rotated'),
      ).toBeInTheDocument();
      expect(backend.seen('POST /w1/rotate-secret')[0].body).toEqual({
        secret: 'mine',
        overlapHours: 0,
      });
    });

    it('says why it was not rotated', async () => {
      const backend = backendOf().on('POST /w1/rotate-secret', () =>
        wrongInput({ field: 'secret', reason: 'is the one that is stored' }),
      );
      renderPage(PATH, { backend });
      await userEvent.click(
        await screen.findByRole('button', { name: 'Rotate the secret' }),
      );
      expect(
        await screen.findByText(/was not rotated: New secret: is the one/),
      ).toBeVisible();
    });

    it('is not there for a platform without one, nor are headers and code', async () => {
      renderPage(PATH, { backend: backendOf({ platform: 'slack' }) });
      await form('Mute');
      expect(
        screen.queryByRole('form', { name: 'Signing secret' }),
      ).not.toBeInTheDocument();
      expect(
        screen.queryByRole('form', { name: 'Headers and client certificate' }),
      ).not.toBeInTheDocument();
      expect(screen.queryByText('Verify signatures')).not.toBeInTheDocument();
    });
  });

  describe('muting', () => {
    it('is for a while, and can be ended', async () => {
      const backend = backendOf();
      renderPage(PATH, { backend });
      const before = Date.now();
      await userEvent.click(
        await screen.findByRole('button', { name: '1 hour' }),
      );
      await userEvent.click(
        await screen.findByRole('button', { name: 'Unmute now' }),
      );
      await waitFor(() =>
        expect(
          screen.queryByRole('button', { name: 'Unmute now' }),
        ).not.toBeInTheDocument(),
      );
      const { until } = backend.seen('POST /w1/mute')[0].body;
      expect(Date.parse(until)).toBeGreaterThanOrEqual(before + 3_600_000);
      expect(backend.seen('DELETE /w1/mute')).toHaveLength(1);
    });

    it('takes a time to come, and no other', async () => {
      const backend = backendOf();
      renderPage(PATH, { backend });
      const mute = await form('Mute');
      const field = within(mute).getByLabelText('Until');
      fireEvent.change(field, { target: { value: '2020-01-01T10:00' } });
      expect(
        within(mute).getByText('Choose a time in the future'),
      ).toBeVisible();
      expect(within(mute).getByRole('button', { name: 'Mute' })).toBeDisabled();
      fireEvent.change(field, { target: { value: '2999-01-01T10:00' } });
      await userEvent.click(within(mute).getByRole('button', { name: 'Mute' }));
      await waitFor(() =>
        expect(backend.seen('POST /w1/mute')[0].body.until).toMatch(
          /^(2999-01-01|2998-12-31)T/,
        ),
      );
    });
  });

  describe('when to send, and how often to try', () => {
    const TITLE = 'When to send, and how often to try';

    it('is saved for itself, and changes nothing else', async () => {
      const backend = backendOf();
      renderPage(PATH, { backend });
      const rules = await form(TITLE);
      expect(
        within(rules).getByRole('button', { name: 'Save' }),
      ).toBeDisabled();
      await userEvent.click(within(rules).getByLabelText('Quiet hours'));
      fireEvent.change(within(rules).getByLabelText('From'), {
        target: { value: '20:30' },
      });
      await userEvent.click(within(rules).getByLabelText('Sat'));
      await userEvent.click(
        within(rules).getByLabelText(/^Send critical changes/),
      );
      await userEvent.click(
        within(rules).getByLabelText(/^When a delivery fails/),
      );
      await userEvent.click(
        await screen.findByRole('option', { name: '10 attempts within a day' }),
      );
      await userEvent.click(
        within(rules).getByRole('button', { name: 'Save' }),
      );
      expect(await screen.findByText('Saved')).toBeInTheDocument();
      const { filters, name, platform } = aWebhook({ platform: 'http' });
      expect(backend.seen('PUT /w1')[0].body).toEqual({
        name,
        platform,
        filters,
        retry: 'patient',
        quietHours: {
          start: '20:30',
          end: '07:00',
          timeZone: new Intl.DateTimeFormat().resolvedOptions().timeZone,
          days: ['mon', 'tue', 'wed', 'thu', 'fri', 'sun'],
          exceptCritical: true,
        },
      });
    });

    it('marks what the backend refuses, and forgets what is cancelled', async () => {
      const backend = backendOf().on('PUT /w1', () =>
        wrongInput({
          field: 'quietHours.end',
          reason: 'must differ from start',
        }),
      );
      renderPage(PATH, { backend });
      const rules = await form(TITLE);
      await userEvent.click(within(rules).getByLabelText('Quiet hours'));
      await userEvent.click(
        within(rules).getByRole('button', { name: 'Save' }),
      );
      expect(
        await within(rules).findByText('Must differ from start'),
      ).toBeVisible();
      await userEvent.click(
        within(rules).getByRole('button', { name: 'Cancel' }),
      );
      expect(within(rules).getByLabelText('Quiet hours')).not.toBeChecked();
    });

    it('keeps what is being typed while the webhook is refreshed', async () => {
      const backend = backendOf();
      const { signal } = renderPage(PATH, { backend });
      const rules = await form(TITLE);
      await userEvent.click(within(rules).getByLabelText('Quiet hours'));
      backend.on('GET /w1', () => [
        200,
        aWebhook({ platform: 'http', name: 'renamed', digest: false }),
      ]);
      signal({ type: 'webhook', webhookId: 'w1' });
      await screen.findByRole('heading', { name: 'renamed' });
      expect(within(rules).getByLabelText('Quiet hours')).toBeChecked();
      expect(within(rules).getByLabelText(/^Send a digest/)).not.toBeChecked();
    });
  });

  describe('headers and the client certificate', () => {
    const TITLE = 'Headers and client certificate';

    it('keeps stored values that nobody replaces', async () => {
      const backend = backendOf({
        headers: [{ name: 'Authorization' }, { name: 'X-Tenant' }],
      });
      renderPage(PATH, { backend });
      const request = within(await form(TITLE));
      const fill = (label: string, value: string) =>
        fireEvent.change(request.getByLabelText(label), { target: { value } });
      expect(request.getByLabelText('Value of header 1')).toBeDisabled();
      fireEvent.click(request.getByLabelText('Replace the value of X-Tenant'));
      fill('Value of header 2', 'blue');
      fireEvent.click(request.getByText('Add a header'));
      fill('Name of header 3', 'X-New');
      fill('Value of header 3', 'v');
      // Nobody fills in the fourth.
      fireEvent.click(request.getByText('Add a header'));
      fireEvent.click(request.getByText('Save'));
      await waitFor(() =>
        expect(backend.seen('PUT /w1')[0].body.headers).toEqual([
          { name: 'Authorization' },
          { name: 'X-Tenant', value: 'blue' },
          { name: 'X-New', value: 'v' },
        ]),
      );
    });

    it('removes a header, and says what is wrong with one', async () => {
      const backend = backendOf({ headers: [{ name: 'Host' }] }).on(
        'PUT /w1',
        () => wrongInput({ field: 'headers[0].name', reason: 'is set by us' }),
      );
      renderPage(PATH, { backend });
      const request = await form(TITLE);
      await userEvent.click(
        within(request).getByRole('button', { name: 'Remove Host' }),
      );
      await userEvent.click(
        within(request).getByRole('button', { name: 'Save' }),
      );
      expect(await within(request).findByText('Is set by us')).toBeVisible();
      expect(backend.seen('PUT /w1')[0].body.headers).toEqual([]);
    });

    it('shows the stored certificate, and replaces or removes it', async () => {
      const backend = backendOf({
        clientCertificate: {
          subject: 'CN=portal',
          expiresAt: '2027-01-02T00:00:00Z',
          fingerprint256: 'AB:CD',
        },
      });
      renderPage(PATH, { backend });
      const request = await form(TITLE);
      expect(within(request).getByText('CN=portal')).toBeVisible();
      await userEvent.click(
        within(request).getByRole('button', { name: 'Remove the certificate' }),
      );
      expect(
        within(request).getByText('The certificate will be removed.'),
      ).toBeVisible();
      await userEvent.click(
        within(request).getByRole('button', {
          name: 'Replace the certificate',
        }),
      );
      fireEvent.change(within(request).getByLabelText(/^Certificate, with/), {
        target: { value: 'PEM' },
      });
      fireEvent.change(within(request).getByLabelText(/^Private key/), {
        target: { value: 'KEY' },
      });
      await userEvent.click(
        within(request).getByRole('button', { name: 'Save' }),
      );
      await waitFor(() =>
        expect(backend.seen('PUT /w1')[0].body.clientCertificate).toEqual({
          certificate: 'PEM',
          key: 'KEY',
        }),
      );
    });
  });

  it('are not saved over what others changed meanwhile, and are kept', async () => {
    const backend = backendOf();
    renderPage(PATH, { backend });
    const rules = await form('When to send, and how often to try');
    const digest = within(rules).getByRole('checkbox', {
      name: 'Send a digest when there is too much',
    });
    await userEvent.click(digest);

    const newer = aWebhook({ platform: 'http', etag: 'v2', name: 'renamed' });
    backend
      .on('GET /w1', () => [200, newer])
      .on('PUT /w1', ({ ifMatch, body }) =>
        ifMatch === '"v2"'
          ? [200, { ...newer, ...body }]
          : refusal(412, 'PreconditionFailedError', 'It was changed'),
      );
    const save = () =>
      userEvent.click(within(rules).getByRole('button', { name: 'Save' }));
    await save();
    expect(
      await screen.findByText(/^Somebody else changed this webhook/),
    ).toBeVisible();
    expect(screen.getByRole('heading', { name: 'renamed' })).toBeVisible();
    expect(digest).not.toBeChecked();

    await save();
    await waitFor(() =>
      expect(backend.seen('PUT /w1').map(({ ifMatch }) => ifMatch)).toEqual([
        '"v1"',
        '"v2"',
      ]),
    );
    expect(backend.seen('PUT /w1')[1].body).toMatchObject({
      name: 'renamed',
      digest: false,
    });
    await waitFor(() =>
      expect(screen.queryByText(/^Somebody else changed/)).toBeNull(),
    );
  });

  it('have a heading for each card', async () => {
    renderPage(PATH, { backend: backendOf() });
    await screen.findByRole('heading', { name: 'Signing secret' });
    const cards = screen.getAllByRole('heading', { level: 3 });
    expect(cards.map(({ textContent }) => textContent)).toEqual([
      'Mute',
      'When to send, and how often to try',
      'Signing secret',
      'Headers and client certificate',
      'Verify signatures',
    ]);
  });

  it('shows code that verifies, in several languages', async () => {
    renderPage(PATH, { backend: backendOf() });
    await userEvent.click(await screen.findByRole('tab', { name: 'Python' }));
    expect(screen.getByLabelText('Code in Python')).toHaveTextContent(
      'X-KubeVision-Signature-Previous',
    );
  });

  it('is not offered to who may only read, and says so at its address', async () => {
    renderPage(PATH, { backend: backendOf(), role: 'reader' });
    expect(
      await screen.findByText('You may not see this page', { exact: false }),
    ).toBeInTheDocument();
    expect(
      screen.queryByRole('tab', { name: 'Settings' }),
    ).not.toBeInTheDocument();
  });
});
