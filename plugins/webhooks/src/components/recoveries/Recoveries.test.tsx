import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { FakeBackend, pageOf, refusal } from '../../__testUtils__/FakeBackend';
import { aDelivery, aRecovery, aWebhook } from '../../__testUtils__/fixtures';
import { renderPage } from '../../__testUtils__/renderPage';

const PATH = '/webhooks/w1/deliveries';

const backendWith = (webhook = {}) =>
  FakeBackend.create()
    .on('GET /w1', () => [200, aWebhook({ parked: 812, ...webhook })])
    .on('GET /w1/deliveries', () => pageOf([aDelivery({ status: 'failed' })]))
    .on('POST /w1/recoveries/preview', () => [
      200,
      { total: 812, byClass: { exhausted: 800, owner: 12 } },
    ]);

const openDialog = async () => {
  await userEvent.click(
    await screen.findByRole('button', { name: 'Send again…' }),
  );
  return within(await screen.findByRole('dialog'));
};

describe('sending again what failed', () => {
  it('counts first, by why it failed, and only what the filters show', async () => {
    const backend = backendWith().on('POST /w1/recoveries', () => {
      backend.on('GET /w1/recoveries', () => pageOf([aRecovery()]));
      return [201, aRecovery()];
    });
    renderPage(
      `${PATH}?status=failed&cluster=prod-us&createdSince=2026-03-05T10:00:00.000Z`,
      { backend },
    );
    expect(
      await screen.findByText(/^812 deliveries failed and can be sent again/),
    ).toBeVisible();
    const dialog = await openDialog();
    expect(
      await dialog.findByText('812 deliveries will be sent again.'),
    ).toBeVisible();
    expect(dialog.getByText('800 × All attempts used up')).toBeVisible();
    expect(dialog.getByText('12 × Needs action at the receiver')).toBeVisible();
    expect(dialog.getByText(/Cluster prod-us, From/)).toBeVisible();
    const filter = {
      cluster: 'prod-us',
      createdSince: '2026-03-05T10:00:00.000Z',
    };
    expect(backend.seen('POST /w1/recoveries/preview')[0].body).toEqual(filter);

    fireEvent.change(dialog.getByLabelText('How many a minute'), {
      target: { value: '20' },
    });
    await userEvent.click(dialog.getByRole('button', { name: 'Send again' }));
    expect(
      await screen.findByText(
        '40 of 812 sent again, 20 a minute, about 39 minutes left',
      ),
    ).toBeVisible();
    expect(backend.seen('POST /w1/recoveries')[0].body).toEqual({
      ...filter,
      perMinute: 20,
    });
    expect(screen.queryByRole('dialog')).not.toBeInTheDocument();
  });

  it('offers nothing to begin where nothing matches', async () => {
    const backend = backendWith().on('POST /w1/recoveries/preview', () => [
      200,
      { total: 0, byClass: {} },
    ]);
    renderPage(PATH, { backend });
    const dialog = await openDialog();
    expect(
      await dialog.findByText('No failed delivery matches.'),
    ).toBeVisible();
    expect(dialog.getByRole('button', { name: 'Send again' })).toBeDisabled();
  });

  it('says why it could not begin', async () => {
    const backend = backendWith().on('POST /w1/recoveries', () =>
      refusal(409, 'ConflictError', 'Another one has not ended'),
    );
    renderPage(PATH, { backend });
    const dialog = await openDialog();
    await dialog.findByText('812 deliveries will be sent again.');
    await userEvent.click(dialog.getByText('Send again'));
    expect(
      await dialog.findByText(/not be started: Another one has not ended/),
    ).toBeVisible();
  });

  it('says why it could not be counted, and begins nothing then', async () => {
    const backend = backendWith().on('POST /w1/recoveries/preview', () =>
      refusal(503, 'ServiceUnavailableError', 'The database is away'),
    );
    renderPage(PATH, { backend });
    const dialog = await openDialog();
    expect(
      await dialog.findByText(/not be counted: The database is away/),
    ).toBeVisible();
    expect(dialog.getByText('Send again').closest('button')).toBeDisabled();
  });

  /** A backend with a recovery that goes on, and does as it is told. */
  function backendWithRecovery() {
    let recovery = aRecovery();
    return backendWith()
      .on('GET /w1/recoveries', () => pageOf([recovery]))
      .on('PATCH /w1/recoveries/r1', ({ body }) => {
        recovery = { ...recovery, ...body };
        return [200, recovery];
      });
  }

  const statesAskedFor = (backend: FakeBackend) =>
    backend.seen('PATCH /w1/recoveries/r1').map(({ body }) => body.state);

  it('can be paused, and go on', async () => {
    const backend = backendWithRecovery();
    renderPage(PATH, { backend });
    expect(
      await screen.findByLabelText('Progress of sending again'),
    ).toHaveAttribute('aria-valuenow', '5');
    // One at a time.
    expect(screen.queryByText('Send again…')).not.toBeInTheDocument();
    await userEvent.click(screen.getByText('Pause'));
    await userEvent.click(await screen.findByText('Resume'));
    expect(await screen.findByText('Pause')).toBeVisible();
    expect(statesAskedFor(backend)).toEqual(['paused', 'running']);
  });

  it('can be stopped, and put away then', async () => {
    const backend = backendWithRecovery();
    renderPage(PATH, { backend });
    await userEvent.click(await screen.findByText('Stop'));
    expect(await screen.findByText('Sending again was stopped')).toBeVisible();
    expect(statesAskedFor(backend)).toEqual(['cancelled']);
    await userEvent.click(screen.getByText('Close'));
    expect(
      screen.queryByText('Sending again was stopped'),
    ).not.toBeInTheDocument();
  });

  it('says why it paused by itself', async () => {
    const backend = backendWith().on('GET /w1/recoveries', () =>
      pageOf([
        aRecovery({ state: 'paused', reason: 'The webhook was disabled.' }),
      ]),
    );
    renderPage(PATH, { backend });
    expect(await screen.findByText('The webhook was disabled.')).toBeVisible();
  });

  it('says what to do where it paused because the webhook is off', async () => {
    const backend = backendWith({ enabled: false }).on(
      'GET /w1/recoveries',
      () =>
        pageOf([
          aRecovery({ state: 'paused', reason: 'The webhook was disabled.' }),
        ]),
    );
    renderPage(PATH, { backend });
    expect(
      await screen.findByText('The webhook is off. Enable it, then resume.'),
    ).toBeVisible();
  });

  it('tells nothing of one that ended before', async () => {
    const backend = backendWith({ parked: 0 }).on('GET /w1/recoveries', () =>
      pageOf([aRecovery({ state: 'done' })]),
    );
    renderPage(PATH, { backend });
    await screen.findByText('1 delivery');
    await waitFor(() =>
      expect(backend.seen('GET /w1/recoveries').length).toBeGreaterThan(0),
    );
    expect(
      screen.queryByText('Failed deliveries were sent again'),
    ).not.toBeInTheDocument();
  });

  it('leads from the overview to what failed', async () => {
    renderPage('/webhooks/w1', { backend: backendWith() });
    expect(
      await screen.findByRole('button', { name: 'Show them' }),
    ).toHaveAttribute(
      'href',
      expect.stringMatching(/deliveries\?status=failed$/),
    );
  });

  it('is not offered to who may only read, nor for a webhook that is off', async () => {
    const { unmount } = renderPage(PATH, {
      backend: backendWith().on('GET /w1/recoveries', () =>
        pageOf([aRecovery({ state: 'running' })]),
      ),
      role: 'reader',
    });
    expect(await screen.findByText(/^40 of 812/)).toBeVisible();
    for (const name of ['Send again…', 'Pause', 'Stop']) {
      expect(screen.queryByRole('button', { name })).not.toBeInTheDocument();
    }
    unmount();
    renderPage(PATH, { backend: backendWith({ enabled: false }) });
    expect(
      await screen.findByText(/Enable the webhook before anything is sent/),
    ).toBeVisible();
    expect(
      screen.queryByRole('button', { name: 'Send again…' }),
    ).not.toBeInTheDocument();
  });
});
