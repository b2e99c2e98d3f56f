import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { policyExtensionPoint } from '@backstage/plugin-permission-node/alpha';
import { WebhooksRolesPolicy } from './WebhooksRolesPolicy';
import { readRoleMembers } from './roles';

/** For portals without a permission policy of their own: decisions on webhooks by role. */
export const permissionModuleWebhooksRoles = createBackendModule({
  pluginId: 'permission',
  moduleId: 'webhooks-roles',
  register(reg) {
    reg.registerInit({
      deps: {
        config: coreServices.rootConfig,
        logger: coreServices.logger,
        policy: policyExtensionPoint,
      },
      async init({ config, logger, policy }) {
        const members = readRoleMembers(config);
        policy.setPolicy(WebhooksRolesPolicy.create({ members }));
        for (const [role, refs] of Object.entries(members)) {
          logger.info(`Role ${role}: ${[...refs].join(', ') || 'nobody'}`);
        }
      },
    });
  },
});
