import {
  ApiBlueprint,
  PageBlueprint,
  SubPageBlueprint,
  createFrontendPlugin,
  fetchApiRef,
} from '@backstage/frontend-plugin-api';
import {
  EntityCardBlueprint,
  EntityContentBlueprint,
} from '@backstage/plugin-catalog-react/alpha';
import { HomePageWidgetBlueprint } from '@backstage/plugin-home-react/alpha';
import { WebhooksClient } from '@kubevision/backstage-plugin-webhooks-common';
import { WebhooksIcon } from './WebhooksIcon';
import { webhooksApiRef } from './api/WebhooksApi';
import { FailingWebhooksCard } from './components/home/FailingWebhooksCard';
import {
  clustersRouteRef,
  deliveriesRouteRef,
  editRouteRef,
  entityRouteRef,
  eventsRouteRef,
  newRouteRef,
  rootRouteRef,
  settingsRouteRef,
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

/** Entities that objects in clusters belong to, by the annotation that ties them together. */
const hasObjects = {
  'metadata.annotations.backstage.io/kubernetes-id': { $exists: true },
} as const;

/** The tab Webhooks of entities. */
const entityContent = EntityContentBlueprint.make({
  if: mayRead,
  params: {
    path: '/webhooks',
    title: 'Webhooks',
    group: 'deployment',
    icon: <WebhooksIcon />,
    routeRef: entityRouteRef,
    filter: hasObjects,
    loader: async () => {
      const { EntityContent } = await import(
        './components/entity/EntityContent'
      );
      return <EntityContent />;
    },
  },
});

/** What changed last, on the overview of entities. */
const entityCard = EntityCardBlueprint.make({
  name: 'changes',
  if: mayRead,
  params: {
    filter: hasObjects,
    loader: async () => {
      const { EntityCard } = await import('./components/entity/EntityCard');
      return <EntityCard />;
    },
  },
});

/** A card for the home page, where the portal has one. */
const homeWidget = HomePageWidgetBlueprint.make({
  name: 'failing',
  if: mayRead,
  params: {
    name: 'FailingWebhooks',
    title: 'Failing webhooks',
    description: 'The webhooks whose messages do not arrive, and why',
    layout: {
      width: { minColumns: 3, defaultColumns: 6 },
      height: { minRows: 2, defaultRows: 4 },
    },
    componentProps: { Renderer: FailingWebhooksCard },
    components: async () => {
      const { FailingWebhooks } = await import(
        './components/home/FailingWebhooks'
      );
      return { Content: FailingWebhooks };
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
    settings: settingsRouteRef,
    entity: entityRouteRef,
  },
  extensions: [
    webhooksApi,
    webhooksPage,
    settingsPage,
    entityContent,
    entityCard,
    homeWidget,
  ],
});
