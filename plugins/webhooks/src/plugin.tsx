import {
  ApiBlueprint,
  PageBlueprint,
  SubPageBlueprint,
  createFrontendPlugin,
  fetchApiRef,
} from '@backstage/frontend-plugin-api';
import { WebhooksClient } from '@kubevision/backstage-plugin-webhooks-common';
import { WebhooksIcon } from './WebhooksIcon';
import { webhooksApiRef } from './api/WebhooksApi';
import {
  clustersRouteRef,
  deliveriesRouteRef,
  editRouteRef,
  eventsRouteRef,
  newRouteRef,
  rootRouteRef,
  webhookRouteRef,
} from './routes';

/** Hides an extension, with its entry in the sidebar, from people who may not see webhooks. */
const mayRead = {
  permissions: { $contains: 'webhooks.view#read' },
} as const;

const webhooksApi = ApiBlueprint.make({
  params: defineParams =>
    defineParams({
      api: webhooksApiRef,
      deps: { fetchApi: fetchApiRef },
      factory: ({ fetchApi }) => WebhooksClient.create({ fetchApi }),
    }),
});

const webhooksPage = PageBlueprint.make({
  if: mayRead,
  params: {
    path: '/webhooks',
    title: 'Webhooks',
    icon: <WebhooksIcon />,
    routeRef: rootRouteRef,
    // Its pages have headers with tabs of their own.
    noHeader: true,
    loader: async () => {
      const { WebhooksRouter } = await import('./components/WebhooksRouter');
      return <WebhooksRouter />;
    },
  },
});

/** The tab Webhooks of the portal's Settings; absent where the portal has none. */
const settingsPage = SubPageBlueprint.make({
  name: 'settings',
  if: mayRead,
  attachTo: { id: 'page:user-settings', input: 'pages' },
  params: {
    path: 'webhooks',
    title: 'Webhooks',
    loader: async () => {
      const { SettingsTab } = await import('./components/SettingsTab');
      return <SettingsTab />;
    },
  },
});

/** Manage webhooks for changes in Kubernetes clusters. */
export const webhooksPlugin = createFrontendPlugin({
  pluginId: 'webhooks',
  title: 'Webhooks',
  icon: <WebhooksIcon />,
  info: { packageJson: () => import('../package.json') },
  routes: {
    root: rootRouteRef,
    new: newRouteRef,
    events: eventsRouteRef,
    clusters: clustersRouteRef,
    webhook: webhookRouteRef,
    edit: editRouteRef,
    deliveries: deliveriesRouteRef,
  },
  extensions: [webhooksApi, webhooksPage, settingsPage],
});
