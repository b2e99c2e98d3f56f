import { createExtensionPoint } from '@backstage/backend-plugin-api';
import { PermissionPolicy } from '@backstage/plugin-permission-node';

/** Puts the roles of the webhooks in front of a policy of the portal's own. */
export interface WebhooksRolesExtensionPoint {
  /**
   * Takes the policy that decides on everything but webhooks.
   *
   * @param name - names it in the log at start
   * @throws ConflictError when there is one already
   */
  setFallbackPolicy(name: string, policy: PermissionPolicy): void;
}

/**
 * For a module of the plugin `permission` that brings a policy. Backstage takes one policy only: such a
 * module gives it here instead of to `policyExtensionPoint`.
 */
export const webhooksRolesExtensionPoint =
  createExtensionPoint<WebhooksRolesExtensionPoint>({
    id: 'permission.webhooks-roles',
  });
