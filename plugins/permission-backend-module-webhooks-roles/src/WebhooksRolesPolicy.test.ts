import { ConfigReader } from '@backstage/config';
import { createPermission } from '@backstage/plugin-permission-common';
import { PolicyQueryUser } from '@backstage/plugin-permission-node';
import { webhooksPermissions } from '@kubevision/backstage-plugin-webhooks-common';
import { WebhooksRolesPolicy } from './WebhooksRolesPolicy';
import { readRoleMembers } from './roles';

const policy = (roles: object) =>
  WebhooksRolesPolicy.create({
    members: readRoleMembers(new ConfigReader({ webhooks: { roles } } as any)),
  });

const user = (...ownershipEntityRefs: string[]) =>
  ({
    info: { userEntityRef: ownershipEntityRefs[0], ownershipEntityRefs },
  } as unknown as PolicyQueryUser);

async function allowed(roles: object, who?: PolicyQueryUser) {
  const names: string[] = [];
  for (const permission of webhooksPermissions) {
    const { result } = await policy(roles).handle({ permission }, who);
    if (result === 'ALLOW') names.push(permission.name);
  }
  return names;
}

const ALL = webhooksPermissions.map(p => p.name);
const READ = ['webhooks.webhook.read', 'webhooks.delivery.read'];

describe('WebhooksRolesPolicy', () => {
  it.each([
    ['admin', ALL],
    ['ops', ALL],
    ['dev', READ],
    ['readonly', READ],
  ])('grants %s what the role may do', async (role, expected) => {
    const roles = { [role]: ['group:default/team'] };
    await expect(
      allowed(roles, user('user:default/ann', 'group:default/team')),
    ).resolves.toEqual(expected);
  });

  it('grants nothing to whoever has no role, or is nobody', async () => {
    const roles = { admin: ['user:default/ann'] };
    await expect(allowed(roles, user('user:default/bob'))).resolves.toEqual([]);
    await expect(allowed(roles)).resolves.toEqual([]);
  });

  it('adds up several roles', async () => {
    const roles = { readonly: ['user:default/ann'], ops: ['group:default/x'] };
    await expect(
      allowed(roles, user('user:default/ann', 'group:default/x')),
    ).resolves.toEqual(ALL);
  });

  it('reads short and upper-case refs as the catalog does', async () => {
    await expect(
      allowed({ ops: ['Group:Ops'] }, user('group:default/ops')),
    ).resolves.toEqual(ALL);
  });

  it('leaves every other permission alone', async () => {
    const permission = createPermission({
      name: 'catalog.entity.create',
      attributes: {},
    });
    await expect(policy({}).handle({ permission })).resolves.toEqual({
      result: 'ALLOW',
    });
  });

  it.each([
    [
      { opps: [] },
      /webhooks\.roles\.opps is no role; the roles are admin, ops, dev, readonly/,
    ],
    [
      { ops: ['platform'] },
      /webhooks\.roles\.ops holds 'platform', which is no entity ref/,
    ],
  ])('refuses %j at start', (roles, message) => {
    expect(() => policy(roles)).toThrow(message);
  });
});
