import { Config } from '@backstage/config';
import { parseEntityRef, stringifyEntityRef } from '@backstage/catalog-model';
import { InputError } from '@backstage/errors';
import {
  deliveryReadPermission,
  webhookReadPermission,
  webhooksPermissions,
} from '@kubevision/backstage-plugin-webhooks-common';

const ALL = webhooksPermissions.map(permission => permission.name);
const READ = [webhookReadPermission.name, deliveryReadPermission.name];

/** Which permissions each role grants. */
export const ROLES = {
  admin: ALL,
  ops: ALL,
  dev: READ,
  readonly: READ,
} as const satisfies Record<string, readonly string[]>;

/** A key of {@link ROLES}. */
export type Role = keyof typeof ROLES;

/** Entity refs by role, in their full form. */
export type RoleMembers = Record<Role, ReadonlySet<string>>;

/**
 * Reads `webhooks.roles`.
 *
 * @throws InputError for a role that does not exist or a ref that is none
 */
export function readRoleMembers(config: Config): RoleMembers {
  const roles = config.getOptionalConfig('webhooks.roles');
  const unknown = roles?.keys().find(key => !(key in ROLES));
  if (unknown) {
    throw new InputError(
      `webhooks.roles.${unknown} is no role; the roles are ${Object.keys(
        ROLES,
      ).join(', ')}`,
    );
  }
  const members = (role: Role) =>
    new Set(
      (roles?.getOptionalStringArray(role) ?? []).map(ref =>
        fullRef(ref, role),
      ),
    );
  return {
    admin: members('admin'),
    ops: members('ops'),
    dev: members('dev'),
    readonly: members('readonly'),
  };
}

function fullRef(ref: string, role: Role): string {
  try {
    return stringifyEntityRef(
      parseEntityRef(ref, { defaultNamespace: 'default' }),
    );
  } catch {
    throw new InputError(
      `webhooks.roles.${role} holds '${ref}', which is no entity ref; write e.g. group:default/platform`,
    );
  }
}

/**
 * @param refs - the person's own ref and those of the groups they belong to
 * @returns whether one of the person's roles grants the permission
 */
export function isGranted(
  permissionName: string,
  refs: readonly string[],
  members: RoleMembers,
): boolean {
  return (Object.keys(ROLES) as Role[]).some(
    role =>
      (ROLES[role] as readonly string[]).includes(permissionName) &&
      refs.some(ref => members[role].has(ref.toLocaleLowerCase('en-US'))),
  );
}
