import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { ConflictError } from '@backstage/errors';
import { PermissionPolicy } from '@backstage/plugin-permission-node';
import { policyExtensionPoint } from '@backstage/plugin-permission-node/alpha';
import { webhooksSectionReadersServiceRef } from '@kubevision/backstage-plugin-webhooks-node';
import { WebhooksRolesPolicy } from './WebhooksRolesPolicy';
import { webhooksRolesExtensionPoint } from './extensionPoint';
import { ROLES, describeGrant, readRoleGrants } from './roles';

/** Decisions on webhooks by role, alone or in front of a policy of the portal's own. */
export const permissionModuleWebhooksRoles = createBackendModule({
  pluginId: 'permission',
  moduleId: 'webhooks-roles',
  register(reg) {
    let fallback: { name: string; policy: PermissionPolicy } | undefined;
    reg.registerExtensionPoint(webhooksRolesExtensionPoint, {
      setFallbackPolicy(name, policy) {
        if (fallback) {
          throw new ConflictError(
            `The policy '${fallback.name}' decides on everything but webhooks already, so '${name}' can not; combine the two into one`,
          );
        }
        fallback = { name, policy };
      },
    });

    reg.registerInit({
      deps: {
        config: coreServices.rootConfig,
        logger: coreServices.logger,
        policy: policyExtensionPoint,
        readers: webhooksSectionReadersServiceRef,
      },
      // Modules that give a fallback are initialised before.
      async init({ config, logger, policy, readers }) {
        readers.add('roles');
        const grants = readRoleGrants(config);
        policy.setPolicy(
          WebhooksRolesPolicy.create({ grants, fallback: fallback?.policy }),
        );
        for (const grant of grants) {
          const permissions = ROLES[grant.role].join(', ');
          logger.info(`Role ${describeGrant(grant)}: ${permissions}`);
        }
        logger.info(
          fallback
            ? `Everything but webhooks is decided by ${fallback.name}`
            : 'Everything but webhooks is allowed to everybody who is signed in',
        );
      },
    });
  },
});
