import {
  AuthorizeResult,
  PermissionCriteria,
  PolicyDecision,
  isResourcePermission,
} from '@backstage/plugin-permission-common';
import {
  PermissionPolicy,
  PolicyQuery,
  PolicyQueryUser,
} from '@backstage/plugin-permission-node';
import {
  WEBHOOK_RESOURCE_TYPE,
  webhooksPermissions,
} from '@kubevision/backstage-plugin-webhooks-common';
import {
  WebhookCondition,
  createWebhookConditionalDecision,
  webhookConditions,
} from '@kubevision/backstage-plugin-webhooks-node';
import { RoleGrant, grantsOf } from './roles';

const OURS = new Set(webhooksPermissions.map(permission => permission.name));

/** What a portal without a policy does. */
const allowAll: PermissionPolicy = {
  handle: async () => ({ result: AuthorizeResult.ALLOW }),
};

/**
 * Decides on webhooks by role, and leaves everything else to another policy. Whoever has no role
 * gets nothing of the webhooks, whatever the other policy says.
 */
export class WebhooksRolesPolicy implements PermissionPolicy {
  readonly #grants: readonly RoleGrant[];
  readonly #fallback: PermissionPolicy;

  /** @param options - `fallback`: decides on everything that is not ours; allows it when absent */
  static create(options: {
    grants: readonly RoleGrant[];
    fallback?: PermissionPolicy;
  }) {
    return new WebhooksRolesPolicy(options);
  }

  private constructor(options: {
    grants: readonly RoleGrant[];
    fallback?: PermissionPolicy;
  }) {
    this.#grants = options.grants;
    this.#fallback = options.fallback ?? allowAll;
  }

  async handle(
    request: PolicyQuery,
    user?: PolicyQueryUser,
  ): Promise<PolicyDecision> {
    const { permission } = request;
    if (!OURS.has(permission.name)) return this.#fallback.handle(request, user);

    const refs = user?.info.ownershipEntityRefs ?? [];
    const grants = grantsOf(permission.name, refs, this.#grants);
    if (grants.length === 0) return { result: AuthorizeResult.DENY };
    // What is not about one webhook is the same everywhere.
    if (
      !isResourcePermission(permission, WEBHOOK_RESOURCE_TYPE) ||
      grants.some(isEverywhere)
    ) {
      return { result: AuthorizeResult.ALLOW };
    }
    const [first, ...others] = grants.map(toCriteria);
    return createWebhookConditionalDecision(
      permission as Parameters<typeof createWebhookConditionalDecision>[0],
      { anyOf: [first, ...others] },
    );
  }
}

function isEverywhere({ clusters, namespaces }: RoleGrant): boolean {
  return !clusters && !namespaces;
}

function toCriteria(grant: RoleGrant): PermissionCriteria<WebhookCondition> {
  const { clusters, namespaces } = grant;
  const conditions = [
    ...(clusters
      ? [webhookConditions.hasCluster({ clusters: [...clusters] })]
      : []),
    ...(namespaces
      ? [webhookConditions.hasNamespace({ namespaces: [...namespaces] })]
      : []),
  ];
  const [first, ...others] = conditions;
  return { allOf: [first, ...others] };
}
