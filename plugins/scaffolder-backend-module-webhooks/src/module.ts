import { createBackendModule } from '@backstage/backend-plugin-api';
import { scaffolderActionsExtensionPoint } from '@backstage/plugin-scaffolder-node';
import { webhooksServiceRef } from '@kubevision/backstage-plugin-webhooks-node';
import { createWebhookAction } from './createWebhookAction';

/** Adds the action `webhooks:create` to software templates. */
export const scaffolderModuleWebhooks = createBackendModule({
  pluginId: 'scaffolder',
  moduleId: 'webhooks',
  register(reg) {
    reg.registerInit({
      deps: {
        actions: scaffolderActionsExtensionPoint,
        webhooks: webhooksServiceRef,
      },
      async init({ actions, webhooks }) {
        actions.addActions(createWebhookAction({ webhooks }));
      },
    });
  },
});
