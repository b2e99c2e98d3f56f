import {
  coreServices,
  createBackendModule,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import permissionPlugin from '@backstage/plugin-permission-backend';
import {
  AuthorizeResult,
  isPermission,
} from '@backstage/plugin-permission-common';
import { PermissionPolicy } from '@backstage/plugin-permission-node';
import { policyExtensionPoint } from '@backstage/plugin-permission-node/alpha';
import rolesModule, {
  webhooksRolesExtensionPoint,
} from '@kubevision/backstage-plugin-permission-backend-module-webhooks-roles';
import {
  WEBHOOK_RESOURCE_TYPE,
  webhooksBasicPermissions,
} from '@kubevision/backstage-plugin-webhooks-common';
import {
  createWebhookConditionalDecision,
  webhookConditions,
} from '@kubevision/backstage-plugin-webhooks-node';
import request from 'supertest';
import { parse } from 'yaml';
import { documentedExample } from './__testUtils__/permissions/documentedExample';
import {
  aWebhook,
  startGovernedPortal,
} from './__testUtils__/permissions/startGovernedPortal';

type Portal = Awaited<ReturnType<typeof startGovernedPortal>>;

const namesIn = (body: any) => body.items.map(({ name }: any) => name);

describe('the roles of the documentation', () => {
  let portal: Portal;
  const ids: Record<string, string> = {};
  const logger = mockServices.logger.mock();
  logger.child.mockReturnValue(logger);

  beforeAll(async () => {
    portal = await startGovernedPortal({
      features: [
        permissionPlugin,
        rolesModule,
        createServiceFactory({
          service: coreServices.logger,
          deps: {},
          factory: () => logger,
        }),
      ],
      config: parse(
        documentedExample('permissions.md', 'app-config.yaml (roles)'),
      ),
    });
    const webhooks = [
      aWebhook('all'),
      aWebhook('payments', ['payments']),
      aWebhook('payments and shop', ['payments', 'shop']),
      aWebhook('payments lab', ['payments-lab-*']),
      { ...aWebhook('elsewhere', ['payments']), filters: { clusters: ['x'] } },
    ];
    for (const webhook of webhooks) {
      ids[webhook.name] = await portal.create('olga', webhook);
    }
  });

  afterAll(() => portal.stop());

  it('are told at start, with who has them and what they may', () => {
    const told = logger.info.mock.calls
      .map(([message]) => message)
      .filter(message => /^(Role|Everything) /.test(message));
    expect(told).toEqual([
      expect.stringMatching(/^Role admin: .*: .*webhooks\.webhook\.create/),
      expect.stringMatching(/^Role ops: .*: .*webhooks\.webhook\.create/),
      expect.stringMatching(/^Role readonly: /),
      expect.stringMatching(/^Role dev: .*, in (clusters|namespaces) /),
      expect.stringMatching(/^Everything but webhooks is allowed/),
    ]);
  });

  it('let ops do everything', async () => {
    const olga = portal.as('olga');
    expect((await olga.get('')).body.totalItems).toBe(5);
    const path = `/${ids.all}`;
    expect((await olga.put(path, aWebhook('all'))).status).toBe(200);
    expect((await olga.get(path)).body.url).toMatch(/XXXX$/);
  });

  it('let devs see the webhooks of their own clusters and namespaces, page by page', async () => {
    const devi = portal.as('devi');
    const { body } = await devi.get('?limit=1');
    expect(namesIn(body)).toEqual(['payments']);
    expect(body.totalItems).toBe(2);
    const { nextCursor } = body.pageInfo;
    const next = await devi.get(`?limit=1&cursor=${nextCursor}`);
    expect(namesIn(next.body)).toEqual(['payments lab']);
    expect(next.body).toMatchObject({ totalItems: 2, pageInfo: {} });

    const own = await devi.get(`/${ids.payments}`);
    expect([own.status, own.body.url]).toEqual([200, '…']);
    const history = await devi.get(`/${ids.payments}/deliveries`);
    expect(history.status).toBe(200);
    expect((await devi.get('/platforms')).status).toBe(200);
  });

  it.each(['all', 'payments and shop', 'elsewhere'])(
    'answer a dev for the webhook %s as if there were none',
    async name => {
      const devi = portal.as('devi');
      const id = ids[name];
      for (const path of [`/${id}`, `/${id}/deliveries`, `/${id}/recoveries`]) {
        const hidden = await devi.get(path);
        const none = await devi.get(path.replace(id, 'none'));
        expect(hidden.status).toBe(404);
        expect(hidden.body.error.message.replaceAll(id, 'none')).toBe(
          none.body.error.message,
        );
      }
    },
  );

  it.each(['devi', 'rita'])('let %s change nothing', async name => {
    const reader = portal.as(name);
    const path = `/${ids.payments}`;
    const answers = [
      await reader.post('', aWebhook('new', ['payments'])),
      await reader.put(path, aWebhook('payments', ['payments'])),
      await reader.delete(path),
      await reader.post(`${path}/test`),
      await reader.post(`${path}/deliveries/any/redeliver`),
      await reader.post(`${path}/mute`, { until: '2999-01-01T00:00:00Z' }),
      await reader.delete(`${path}/mute`),
      await reader.post(`${path}/rotate-secret`, {}),
      await reader.post(`${path}/recoveries`, {}),
      await reader.get('/storage'),
      await reader.get('/events'),
    ];
    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 403));
  });

  it('let readonly see all, and whoever has no role nothing', async () => {
    expect((await portal.as('rita').get('')).body.totalItems).toBe(5);
    for (const path of ['', '/platforms', '/clusters', `/${ids.payments}`]) {
      expect((await portal.as('nils').get(path)).status).toBe(403);
    }
  });

  it('tell whoever writes policies which permissions and rules there are', async () => {
    const { body } = await request(portal.server)
      .get('/api/webhooks/.well-known/backstage/permissions/metadata')
      .set('authorization', mockCredentials.service.header());
    const types = Object.fromEntries(
      body.permissions.map((it: any) => [it.name, it.resourceType]),
    );
    expect(types).toEqual({
      'webhooks.view': undefined,
      'webhooks.webhook.create': undefined,
      'webhooks.events.read': undefined,
      'webhooks.webhook.read': WEBHOOK_RESOURCE_TYPE,
      'webhooks.webhook.update': WEBHOOK_RESOURCE_TYPE,
      'webhooks.webhook.delete': WEBHOOK_RESOURCE_TYPE,
      'webhooks.webhook.test': WEBHOOK_RESOURCE_TYPE,
      'webhooks.delivery.read': WEBHOOK_RESOURCE_TYPE,
      'webhooks.delivery.redeliver': WEBHOOK_RESOURCE_TYPE,
    });
    const params = Object.fromEntries(
      body.rules.map((it: any) => [
        it.name,
        Object.keys(it.paramsSchema.properties),
      ]),
    );
    expect(params).toEqual({
      IS_OWNER: ['owners'],
      HAS_CLUSTER: ['clusters'],
      HAS_NAMESPACE: ['namespaces'],
      HAS_PLATFORM: ['platforms'],
    });
  });
});

