import { createApp } from '@backstage/app-defaults';
import { AppRouter, FlatRoutes } from '@backstage/core-app-api';
import {
  createApiFactory,
  fetchApiRef,
  useRouteRef,
} from '@backstage/core-plugin-api';
import { mockApis } from '@backstage/frontend-test-utils';
import { permissionApiRef } from '@backstage/plugin-permission-react';
import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { Link, Route } from 'react-router-dom';
import { FakeBackend, pageOf } from './__testUtils__/FakeBackend';
import { aWebhook } from './__testUtils__/fixtures';
import { WebhooksPage, webhooksPlugin } from './legacy';

const webhook = aWebhook({ id: 'w1', name: 'payments to #ops' });
const backend = FakeBackend.create()
  .on('GET /', () => pageOf([webhook]))
  .on('GET /w1', () => [200, webhook])
  .on('DELETE /w1', () => [204]);

function Home() {
  const webhooks = useRouteRef(webhooksPlugin.routes.root);
  return <Link to={webhooks()}>Look at the webhooks</Link>;
}

/** A portal as `create-app --legacy` makes it. */
function renderPortal(path: string) {
  window.history.replaceState(null, '', path);
  const App = createApp({
    configLoader: async () => [
      {
        context: 'test',
        data: {
          app: { title: 'Portal', baseUrl: 'http://localhost' },
          backend: { baseUrl: 'http://localhost:7007' },
        },
      },
    ],
    apis: [
      createApiFactory(fetchApiRef, backend.fetchApi),
      createApiFactory(permissionApiRef, mockApis.permission()),
    ],
    plugins: [webhooksPlugin],
  }).createRoot(
    <AppRouter>
      <FlatRoutes>
        <Route path="/" element={<Home />} />
        <Route path="/hooks" element={<WebhooksPage />} />
      </FlatRoutes>
    </AppRouter>,
  );
  render(<App />);
}

describe('the pages in an app of the old frontend system', () => {
  it('are where the app mounts them, and link to each other there', async () => {
    renderPortal('/');
    const link = await screen.findByText('Look at the webhooks');
    await userEvent.click(link);
    await userEvent.click(await screen.findByText('payments to #ops'));
    expect(
      await screen.findByRole('tab', { name: 'Delivery History' }),
    ).toBeInTheDocument();
    expect(window.location.pathname).toBe('/hooks/w1');

    await userEvent.click(
      screen.getByRole('tab', { name: 'Delivery History' }),
    );
    expect(window.location.pathname).toBe('/hooks/w1/deliveries');
  });
});
