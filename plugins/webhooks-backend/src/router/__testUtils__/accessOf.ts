import { mockServices } from '@backstage/backend-test-utils';
import {
  AuthorizeResult,
  PermissionCriteria,
  PermissionCondition,
  PolicyDecision,
  isResourcePermission,
} from '@backstage/plugin-permission-common';
import {
  WEBHOOK_RESOURCE_TYPE,
  webhooksPermissions,
} from '@kubevision/backstage-plugin-webhooks-common';
import { Knex } from 'knex';
import { WebhookStore } from '../../database/WebhookStore';
import { builtInPlatforms } from '../../platforms';
import { PlatformRegistry } from '../../platforms/PlatformRegistry';
import { Authorizer } from '../Authorizer';
import { EventAccess } from '../EventAccess';
import { WebhookAccess } from '../WebhookAccess';

/** What a policy decides: everything is allowed that it does not deny or limit. */
interface Policy {
  /** Names of permissions. */
  readonly denied?: readonly string[];
  /** Under what all permissions on webhooks are. */
  readonly conditions?: PermissionCriteria<PermissionCondition>;
}

/** The permissions of a caller. */
export function permissionsBy({ denied = [], conditions }: Policy) {
  type Asked = { permission: (typeof webhooksPermissions)[number] };
  const decide = ({ permission }: Asked): PolicyDecision => {
    if (denied.includes(permission.name)) {
      return { result: AuthorizeResult.DENY };
    }
    return conditions && isResourcePermission(permission)
      ? {
          result: AuthorizeResult.CONDITIONAL,
          pluginId: 'webhooks',
          resourceType: WEBHOOK_RESOURCE_TYPE,
          conditions,
        }
      : { result: AuthorizeResult.ALLOW };
  };
  return mockServices.permissions.mock({
    authorize: async requests => requests.map(decide as never),
    authorizeConditional: async requests => requests.map(decide as never),
  });
}

/** A condition by one of the rules. */
export function condition(rule: string, params: Record<string, string[]>) {
  return { rule, resourceType: WEBHOOK_RESOURCE_TYPE, params };
}

/** What the caller of a route may do, on a test's database. */
export function accessOf(knex: Knex, policy: Policy = {}) {
  const authorizer = Authorizer.create({
    httpAuth: mockServices.httpAuth(),
    permissions: permissionsBy(policy),
  });
  return {
    authorizer,
    access: WebhookAccess.create({
      authorizer,
      store: WebhookStore.create({ knex }),
    }),
    eventAccess: EventAccess.create({
      authorizer,
      platforms: PlatformRegistry.create({ platforms: builtInPlatforms }),
    }),
  };
}
