import { Config } from '@backstage/config';
import { parseEntityRef, stringifyEntityRef } from '@backstage/catalog-model';
import { InputError } from '@backstage/errors';
import {
  deliveryReadPermission,
  webhookReadPermission,
  webhooksPermissions,
  webhooksViewPermission,
} from '@kubevision/backstage-plugin-webhooks-common';
import { readConfigStrictly } from '@kubevision/backstage-plugin-webhooks-node';

const ALL = webhooksPermissions.map(permission => permission.name);
const READ = [
  webhooksViewPermission,
  webhookReadPermission,
  deliveryReadPermission,
].map(permission => permission.name);

/** Which permissions each role grants. */
export const ROLES = {
  admin: ALL,
  ops: ALL,
  dev: READ,
  readonly: READ,
} as const satisfies Record<string, readonly string[]>;

/** A key of {@link ROLES}. */
export type Role = keyof typeof ROLES;

/** Some people, the role that they have, and where. */
export interface RoleGrant {
  readonly role: Role;
  /** Entity refs in their full form. */
  readonly members: ReadonlySet<string>;
  /** Names or globs; everywhere when absent. */
  readonly clusters?: readonly string[];
  /** Names or globs; everywhere when absent. */
  readonly namespaces?: readonly string[];
}

/**
 * Reads `webhooks.roles`.
 *
 * @throws InputError for a role that does not exist, a ref that is none, or a `dev` without a place
 */
export function readRoleGrants(config: Config): RoleGrant[] {
  return readConfigStrictly({ config, section: 'webhooks.roles' }, readGrants);
}

function readGrants(config: Config): RoleGrant[] {
  const roles = config.getOptionalConfig('webhooks.roles');
  const everywhere = (['admin', 'ops', 'readonly'] as const).map(role => ({
    role,
    members: toMembers(
      roles?.getOptionalStringArray(role) ?? [],
      `webhooks.roles.${role}`,
    ),
  }));
  return [...everywhere, ...readDevs(roles)];
}

/** Their places are in app-config, because who can edit an entity could widen its annotations. */
function readDevs(roles: Config | undefined): RoleGrant[] {
  const entries = roles?.getOptional('dev') ?? [];
  if (!Array.isArray(entries) || entries.some(it => typeof it !== 'object')) {
    throw new InputError(
      'webhooks.roles.dev must be a list of { members, clusters, namespaces }, because devs see webhooks of their own clusters and namespaces; whoever may see all is readonly',
    );
  }
  return (roles?.getOptionalConfigArray('dev') ?? []).map((dev, index) => {
    const at = `webhooks.roles.dev[${index}]`;
    const clusters = dev.getOptionalStringArray('clusters');
    const namespaces = dev.getOptionalStringArray('namespaces');
    if (!clusters && !namespaces) {
      throw new InputError(
        `${at} has neither clusters nor namespaces; name those of its members, or make them readonly`,
      );
    }
    const members = toMembers(dev.getStringArray('members'), `${at}.members`);
    return { role: 'dev', members, clusters, namespaces };
  });
}

function toMembers(refs: readonly string[], at: string): ReadonlySet<string> {
  return new Set(refs.map(ref => fullRef(ref, at)));
}

function fullRef(ref: string, at: string): string {
  try {
    return stringifyEntityRef(
      parseEntityRef(ref, { defaultNamespace: 'default' }),
    );
  } catch {
    throw new InputError(
      `${at} holds '${ref}', which is no entity ref; write e.g. group:default/platform`,
    );
  }
}

/**
 * @param refs - the person's own ref and those of the groups they belong to
 * @returns the grants by which the person has a permission
 */
export function grantsOf(
  permissionName: string,
  refs: readonly string[],
  grants: readonly RoleGrant[],
): RoleGrant[] {
  const own = refs.map(ref => ref.toLocaleLowerCase('en-US'));
  return grants.filter(
    ({ role, members }) =>
      (ROLES[role] as readonly string[]).includes(permissionName) &&
      own.some(ref => members.has(ref)),
  );
}

/** E.g. `dev: group:default/payments, in namespaces payments, payments-*`. */
export function describeGrant(grant: RoleGrant): string {
  const { role, members, clusters, namespaces } = grant;
  const places = [
    clusters && `in clusters ${clusters.join(', ')}`,
    namespaces && `in namespaces ${namespaces.join(', ')}`,
  ];
  const who = [...members].join(', ') || 'nobody';
  return [`${role}: ${who}`, ...places.filter(Boolean)].join(', ');
}