describe('a policy of the portal’s own', () => {
  let portal: Portal;
  let othersId: string;
  let prodId: string;

  /** Everybody may create; otto manages what is for dev clusters on Slack, or was made by him. */
  const policy: PermissionPolicy = {
    async handle({ permission }, user) {
      const { userEntityRef = '' } = user?.info ?? {};
      const basic = webhooksBasicPermissions.some(it =>
        isPermission(permission, it),
      );
      if (basic || userEntityRef === 'user:default/olga') {
        return { result: AuthorizeResult.ALLOW };
      }
      if (userEntityRef !== 'user:default/otto') {
        return { result: AuthorizeResult.DENY };
      }
      return createWebhookConditionalDecision(permission as any, {
        anyOf: [
          webhookConditions.isOwner({ owners: [userEntityRef] }),
          {
            allOf: [
              webhookConditions.hasCluster({ clusters: ['dev-*'] }),
              { not: webhookConditions.hasPlatform({ platforms: ['http'] }) },
            ],
          },
        ],
      });
    },
  };

  const policyModule = createBackendModule({
    pluginId: 'permission',
    moduleId: 'policy',
    register(reg) {
      reg.registerInit({
        deps: { it: policyExtensionPoint },
        async init({ it }) {
          it.setPolicy(policy);
        },
      });
    },
  });

  const forClusters = (name: string, ...clusters: string[]) => ({
    ...aWebhook(name),
    filters: { clusters },
  });

  beforeAll(async () => {
    portal = await startGovernedPortal({
      features: [permissionPlugin, policyModule],
      config: { permission: { enabled: true } },
    });
    const olga = portal.as('olga');
    othersId = (await olga.post('', forClusters('dev', 'dev-1'))).body.id;
    await olga.post('', {
      ...forClusters('raw', 'dev-1'),
      platform: 'http',
      url: 'https://receiver.example/',
    });
    const prod = await olga.post('', forClusters('prod', 'prod-us'));
    prodId = prod.body.id;
  });

  afterAll(() => portal.stop());

  it('combines rules by all, any and not', async () => {
    const { body } = await portal.as('otto').get('');
    expect(namesIn(body)).toEqual(['dev']);
    expect(body.items[0].url).toMatch(/XXXX$/);
  });

  it('keeps a webhook from becoming one that its editor may not update', async () => {
    const otto = portal.as('otto');
    const path = `/${othersId}`;
    const narrow = await otto.put(path, forClusters('dev', 'dev-*'));
    expect(narrow.status).toBe(200);
    for (const wide of [
      ['*'],
      [],
      ['!prod-us'],
      ['dev-1', 'prod-us'],
      ['d*'],
    ]) {
      const { status, body } = await otto.put(
        path,
        forClusters('dev', ...wide),
      );
      expect([wide, status]).toEqual([wide, 403]);
      expect(body.error.message).toMatch(/Narrow its filters/);
    }
    const { body } = await otto.get(path);
    expect(body.filters.clusters).toEqual(['dev-*']);
  });

  it.each([
    ['post', 'mute'],
    ['delete', 'mute'],
    ['post', 'rotate-secret'],
    ['post', 'test'],
  ] as const)(
    'answers %s %s of a webhook that is hidden as if there were none',
    async (method, action) => {
      const otto = portal.as('otto');
      const body = { until: '2999-01-01T00:00:00Z' };
      const hidden = await otto[method](`/${prodId}/${action}`, body);
      expect(hidden.status).toBe(404);
    },
  );

  it('lets a webhook be muted by whoever may update it', async () => {
    const otto = portal.as('otto');
    const path = `/${othersId}/mute`;
    const until = '2999-01-01T00:00:00Z';
    const muted = await otto.post(path, { until });
    expect([muted.status, muted.body.url]).toEqual([
      200,
      expect.stringMatching(/XXXX$/),
    ]);
    expect((await otto.delete(path)).status).toBe(200);
  });

  it('lets whoever made a webhook keep it, and whoever may only create make any', async () => {
    const otto = portal.as('otto');
    const own = await otto.post('', forClusters('otto’s', 'prod-us'));
    expect(own.status).toBe(201);
    expect((await otto.delete(`/${own.body.id}`)).status).toBe(204);

    const pipeline = portal.as('pipeline');
    const made = await pipeline.post('', forClusters('made', '*'));
    expect(made.status).toBe(201);
    expect((await pipeline.get('')).status).toBe(403);
  });
});

