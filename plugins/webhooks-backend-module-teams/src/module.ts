import { createBackendModule } from '@backstage/backend-plugin-api';
import { webhooksPlatformsExtensionPoint } from '@kubevision/backstage-plugin-webhooks-node';
import { teams } from './teams';

/** Adds Microsoft Teams to the platforms of webhooks. */
export const webhooksModuleTeams = createBackendModule({
  pluginId: 'webhooks',
  moduleId: 'teams',
  register(reg) {
    reg.registerInit({
      deps: { platforms: webhooksPlatformsExtensionPoint },
      async init({ platforms }) {
        platforms.addPlatform(teams);
      },
    });
  },
});
