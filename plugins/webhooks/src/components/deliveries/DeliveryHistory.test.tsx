import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { FakeBackend, pageOf, refusal } from '../../__testUtils__/FakeBackend';
import {
  aDelivery,
  aWebhook,
  anEvent,
  withAttempts,
} from '../../__testUtils__/fixtures';
import { renderPage } from '../../__testUtils__/renderPage';

const failed = aDelivery({
  id: 'd2',
  status: 'failed',
  attempts: 3,
  statusCode: 503,
  reason: 'The receiver answered 503',
  failureClass: 'exhausted',
  event: anEvent({
    event: 'update',
    resource: 'Node',
    namespace: '',
    name: 'node-1',
    detail: { field: 'spec.unschedulable', old: null, new: true },
  }),
});

const backendWith = (...deliveries: ReturnType<typeof aDelivery>[]) =>
  FakeBackend.create()
    .on('GET /w1', () => [200, aWebhook()])
    .on('GET /w1/deliveries', () => pageOf(deliveries));

const PATH = '/webhooks/w1/deliveries';

describe('delivery history', () => {
  it('says each event in words, with status, code, attempts and reason', async () => {
    renderPage(PATH, { backend: backendWith(aDelivery(), failed) });
    const row = (
      await screen.findByText('spec.unschedulable — → true')
    ).closest('tr')!;
    expect(row).toHaveTextContent('update Node node-1 in prod-us');
    expect(within(row).getByText('Failed')).toBeVisible();
    expect(within(row).getByText('503')).toBeVisible();
    expect(within(row).getByText('3')).toBeVisible();
    expect(within(row).getByText('All attempts used up')).toBeVisible();
    expect(within(row).getByText('The receiver answered 503')).toBeVisible();
    expect(
      screen.getByText('Deployment team-alpha/api-server in prod-us'),
    ).toBeVisible();
    expect(screen.getByText('spec.replicas 3 → 5')).toBeVisible();
    expect(screen.getByText('2 deliveries')).toBeVisible();
  });

  it('says what a delivery that is held back waits for, and until when', async () => {
    const soon = new Date(Date.now() + 8.5 * 60_000).toISOString();
    const held = aDelivery({
      status: 'pending',
      attempts: 0,
      statusCode: undefined,
      reason: 'Waits for the rollout to end',
      nextAttemptAt: soon,
      event: anEvent({ heldFor: 'rollout', absorbed: 3 }),
    });
    renderPage(PATH, { backend: backendWith(held, failed) });
    const row = (
      await screen.findByText('Waits for the rollout to end')
    ).closest('tr')!;
    expect(within(row).getByText('Waiting')).toBeVisible();
    expect(row).toHaveTextContent('At the latest in 8 minutes');
    expect(screen.getAllByText(/At the latest/)).toHaveLength(1);
  });

  it('opens the attempts of a row, with headers, body and time', async () => {
    const backend = backendWith(failed).on('GET /w1/deliveries/d2', () => [
      200,
      withAttempts(failed, [
        {
          outcome: 'retry',
          statusCode: 503,
          durationMs: 87,
          responseHeaders: { 'retry-after': '12' },
          responseBody: '<b>overloaded</b>',
        },
        { outcome: 'rejected', reason: 'The receiver closed the connection' },
      ]),
    ]);
    renderPage(PATH, { backend });
    await userEvent.click(
      await screen.findByRole('button', {
        name: 'Show the attempts of node-1',
      }),
    );
    const first = await screen.findByRole('region', { name: 'Attempt 1' });
    expect(first).toHaveTextContent('Temporary failure');
    expect(first).toHaveTextContent('HTTP 503');
    expect(first).toHaveTextContent('87 ms');
    expect(within(first).getByText('retry-after: 12')).toBeVisible();
    // An answer is text, whatever it looks like.
    expect(within(first).getByText('<b>overloaded</b>')).toBeVisible();
    const second = screen.getByRole('region', { name: 'Attempt 2' });
    expect(second).toHaveTextContent('No answer');
    expect(second).toHaveTextContent('The receiver closed the connection');
  });

  it('sends a delivery again and shows that it waits', async () => {
    const again = { ...failed, status: 'pending' as const };
    const backend = backendWith(failed)
      .on('GET /w1/deliveries/d2', () => [200, withAttempts(failed, [{}])])
      .on('POST /w1/deliveries/d2/redeliver', () => {
        backend
          .on('GET /w1/deliveries', () => pageOf([again]))
          .on('GET /w1/deliveries/d2', () => [200, withAttempts(again, [{}])]);
        return [202, again];
      });
    renderPage(PATH, { backend });
    await userEvent.click(
      await screen.findByRole('button', {
        name: 'Show the attempts of node-1',
      }),
    );
    await userEvent.click(
      await screen.findByRole('button', { name: 'Redeliver' }),
    );
    expect(await screen.findByText('Waiting')).toBeInTheDocument();
    await waitFor(() =>
      expect(screen.getByRole('button', { name: 'Redeliver' })).toBeDisabled(),
    );
  });

  it('says why it could not be sent again', async () => {
    const backend = backendWith(failed)
      .on('GET /w1/deliveries/d2', () => [200, withAttempts(failed, [{}])])
      .on('POST /w1/deliveries/d2/redeliver', () =>
        refusal(409, 'ConflictError', 'It is being sent right now'),
      );
    renderPage(PATH, { backend });
    await userEvent.click(
      await screen.findByRole('button', {
        name: 'Show the attempts of node-1',
      }),
    );
    await userEvent.click(
      await screen.findByRole('button', { name: 'Redeliver' }),
    );
    expect(
      await screen.findByText(/It is being sent right now/),
    ).toBeInTheDocument();
  });

  it('filters, from the address too', async () => {
    const backend = backendWith(failed);
    renderPage(`${PATH}?status=failed&event=nonsense&namespace=gone`, {
      backend,
    });
    await screen.findByText('1 delivery');
    expect(backend.seen('GET /w1/deliveries')[0].query).toEqual({
      status: 'failed',
      namespace: 'gone',
    });

    await userEvent.click(screen.getByLabelText(/^Event type/));
    await userEvent.click(await screen.findByRole('option', { name: 'scale' }));
    await waitFor(() =>
      expect(backend.seen('GET /w1/deliveries').pop()!.query).toEqual({
        status: 'failed',
        event: 'scale',
        namespace: 'gone',
      }),
    );
  });

  it('clears filters that nothing matches', async () => {
    const backend = backendWith().on('GET /w1/deliveries', ({ query }) =>
      query.status ? pageOf([]) : pageOf([failed]),
    );
    renderPage(`${PATH}?status=delivered`, { backend });
    await userEvent.click(
      await screen.findByRole('button', { name: 'Clear filters' }),
    );
    expect(await screen.findByText('1 delivery')).toBeInTheDocument();
  });

  it('pages by cursor, there and back', async () => {
    const older = aDelivery({ id: 'd0', event: anEvent({ name: 'older' }) });
    const backend = backendWith().on('GET /w1/deliveries', ({ query }) =>
      query.cursor === 'c1' ? pageOf([older]) : pageOf([failed], 'c1'),
    );
    renderPage(PATH, { backend });
    await screen.findByText(/Node node-1/);
    expect(screen.getByRole('button', { name: 'Previous' })).toBeDisabled();

    await userEvent.click(screen.getByRole('button', { name: 'Next' }));
    expect(await screen.findByText(/team-alpha\/older/)).toBeInTheDocument();
    expect(screen.getByRole('button', { name: 'Next' })).toBeDisabled();

    await userEvent.click(screen.getByRole('button', { name: 'Previous' }));
    expect(await screen.findByText(/Node node-1/)).toBeInTheDocument();
  });

  it('counts no further than the backend does', async () => {
    const backend = backendWith().on('GET /w1/deliveries', () => [
      200,
      {
        items: [failed],
        totalItems: 10_000,
        totalItemsCapped: true,
        pageInfo: {},
      },
    ]);
    renderPage(PATH, { backend });
    expect(await screen.findByText('10,000+ deliveries')).toBeVisible();
  });

  it('opens on a page of the address, from where the newest can be gone back to', async () => {
    const backend = backendWith().on('GET /w1/deliveries', ({ query }) =>
      query.cursor ? pageOf([failed]) : pageOf([aDelivery()], 'c1'),
    );
    renderPage(`${PATH}?cursor=c9`, { backend });
    await screen.findByText(/Node node-1/);
    expect(backend.seen('GET /w1/deliveries')[0].query).toEqual({
      cursor: 'c9',
    });
    await userEvent.click(screen.getByRole('button', { name: 'Newest' }));
    expect(
      await screen.findByText(/team-alpha\/api-server/),
    ).toBeInTheDocument();
  });

  it('opens the delivery of the address, also when it is on another page', async () => {
    const linked = aDelivery({ id: 'd7', event: anEvent({ name: 'linked' }) });
    const backend = backendWith(failed)
      .on('GET /w1/deliveries/d7', () => [200, withAttempts(linked, [{}])])
      .on('GET /w1/deliveries/d2', () => [200, withAttempts(failed, [{}])]);
    renderPage(`${PATH}?open=d7`, { backend });
    const section = within(
      await screen.findByRole('region', {
        name: 'The delivery that the link leads to',
      }),
    );
    expect(
      await section.findByRole('region', { name: 'Attempt 1' }),
    ).toBeVisible();

    await userEvent.click(
      screen.getByRole('button', { name: 'Show the attempts of node-1' }),
    );
    await waitFor(() =>
      expect(
        screen.queryByRole('region', {
          name: 'The delivery that the link leads to',
        }),
      ).not.toBeInTheDocument(),
    );
    expect(
      await screen.findByRole('region', { name: 'Attempt 1' }),
    ).toBeVisible();
  });

  it('says that the delivery of the address is gone', async () => {
    renderPage(`${PATH}?open=gone`, { backend: backendWith(failed) });
    expect(await screen.findByText(/is no longer kept/)).toBeVisible();
  });

  it('filters by why something failed, and by time', async () => {
    const backend = backendWith(failed);
    renderPage(`${PATH}?status=failed`, { backend });
    await userEvent.click(await screen.findByLabelText(/^Why it failed/));
    await userEvent.click(
      await screen.findByRole('option', { name: 'Webhook was disabled' }),
    );
    fireEvent.change(screen.getByLabelText('From'), {
      target: { value: '2026-03-05T10:00' },
    });
    await waitFor(() =>
      expect(backend.seen('GET /w1/deliveries').pop()!.query).toEqual({
        status: 'failed',
        failureClass: 'disabled',
        createdSince: new Date('2026-03-05T10:00').toISOString(),
      }),
    );
    expect(screen.getByLabelText('From')).toHaveValue('2026-03-05T10:00');
  });

  it('sends what is selected again, the oldest first, and says what was refused', async () => {
    const names = ['newest', 'middle', 'oldest'];
    const rows = names.map((name, i) =>
      aDelivery({ id: `d${i}`, status: 'failed', event: anEvent({ name }) }),
    );
    const waiting = aDelivery({
      id: 'd9',
      status: 'pending',
      event: anEvent({ name: 'waiting' }),
    });
    const backend = backendWith(waiting, ...rows)
      .on('POST /w1/deliveries/d0/redeliver', () => [202, rows[0]])
      .on('POST /w1/deliveries/d2/redeliver', () =>
        refusal(409, 'ConflictError', 'It is on its way'),
      );
    renderPage(PATH, { backend });
    const box = (name: string) =>
      screen.getByRole('checkbox', { name: `Select team-alpha/${name}` });
    await screen.findByText('4 deliveries');
    expect(box('waiting')).toBeDisabled();
    await userEvent.click(
      screen.getByRole('checkbox', { name: 'Select all on this page' }),
    );
    expect(screen.getByText('3 selected')).toBeVisible();
    await userEvent.click(box('middle'));
    await userEvent.click(
      screen.getByRole('button', { name: 'Redeliver selected' }),
    );
    expect(
      await screen.findByText(/1 could not be sent again: It is on its way/),
    ).toBeVisible();
    expect(
      backend.requests
        .filter(({ path }) => path.endsWith('/redeliver'))
        .map(({ path }) => path),
    ).toEqual(['/w1/deliveries/d2/redeliver', '/w1/deliveries/d0/redeliver']);
    expect(screen.queryByText('2 selected')).not.toBeInTheDocument();
  });

  it('shows what an attempt sent, when it is asked for', async () => {
    const sent = withAttempts(failed, [
      { requestBytes: 2150, plainText: true },
    ]);
    const backend = backendWith(failed)
      .on('GET /w1/deliveries/d2', () => [200, sent])
      .on('GET /w1/deliveries/d2/attempts/1/request', () => [
        200,
        {
          method: 'POST',
          headers: { 'X-KubeVision-Signature': 'sha256=…' },
          body: '{"text":"hello"}',
        },
      ]);
    renderPage(`${PATH}?open=d2`, { backend });
    const attempt = await screen.findByRole('region', { name: 'Attempt 1' });
    expect(attempt).toHaveTextContent('2.1 KiB sent');
    expect(attempt).toHaveTextContent('plain text');
    expect(backend.seen('GET /w1/deliveries/d2/attempts/1/request')).toEqual(
      [],
    );
    await userEvent.click(
      within(attempt).getByRole('button', { name: 'Show the request' }),
    );
    expect(
      await within(attempt).findByText('X-KubeVision-Signature: sha256=…'),
    ).toBeVisible();
    expect(within(attempt).getByText(/"text": "hello"/)).toBeVisible();
  });

  it('shows new deliveries as they come', async () => {
    const backend = backendWith(failed);
    const { signal } = renderPage(PATH, { backend });
    await screen.findByText('1 delivery');
    backend.on('GET /w1/deliveries', () => pageOf([aDelivery(), failed]));
    signal({ type: 'delivery', webhookId: 'w1' });
    expect(await screen.findByText('2 deliveries')).toBeInTheDocument();
  });

  it('says that nothing was sent yet', async () => {
    renderPage(PATH, { backend: backendWith() });
    expect(await screen.findByText('Nothing was sent yet')).toBeInTheDocument();
  });

  it('says why it cannot load, and tries again', async () => {
    const backend = backendWith().on('GET /w1/deliveries', () =>
      refusal(503, 'ServiceUnavailableError', 'The database is away'),
    );
    renderPage(PATH, { backend });
    await screen.findByText(/could not be loaded: The database is away/);
    backend.on('GET /w1/deliveries', () => pageOf([failed]));
    await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
    expect(await screen.findByText('1 delivery')).toBeInTheDocument();
  });

  it('shows a reader no answer and no way to send again', async () => {
    const backend = backendWith(failed).on('GET /w1/deliveries/d2', () => [
      200,
      withAttempts(failed, [{ outcome: 'retry', statusCode: 503 }]),
    ]);
    renderPage(PATH, { backend, role: 'reader' });
    await userEvent.click(
      await screen.findByRole('button', {
        name: 'Show the attempts of node-1',
      }),
    );
    expect(
      await screen.findByText(/^Only people who may change webhooks see/),
    ).toBeVisible();
    expect(
      screen.queryByRole('button', { name: 'Redeliver' }),
    ).not.toBeInTheDocument();
    expect(screen.queryByRole('checkbox')).not.toBeInTheDocument();
  });
});
