import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { FakeBackend, refusal } from '../../__testUtils__/FakeBackend';
import { CLUSTERS } from '../../__testUtils__/fixtures';
import { renderPage } from '../../__testUtils__/renderPage';

describe('page of the clusters', () => {
  it('shows the state of clusters and kinds, with the reason', async () => {
    renderPage('/webhooks/clusters', { backend: FakeBackend.create() });
    expect(await screen.findByText('Production US')).toBeInTheDocument();
    expect(screen.getByText('Watching')).toBeInTheDocument();
    expect(
      screen.getByText('The token may not list secrets'),
    ).toBeInTheDocument();
    expect(screen.getByText('Forbidden')).toBeInTheDocument();
    expect(screen.getByText('Definitions may not be read')).toBeInTheDocument();
    expect(screen.getByText('Not watchable')).toBeInTheDocument();
    expect(
      screen.getByText("Its auth provider google needs a user's token"),
    ).toBeInTheDocument();
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
    expect(await screen.findByText('Production US')).toBeInTheDocument();
  });
});
