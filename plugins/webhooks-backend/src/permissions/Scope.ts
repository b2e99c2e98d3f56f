import {
  AuthorizeResult,
  PermissionCriteria,
  PolicyDecision,
} from '@backstage/plugin-permission-common';
import {
  createConditionTransformer,
  isAndCriteria,
  isNotCriteria,
  isOrCriteria,
} from '@backstage/plugin-permission-node';
import { WebhookQuery } from '@kubevision/backstage-plugin-webhooks-node';
import { webhookRules } from './rules';

/** For which webhooks a decision allows something. */
export type Scope =
  | { readonly extent: 'all' | 'none' }
  | { readonly extent: 'some'; readonly covers: WebhookQuery };

const toQueries = createConditionTransformer<WebhookQuery, typeof webhookRules>(
  webhookRules,
);

/** @throws InputError for a condition that names no rule, or gives it something else than it takes */
export function toScope(decision: PolicyDecision): Scope {
  switch (decision.result) {
    case AuthorizeResult.ALLOW:
      return { extent: 'all' };
    case AuthorizeResult.CONDITIONAL:
      return {
        extent: 'some',
        covers: toQuery(toQueries(decision.conditions)),
      };
    default:
      return { extent: 'none' };
  }
}

/** The test that a scope puts a webhook to. */
export function queryOf(scope: Scope): WebhookQuery {
  return scope.extent === 'some' ? scope.covers : () => scope.extent === 'all';
}

function toQuery(criteria: PermissionCriteria<WebhookQuery>): WebhookQuery {
  if (isNotCriteria(criteria)) {
    const query = toQuery(criteria.not);
    return webhook => !query(webhook);
  }
  if (isAndCriteria(criteria)) {
    const queries = criteria.allOf.map(toQuery);
    return webhook => queries.every(query => query(webhook));
  }
  if (isOrCriteria(criteria)) {
    const queries = criteria.anyOf.map(toQuery);
    return webhook => queries.some(query => query(webhook));
  }
  return criteria;
}
