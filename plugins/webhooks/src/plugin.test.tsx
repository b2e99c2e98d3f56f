import { createApp } from '@backstage/frontend-defaults';
import {
  ApiBlueprint,
  createFrontendModule,
} from '@backstage/frontend-plugin-api';
import { mockApis } from '@backstage/frontend-test-utils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { permissionApiRef } from '@backstage/plugin-permission-react';
import userSettingsPlugin from '@backstage/plugin-user-settings/alpha';
import { render, screen } from '@testing-library/react';
import { WebhooksClient } from '@kubevision/backstage-plugin-webhooks-common';
import webhooksPlugin from '.';
import { webhooksApiRef } from './api/WebhooksApi';
import { loadPages } from './components/lazyPages';
import { FakeBackend, pageOf } from './__testUtils__/FakeBackend';
import { aWebhook } from './__testUtils__/fixtures';

const backend = FakeBackend.create().on('GET /', () => pageOf([aWebhook()]));

/** A whole portal with this plugin and the settings. */
function renderPortal(path: string, mayRead: boolean, language = 'en') {
  window.history.replaceState(null, '', path);
  // As the settings keep what somebody chose.
  window.localStorage.setItem('language', language);
  const app = createApp({
    features: [
      userSettingsPlugin,
      webhooksPlugin.withOverrides({
        extensions: [
          webhooksPlugin.getExtension('api:webhooks').override({
            params: defineParams =>
              defineParams({
                api: webhooksApiRef,
                deps: {},
                factory: () =>
                  WebhooksClient.create({ fetchApi: backend.fetchApi }),
              }),
          }),
        ],
      }),
      createFrontendModule({
        pluginId: 'app',
        extensions: [
          ApiBlueprint.make({
            name: 'permission',
            params: defineParams =>
              defineParams({
                api: permissionApiRef,
                deps: {},
                factory: () =>
                  mockApis.permission({
                    authorize: ({ permission }) =>
                      mayRead && permission.attributes.action === 'read'
                        ? AuthorizeResult.ALLOW
                        : AuthorizeResult.DENY,
                  }),
              }),
          }),
        ],
      }),
    ],
    advanced: {
      configLoader: async () => ({
        config: mockApis.config({
          data: {
            app: {
              baseUrl: 'http://localhost',
              extensions: [
                { 'sign-in-page:app': false },
                {
                  'api:app/app-language': {
                    config: { availableLanguages: ['en', 'zh'] },
                  },
                },
              ],
            },
            backend: { baseUrl: 'http://localhost:7007' },
          },
        }),
      }),
    },
  });
  render(app.createRoot());
}

describe('plugin webhooks in a portal', () => {
  // Compiled before anything waits for them, which can take long on a busy machine.
  beforeAll(async () => {
    await import('./components/WebhooksRouter');
    await loadPages();
    await import('./components/SettingsTab');
    await import('./translation/zh');
  });

  it.each(['/webhooks', '/settings/webhooks'])(
    'shows its list at %s and an entry in the sidebar',
    async path => {
      renderPortal(path, true);
      expect(await screen.findByText('payments to #ops')).toBeInTheDocument();
      expect(
        screen.getAllByRole('link', { name: 'Webhooks' })[0],
      ).toHaveAttribute('href', '/webhooks');
    },
  );

  it('speaks Chinese where that is chosen', async () => {
    renderPortal('/webhooks', true, 'zh');
    expect(
      await screen.findByText(
        'prod-us、所有命名空间中 Deployment 的创建、扩缩容',
      ),
    ).toBeInTheDocument();
    expect(screen.getByText('正常')).toBeInTheDocument();
  });

  it('names the platforms in Chinese', async () => {
    backend.on('GET /w1', () => [200, aWebhook({ platform: 'http' })]);
    renderPortal('/webhooks/w1', true, 'zh');
    expect(await screen.findByText('自定义 HTTP')).toBeInTheDocument();
  });

  it('is not there for someone who may not read', async () => {
    renderPortal('/settings', false);
    expect(
      await screen.findByRole('tab', { name: 'Feature Flags' }),
    ).toBeInTheDocument();
    expect(screen.queryByText('Webhooks')).not.toBeInTheDocument();
  });
});
