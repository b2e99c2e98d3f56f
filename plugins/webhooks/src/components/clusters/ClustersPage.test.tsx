import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { FakeBackend, refusal } from '../../__testUtils__/FakeBackend';
import { CLUSTERS } from '../../__testUtils__/fixtures';
import { renderPage } from '../../__testUtils__/renderPage';

const { matchMedia } = window;

/** As a screen of that many pixels answers. */
function setScreenWidth(pixels: number) {
  window.matchMedia = ((query: string) => ({
    matches: pixels <= Number(/max-width: ?([\d.]+)px/.exec(query)?.[1] ?? -1),
    addListener: () => {},
    removeListener: () => {},
    addEventListener: () => {},
    removeEventListener: () => {},
  })) as unknown as typeof window.matchMedia;
}

afterEach(() => {
  window.matchMedia = matchMedia;
});

async function openPage(backend = FakeBackend.create()) {
  renderPage('/webhooks/clusters', { backend });
  await screen.findByRole('table');
  return backend;
}
const cell = (name: string) => screen.queryByRole('button', { name });

describe('page of the clusters', () => {
  it('says of each cluster how it does, why, and what to do', async () => {
    await openPage();
    for (const text of [
      'The token may not list secrets',
      'Give the cluster role list on secrets',
      'Definitions may not be read',
      'The connection to the cluster broke',
      'Not watchable',
      "Its auth provider google needs a user's token",
      'Use googleServiceAccount for it',
      'Idle',
      'Nothing is watched here, because no enabled webhook asks for it.',
      '3 kinds watched, 1,234 objects known',
    ]) {
      expect(screen.getByText(text)).toBeInTheDocument();
    }
  });

  it.each([
    'Deployment in Production US: Watching',
    'Secret in Production US: Stalled',
    'Certificate in Production US: Forbidden',
    'Deployment in staging: Failing',
    'Pod in staging: Starting',
  ])('has a cell for %s', async name => {
    await openPage();
    expect(cell(name)).toBeInTheDocument();
  });

  it('has no cell for what is not watched, and no column for who is not', async () => {
    await openPage();
    expect(cell('Pod in Production US')).toBeNull();
    const headers = screen.getAllByRole('columnheader');
    expect(headers.map(header => header.textContent)).toEqual([
      'Kind',
      'Production US',
      'staging',
    ]);
    const names = screen.getAllByRole('rowheader');
    expect(names.map(name => name.textContent)).toEqual([
      'Deployment apps',
      'Secret',
      'Pod',
      'Certificate cert-manager.io',
    ]);
  });

  it('opens and closes all that is known of a watch, by keyboard too', async () => {
    await openPage();
    const button = cell('Deployment in Production US: Watching')!;
    expect(button).toHaveAttribute('aria-expanded', 'false');
    button.focus();
    await userEvent.keyboard('{Enter}');
    const detail = screen.getByRole('region', {
      name: 'Deployment in Production US',
    });
    expect(button).toHaveAttribute('aria-expanded', 'true');
    expect(detail).toHaveTextContent('Lag14 ms');
    expect(detail).toHaveTextContent(
      /Last full list.* ago, because the cluster had forgotten/,
    );
    expect(detail).toHaveTextContent(/Gaps2, counted since/);
    expect(detail).toHaveTextContent('Objects1,234');

    await userEvent.keyboard('{Enter}');
    expect(detail).not.toBeInTheDocument();
  });

  it('tells in the detail what is wrong and what to do', async () => {
    await openPage();
    await userEvent.click(cell('Secret in Production US: Stalled')!);
    const detail = screen.getByRole('region', {
      name: 'Secret in Production US',
    });
    expect(detail).toHaveTextContent('WhyThe token may not list secrets');
    expect(detail).toHaveTextContent(
      'What to doGive the cluster role list on secrets',
    );
    expect(detail).toHaveTextContent('Last eventNone yet');
    expect(detail).toHaveTextContent('Lag—');
  });

  it('keeps what is open while it refreshes', async () => {
    const backend = FakeBackend.create();
    const { signal } = renderPage('/webhooks/clusters', { backend });
    await screen.findByRole('table');
    await userEvent.click(cell('Secret in Production US: Stalled')!);
    const healed = CLUSTERS.map(cluster => ({
      ...cluster,
      watches: cluster.watches.map(watch => ({
        ...watch,
        state: 'watching',
        reason: undefined,
      })),
    }));
    backend.on('GET /clusters', () => [200, { items: healed }]);
    await signal({ type: 'webhook', webhookId: 'w1' });
    expect(
      await screen.findByRole('button', {
        name: 'Secret in Production US: Watching',
      }),
    ).toHaveAttribute('aria-expanded', 'true');
    expect(
      screen.getByRole('region', { name: 'Secret in Production US' }),
    ).toHaveTextContent('StateWatching');
  });

  it('shows only what is not well when asked to', async () => {
    const backend = await openPage();
    const only = screen.getByRole('checkbox', {
      name: 'Only problems',
    });
    await userEvent.click(only);
    const names = screen.getAllByRole('rowheader');
    expect(names.map(name => name.textContent)).toEqual([
      'Deployment apps',
      'Secret',
    ]);
    expect(backend.seen('GET /clusters').length).toBeGreaterThan(0);
  });

  it('says that all is well when only the others are asked for', async () => {
    const [prod] = CLUSTERS;
    const [deployments] = prod.watches;
    await openPage(
      FakeBackend.create().on('GET /clusters', () => [
        200,
        { items: [{ ...prod, state: 'watching', watches: [deployments] }] },
      ]),
    );
    await userEvent.click(screen.getByRole('checkbox'));
    expect(
      screen.getByText('Everything that is watched is well.'),
    ).toBeInTheDocument();
  });

  it('shows one cluster at a time on a narrow screen', async () => {
    setScreenWidth(390);
    await openPage();
    expect(screen.getAllByRole('columnheader')).toHaveLength(2);
    expect(cell('Pod in staging: Starting')).toBeNull();
    await userEvent.click(
      screen.getByRole('button', { name: 'Cluster Production US' }),
    );
    const options = within(screen.getByRole('listbox'));
    await userEvent.click(options.getByRole('option', { name: 'staging' }));
    expect(cell('Pod in staging: Starting')).toBeInTheDocument();
    expect(cell('Secret in Production US: Stalled')).toBeNull();
  });

  it('has no table where nothing is watched', async () => {
    const backend = FakeBackend.create().on('GET /clusters', () => [
      200,
      { items: CLUSTERS.filter(({ watches }) => watches.length === 0) },
    ]);
    renderPage('/webhooks/clusters', { backend });
    expect(await screen.findByText('Idle')).toBeInTheDocument();
    expect(screen.queryByRole('table')).toBeNull();
  });

  it('says that there are none', async () => {
    const backend = FakeBackend.create().on('GET /clusters', () => [
      200,
      { items: [] },
    ]);
    renderPage('/webhooks/clusters', { backend });
    expect(await screen.findByText('No clusters')).toBeInTheDocument();
  });

  it('says why it cannot load, and tries again', async () => {
    const backend = FakeBackend.create().on('GET /clusters', () =>
      refusal(503, 'ServiceUnavailableError', 'The database is away'),
    );
    renderPage('/webhooks/clusters', { backend });
    await screen.findByText(/could not be loaded: The database is away/);
    backend.on('GET /clusters', () => [200, { items: CLUSTERS }]);
    await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
    expect(await screen.findByRole('table')).toBeInTheDocument();
  });
});
