import { ConfigReader } from '@backstage/config';
import {
  AuthorizeResult,
  createPermission,
} from '@backstage/plugin-permission-common';
import {
  PermissionPolicy,
  PolicyQueryUser,
} from '@backstage/plugin-permission-node';
import { webhooksPermissions } from '@kubevision/backstage-plugin-webhooks-common';
import { WebhooksRolesPolicy } from './WebhooksRolesPolicy';
import { readRoleGrants } from './roles';

const { DENY } = AuthorizeResult;

const policy = (roles: object, fallback?: PermissionPolicy) =>
  WebhooksRolesPolicy.create({
    grants: readRoleGrants(new ConfigReader({ webhooks: { roles } } as any)),
    fallback,
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
const READ = [
  'webhooks.view',
  'webhooks.webhook.read',
  'webhooks.delivery.read',
];

describe('WebhooksRolesPolicy', () => {
  it.each([
    ['admin', ALL],
    ['ops', ALL],
    ['readonly', READ],
  ])('grants %s what the role may do', async (role, expected) => {
    const roles = { [role]: ['group:default/team'] };
    await expect(
      allowed(roles, user('user:default/ann', 'group:default/team')),
    ).resolves.toEqual(expected);
  });

  const payments = {
    members: ['group:default/payments'],
    clusters: ['prod-*'],
    namespaces: ['payments', 'payments-*'],
  };
  const shop = { members: ['user:default/ann'], namespaces: ['shop'] };
  const hasCluster = {
    rule: 'HAS_CLUSTER',
    resourceType: 'webhooks.webhook',
    params: { clusters: ['prod-*'] },
  };
  const hasNamespace = (...namespaces: string[]) => ({
    rule: 'HAS_NAMESPACE',
    resourceType: 'webhooks.webhook',
    params: { namespaces },
  });

  it('lets a dev read the webhooks of their own clusters and namespaces, and do nothing', async () => {
    const dev = user('user:default/ann', 'group:default/payments');
    const decisions = await Promise.all(
      webhooksPermissions.map(async permission => [
        permission.name,
        await policy({ dev: [payments, shop] }).handle({ permission }, dev),
      ]),
    );
    const conditional = {
      result: 'CONDITIONAL',
      pluginId: 'webhooks',
      resourceType: 'webhooks.webhook',
      conditions: {
        anyOf: [
          { allOf: [hasCluster, hasNamespace('payments', 'payments-*')] },
          { allOf: [hasNamespace('shop')] },
        ],
      },
    };
    expect(Object.fromEntries(decisions)).toEqual({
      ...Object.fromEntries(ALL.map(name => [name, { result: 'DENY' }])),
      'webhooks.view': { result: 'ALLOW' },
      'webhooks.webhook.read': conditional,
      'webhooks.delivery.read': conditional,
    });
  });

  it('lets a dev who is readonly too read everything', async () => {
    const roles = { dev: [shop], readonly: ['group:default/all'] };
    await expect(
      allowed(roles, user('user:default/ann', 'group:default/all')),
    ).resolves.toEqual(READ);
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

  it('leaves every other permission to the fallback, and none of ours', async () => {
    const permission = createPermission({
      name: 'catalog.entity.create',
      attributes: {},
    });
    const fallback = { handle: jest.fn(async () => ({ result: DENY })) };
    const composed = policy({ ops: ['user:default/ann'] }, fallback);
    const ann = user('user:default/ann');
    await expect(composed.handle({ permission }, ann)).resolves.toEqual({
      result: 'DENY',
    });
    expect(fallback.handle).toHaveBeenCalledWith({ permission }, ann);
    fallback.handle.mockClear();
    for (const ours of webhooksPermissions) {
      await composed.handle({ permission: ours }, ann);
    }
    expect(fallback.handle).not.toHaveBeenCalled();
  });

  it.each([
    [{ dev: ['group:default/devs'] }, /webhooks\.roles\.dev must be a list of/],
    [
      { dev: [{ members: ['group:default/devs'] }] },
      /webhooks\.roles\.dev\[0\] has neither clusters nor namespaces/,
    ],
    [
      { dev: [{ members: ['devs'], clusters: ['a'] }] },
      /webhooks\.roles\.dev\[0\]\.members holds 'devs', which is no entity ref/,
    ],
    [
      { opps: [] },
      /webhooks\.roles\.opps is no key.*did you mean webhooks\.roles\.ops\?/,
    ],
    [
      { auditors: [] },
      /webhooks\.roles\.auditors is no key.*the keys there are admin, ops, readonly, dev/,
    ],
    [
      // Without a word, they would see all namespaces of the cluster.
      {
        dev: [{ members: ['group:x'], clusters: ['a'], namespace: ['b'] }],
      },
      /webhooks\.roles\.dev\[0\]\.namespace is no key.*did you mean webhooks\.roles\.dev\[0\]\.namespaces\?/,
    ],
    [
      { ops: ['platform'] },
      /webhooks\.roles\.ops holds 'platform', which is no entity ref/,
    ],
  ])('refuses %j at start', (roles, message) => {
    expect(() => policy(roles)).toThrow(message);
  });
});
