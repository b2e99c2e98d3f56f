/**
 * The same pages for an app of the old frontend system.
 *
 * @packageDocumentation
 */
import {
  compatWrapper,
  convertLegacyRouteRef,
} from '@backstage/core-compat-api';
import {
  createApiFactory,
  createPlugin,
  createRoutableExtension,
  fetchApiRef,
} from '@backstage/core-plugin-api';
import { WebhooksClient } from '@kubevision/backstage-plugin-webhooks-common';
import { webhooksApiRef } from './api/WebhooksApi';
import { LegacyPageLayout } from './components/LegacyPageLayout';
import { PageLayoutContext } from './components/WebhooksLayout';
import { rootRouteRef } from './routes';

const mountPoint = convertLegacyRouteRef(rootRouteRef);

/** To be among the `plugins` of `createApp`. */
export const webhooksPlugin = createPlugin({
  id: 'webhooks',
  apis: [
    createApiFactory({
      api: webhooksApiRef,
      deps: { fetchApi: fetchApiRef },
      factory: ({ fetchApi }) => WebhooksClient.create({ fetchApi }),
    }),
  ],
  routes: { root: mountPoint },
});

/** All pages of the plugin: `<Route path="/webhooks" element={<WebhooksPage />} />`. */
export const WebhooksPage = webhooksPlugin.provide(
  createRoutableExtension({
    name: 'WebhooksPage',
    mountPoint,
    component: async () => {
      const { WebhooksRouter } = await import('./components/WebhooksRouter');
      return () =>
        compatWrapper(
          <PageLayoutContext.Provider value={LegacyPageLayout}>
            <WebhooksRouter />
          </PageLayoutContext.Provider>,
        );
    },
  }),
);
