import {
  coreServices,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import permissionPlugin from '@backstage/plugin-permission-backend';
import rolesModule from '@kubevision/backstage-plugin-permission-backend-module-webhooks-roles';
import { Router } from 'express';
import PromiseRouter from 'express-promise-router';
import { inspect } from 'node:util';
import request from 'supertest';
import {
  aWebhook,
  startGovernedPortal,
} from './__testUtils__/permissions/startGovernedPortal';
import { startReceiver } from './delivery/__testUtils__/startReceiver';
import { until } from './kubernetes/until.fixture';
import { AUDITED_ROUTES } from './router/createAuditTrail';

/** Everything that the auditor of the webhooks was told. */
const trail: { eventId: string; status: string; meta?: any; error?: Error }[] =
  [];
const auditorFactory = createServiceFactory({
  service: coreServices.auditor,
  deps: { plugin: coreServices.pluginMetadata, auth: coreServices.httpAuth },
  factory: ({ plugin, auth }) =>
    mockServices.auditor.mock({
      async createEvent({ request: req, ...options }) {
        if (req) await auth.credentials(req);
        const write = (status: string, more: any = {}) => {
          if (plugin.getId() !== 'webhooks') return;
          const meta = { ...options.meta, ...more.meta };
          trail.push({ ...options, ...more, meta, status });
        };
        write('initiated');
        return {
          success: async more => write('succeeded', more),
          fail: async more => write('failed', more),
        };
      },
    }),
});

/** Routes that change and send nothing, though they take a body. */
const HARMLESS = [
  'post /preview/',
  'post /preview/matches',
  'post /:id/recoveries/preview',
  // API servers report, and people do not.
  'post /audit/:cluster',
];

/** All routes below a router, as Express has them: `post /:id/test`. */
function routesOf(router: Router, prefix = ''): string[] {
  return router.stack.flatMap(({ route, handle, regexp }: any) => {
    if (route) {
      return Object.keys(route.methods).map(
        method => `${method} ${prefix}${route.path}`,
      );
    }
    if (!handle.stack) return [];
    const [, mount = ''] = /^\^\\(\/[\w-]+)/.exec(regexp.source) ?? [];
    return routesOf(handle, prefix + mount);
  });
}

/** What the plugin mounts, and Backstage's own routes beside it. */
const mounted = PromiseRouter();
const routerFactory = createServiceFactory({
  service: coreServices.httpRouter,
  deps: {
    plugin: coreServices.pluginMetadata,
    root: coreServices.rootHttpRouter,
  },
  factory({ plugin, root }) {
    const id = plugin.getId();
    const router = id === 'webhooks' ? mounted : PromiseRouter();
    root.use(`/api/${id}`, router);
    return {
      use: handler => void router.use(handler),
      addAuthPolicy() {},
    };
  },
});

describe('the audit trail', () => {
  let portal: Awaited<ReturnType<typeof startGovernedPortal>>;

  beforeAll(async () => {
    portal = await startGovernedPortal({
      features: [permissionPlugin, rolesModule, auditorFactory, routerFactory],
      config: {
        permission: { enabled: true },
        webhooks: {
          roles: {
            ops: ['user:default/olga'],
            readonly: ['user:default/rita'],
          },
          delivery: { allowedReceivers: ['127.0.0.1'] },
          audit: {
            clusters: [{ name: 'test', tokens: ['0123456789abcdef'] }],
          },
        },
      },
    });
  });

  afterAll(async () => {
    await portal?.stop();
  });

  /** What a call adds to the trail. */
  async function traced(call: () => Promise<unknown>, count = 2) {
    trail.length = 0;
    await call();
    await until(() => trail.length >= count);
    return trail.map(({ eventId, status, meta }) => [
      eventId,
      status,
      meta.actionType,
      meta.statusCode,
    ]);
  }

  it('leaves out no route that changes or sends something', () => {
    const changing = routesOf(mounted).filter(
      it => !/^get |\/\./.test(it) && !HARMLESS.includes(it),
    );
    const audited = AUDITED_ROUTES.map(
      ({ method, path }) => `${method} ${path}`,
    );
    expect(changing).toContain('put /:id');
    expect(changing.filter(it => !audited.includes(it))).toEqual([]);
    expect(audited).toEqual([...new Set(audited)]);
  });

  it.each(AUDITED_ROUTES)(
    'has who is denied: $method $path',
    async ({ method, path, eventId, actionType }) => {
      const call = request(portal.server)
        [method](`/api/webhooks${path.replace(/:\w+/g, 'some')}`)
        .set('authorization', mockCredentials.user.header('user:default/rita'))
        .send();
      expect(await traced(() => call)).toEqual([
        [eventId, 'initiated', actionType, undefined],
        [eventId, 'failed', actionType, 403],
      ]);
    },
  );

  it('has every change, test and export, and what became of it', async () => {
    const olga = portal.as('olga');
    let id = '';
    expect(
      await traced(async () => {
        id = await portal.create('olga', aWebhook('audited'));
      }),
    ).toEqual([
      ['webhook-mutate', 'initiated', 'create', undefined],
      ['webhook-mutate', 'succeeded', 'create', 201],
    ]);
    expect(trail[1].meta.createdId).toBe(id);

    const muted = { until: '2099-01-01T00:00:00Z' };
    const calls: [string, string, () => Promise<unknown>][] = [
      ['webhook-mutate', 'update', () => olga.put(`/${id}`, aWebhook('other'))],
      ['webhook-mutate', 'mute', () => olga.post(`/${id}/mute`, muted)],
      ['webhook-mutate', 'unmute', () => olga.delete(`/${id}/mute`)],
      ['event-export', 'read', () => olga.get('/events')],
      ['recovery-mutate', 'create', () => olga.post(`/${id}/recoveries`, {})],
      ['webhook-mutate', 'delete', () => olga.delete(`/${id}`)],
    ];
    for (const [eventId, actionType, call] of calls) {
      const [begun, ended] = await traced(call);
      expect(begun).toEqual([eventId, 'initiated', actionType, undefined]);
      expect(ended.slice(0, 3)).toEqual([eventId, 'succeeded', actionType]);
    }
    expect(trail[1].meta.webhookId).toBe(id);
  });

  it('has every test, redelivery and rotation, and nothing that is secret', async () => {
    const [urlPart, secret, other] = ['in-the-url', 'of-its-own', 'of-a-draft'];
    const receiver = await startReceiver((_, res) => res.end());
    const olga = portal.as('olga');
    const input = {
      ...aWebhook('with secrets'),
      platform: 'http',
      url: `${receiver.url}/${urlPart}`,
      secret,
    };
    const kept: unknown[] = [];
    const ended = async (call: () => Promise<unknown>) => {
      const [, end] = await traced(call);
      kept.push(...trail);
      return end;
    };
    let id = '';
    await ended(async () => {
      id = await portal.create('olga', input);
    });
    let deliveryId = '';
    expect(
      await ended(async () => {
        const { body } = await olga.post(`/${id}/test`);
        deliveryId = body.deliveryId;
      }),
    ).toEqual(['webhook-test', 'succeeded', 'stored', 200]);
    const { platform, url } = input;
    const draft = { platform, url, secret: other };
    expect(await ended(() => olga.post('/preview/test', draft))).toEqual([
      'webhook-test',
      'succeeded',
      'draft',
      200,
    ]);
    const again = `/${id}/deliveries/${deliveryId}/redeliver`;
    expect(await ended(() => olga.post(again))).toEqual([
      'delivery-redeliver',
      'succeeded',
      'one',
      202,
    ]);
    expect(kept.at(-1)).toMatchObject({ meta: { webhookId: id, deliveryId } });
    expect(await ended(() => olga.post(`/${id}/rotate-secret`))).toEqual([
      'webhook-mutate',
      'succeeded',
      'rotate-secret',
      200,
    ]);
    expect((await ended(() => olga.delete(`/${id}?undoSeconds=60`)))[1]).toBe(
      'succeeded',
    );
    expect(await ended(() => olga.post(`/${id}/restore`))).toEqual([
      'webhook-mutate',
      'succeeded',
      'restore',
      204,
    ]);
    // Also where it is refused.
    await ended(() => olga.post('', { ...input, platform: 'fax' }));

    const told = kept.map(it => inspect(it, { depth: 8 })).join();
    expect(told).toContain(id);
    for (const it of [urlPart, secret, other, 'whsec_']) {
      expect(told).not.toContain(it);
    }
  });

  it('has what failed, and why', async () => {
    const olga = portal.as('olga');
    const failed = await traced(() => olga.post('/none/test'));
    expect(failed[1]).toEqual(['webhook-test', 'failed', 'stored', 404]);
    expect(trail[1].error?.message).toContain('none');
    await traced(() => olga.post('', { ...aWebhook('a'), platform: 'fax' }));
    expect(trail[1].error).toMatchObject({ name: 'InputError' });
  });

  it('has what was denied, read or written, and nothing else that is read', async () => {
    const rita = portal.as('rita');
    const nobody = portal.as('nora');
    expect(await traced(() => rita.post('', aWebhook('no')))).toEqual([
      ['webhook-mutate', 'initiated', 'create', undefined],
      ['webhook-mutate', 'failed', 'create', 403],
    ]);
    await nobody.get('/platforms');
    expect((await traced(() => nobody.get(''))).map(([id]) => id)).toContain(
      'access-denied',
    );
    expect(
      (
        await traced(() =>
          request(portal.server)
            .post('/api/webhooks/audit/test')
            .set('authorization', 'Bearer wrong')
            .send({}),
        )
      ).at(-1),
    ).toEqual(['access-denied', 'failed', undefined, 401]);

    trail.length = 0;
    for (const path of ['', '/platforms', '/clusters']) await rita.get(path);
    // Writes to the trail in the order of the calls.
    await traced(() => rita.post('', aWebhook('no')));
    expect(trail.every(({ eventId }) => eventId === 'webhook-mutate')).toBe(
      true,
    );
  });
});
