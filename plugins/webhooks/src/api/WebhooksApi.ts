import { createApiRef } from '@backstage/frontend-plugin-api';
import { WebhooksApi } from '@kubevision/backstage-plugin-webhooks-common';

/** The backend's REST API, as the pages of this plugin use it. */
export const webhooksApiRef = createApiRef<WebhooksApi>().with({
  id: 'plugin.webhooks.client',
  pluginId: 'webhooks',
});
