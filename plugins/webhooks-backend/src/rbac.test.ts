import {
  coreServices,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';
import permissionPlugin from '@backstage/plugin-permission-backend';
import rbacModule from '@backstage-community/plugin-rbac-backend';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'yaml';
import { documentedExample } from './__testUtils__/permissions/documentedExample';
import {
  aWebhook,
  startGovernedPortal,
} from './__testUtils__/permissions/startGovernedPortal';
import { until } from './kubernetes/until.fixture';

// The adapter of its database loads a driver that only portals on MongoDB need.
jest.mock('mongodb', () => ({ ObjectId: class {} }), { virtual: true });

// It asks for version 2.1 of this package, and gets 1.18: the newest that could be had from the
// registry when this was written, which lacks these two.
jest.mock('@backstage-community/plugin-rbac-common', () => ({
  ...jest.requireActual('@backstage-community/plugin-rbac-common'),
  isPermissionInfo: (entry: unknown) => typeof entry === 'object',
  permissionMappingAction: (entry: string | { action: string }) =>
    typeof entry === 'string' ? entry : entry.action,
}));

/** The RBAC plugin asks the catalog over HTTP for the groups of people; here nobody is in one. */
const emptyCatalog = createBackendPlugin({
  pluginId: 'catalog',
  register(env) {
    env.registerInit({
      deps: { httpRouter: coreServices.httpRouter },
      async init({ httpRouter }) {
        httpRouter.use((_req, res) => {
          res.json([]);
        });
      },
    });
  },
});

describe('the RBAC plugin of the community, with the documented files', () => {
  let portal: Awaited<ReturnType<typeof startGovernedPortal>>;
  let directory: string;
  const ids: Record<string, string> = {};

  beforeAll(async () => {
    directory = mkdtempSync(join(tmpdir(), 'webhooks-rbac-'));
    const write = (name: string) => {
      const file = join(directory, name);
      writeFileSync(file, documentedExample('permissions.md', name));
      return file;
    };
    const config = parse(
      documentedExample('permissions.md', 'app-config.yaml (RBAC)'),
    );
    portal = await startGovernedPortal({
      features: [permissionPlugin, rbacModule, emptyCatalog],
      config: {
        backend: {
          database: { client: 'better-sqlite3', connection: ':memory:' },
        },
        permission: {
          ...config.permission,
          rbac: {
            ...config.permission.rbac,
            'policies-csv-file': write('rbac-policy.csv'),
            conditionalPoliciesFile: write('rbac-conditions.yaml'),
          },
        },
      },
    });
    // It reads its files while the backend starts, and ours is asked for its rules meanwhile.
    await until(async () => (await portal.as('devi').get('')).status === 200);
    for (const webhook of [
      aWebhook('all'),
      aWebhook('payments', ['payments']),
      aWebhook('shop', ['shop']),
    ]) {
      ids[webhook.name] = await portal.create('olga', webhook);
    }
  });

  afterAll(async () => {
    await portal.stop();
    rmSync(directory, { recursive: true });
  });

  it('lets ops manage all, readonly see all, and others nothing', async () => {
    const path = `/${ids.all}`;
    const olga = portal.as('olga');
    expect((await olga.put(path, aWebhook('all'))).status).toBe(200);
    const rita = portal.as('rita');
    expect((await rita.get('')).body.totalItems).toBe(3);
    expect((await rita.put(path, aWebhook('all'))).status).toBe(403);
    expect((await rita.post(`${path}/test`)).status).toBe(403);
    const nils = portal.as('nils');
    expect((await nils.get('')).status).toBe(403);
    expect((await nils.get('/clusters')).status).toBe(403);
  });

  it('shows devs the webhooks of their namespaces alone', async () => {
    const devi = portal.as('devi');
    const { body } = await devi.get('');
    expect(body).toMatchObject({
      items: [{ name: 'payments', url: '…' }],
      totalItems: 1,
    });
    expect((await devi.get(`/${ids.payments}/deliveries`)).status).toBe(200);
    expect((await devi.get(`/${ids.shop}`)).status).toBe(404);
    expect((await devi.delete(`/${ids.payments}`)).status).toBe(403);
  });

  it('lets a team manage what it created, in its namespaces', async () => {
    const otto = portal.as('otto');
    expect((await otto.post('', aWebhook('wide'))).status).toBe(403);
    const own = aWebhook('otto’s', ['payments-*']);
    const created = await otto.post('', own);
    expect(created.status).toBe(201);
    const path = `/${created.body.id}`;
    expect((await otto.put(path, own)).status).toBe(200);
    expect((await otto.put(path, aWebhook('otto’s'))).status).toBe(403);
    expect((await otto.get(`/${ids.payments}`)).status).toBe(404);
    expect((await otto.delete(path)).status).toBe(204);
  });
});
