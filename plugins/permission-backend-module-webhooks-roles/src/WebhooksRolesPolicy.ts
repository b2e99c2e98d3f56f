import {
  AuthorizeResult,
  PolicyDecision,
} from '@backstage/plugin-permission-common';
import {
  PermissionPolicy,
  PolicyQuery,
  PolicyQueryUser,
} from '@backstage/plugin-permission-node';
import { webhooksPermissions } from '@kubevision/backstage-plugin-webhooks-common';
import { RoleMembers, isGranted } from './roles';

const OURS = new Set(webhooksPermissions.map(permission => permission.name));

/**
 * Decides on webhooks by role and allows everything else, as a portal without a policy does.
 * Whoever has no role gets nothing of the webhooks.
 */
export class WebhooksRolesPolicy implements PermissionPolicy {
  readonly #members: RoleMembers;

  static create(options: { members: RoleMembers }) {
    return new WebhooksRolesPolicy(options.members);
  }

  private constructor(members: RoleMembers) {
    this.#members = members;
  }

  async handle(
    request: PolicyQuery,
    user?: PolicyQueryUser,
  ): Promise<PolicyDecision> {
    const { name } = request.permission;
    const refs = user?.info.ownershipEntityRefs ?? [];
    const allowed = !OURS.has(name) || isGranted(name, refs, this.#members);
    return { result: allowed ? AuthorizeResult.ALLOW : AuthorizeResult.DENY };
  }
}