describe('the roles in front of another policy', () => {
  it('leave everything but webhooks to it', async () => {
    const asked: string[] = [];
    const fallback = createBackendModule({
      pluginId: 'permission',
      moduleId: 'portal-policy',
      register(reg) {
        reg.registerInit({
          deps: { roles: webhooksRolesExtensionPoint },
          async init({ roles }) {
            roles.setFallbackPolicy('PortalPolicy', {
              async handle({ permission }) {
                asked.push(permission.name);
                return { result: AuthorizeResult.DENY };
              },
            });
          },
        });
      },
    });
    const portal = await startGovernedPortal({
      features: [permissionPlugin, rolesModule, fallback],
      config: {
        permission: { enabled: true },
        webhooks: { roles: { ops: ['user:default/olga'] } },
      },
    });
    try {
      expect((await portal.as('olga').get('')).status).toBe(200);
      const { body } = await request(portal.server)
        .post('/api/permission/authorize')
        .set('authorization', mockCredentials.user.header('user:default/olga'))
        .send({
          items: [
            {
              id: '1',
              permission: {
                type: 'basic',
                name: 'catalog.entity.create',
                attributes: {},
              },
            },
          ],
        });
      expect(body.items).toEqual([{ id: '1', result: 'DENY' }]);
      expect(asked).toEqual(['catalog.entity.create']);
    } finally {
      await portal.stop();
    }
  });
});
