import {
  AuthorizeResult,
  ConditionalPolicyDecision,
  PermissionCondition,
  PermissionCriteria,
  PermissionRuleParams,
} from '@backstage/plugin-permission-common';
import {
  WEBHOOK_RESOURCE_TYPE,
  WebhookResourcePermission,
} from '@kubevision/backstage-plugin-webhooks-common';

/** A condition on one webhook. */
export type WebhookCondition = PermissionCondition<
  typeof WEBHOOK_RESOURCE_TYPE
>;

/** What each rule takes. */
export interface WebhookRuleParams {
  /** Created by one of these: entity refs of users, or subjects of services. */
  IS_OWNER: { owners: string[] };
  /**
   * Every cluster that it names is among these, which can be globs. A webhook for all clusters (`*`,
   * or only exclusions) has none but `*`.
   */
  HAS_CLUSTER: { clusters: string[] };
  /** As `HAS_CLUSTER`, of namespaces. */
  HAS_NAMESPACE: { namespaces: string[] };
  /** Its platform is among these ids. */
  HAS_PLATFORM: { platforms: string[] };
}

function factory<Rule extends keyof WebhookRuleParams>(rule: Rule) {
  return (params: WebhookRuleParams[Rule]): WebhookCondition => ({
    rule,
    resourceType: WEBHOOK_RESOURCE_TYPE,
    params: params as PermissionRuleParams,
  });
}

/** Makes the conditions of a policy. */
export const webhookConditions = {
  isOwner: factory('IS_OWNER'),
  hasCluster: factory('HAS_CLUSTER'),
  hasNamespace: factory('HAS_NAMESPACE'),
  hasPlatform: factory('HAS_PLATFORM'),
};

/** The decision of a policy that allows a permission only for the webhooks of some conditions. */
export function createWebhookConditionalDecision(
  _permission: WebhookResourcePermission,
  conditions: PermissionCriteria<WebhookCondition>,
): ConditionalPolicyDecision {
  return {
    result: AuthorizeResult.CONDITIONAL,
    pluginId: 'webhooks',
    resourceType: WEBHOOK_RESOURCE_TYPE,
    conditions,
  };
}
