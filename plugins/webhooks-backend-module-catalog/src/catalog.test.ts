import {
  coreServices,
  createBackendFeatureLoader,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import { Entity } from '@backstage/catalog-model';
import catalogPlugin from '@backstage/plugin-catalog-backend';
import {
  EntityProviderConnection,
  catalogProcessingExtensionPoint,
  catalogServiceRef,
} from '@backstage/plugin-catalog-node';
import { WebhookEvent } from '@kubevision/backstage-plugin-webhooks-common';
import { webhooksEventSourcesExtensionPoint } from '@kubevision/backstage-plugin-webhooks-node';
// The module does nothing without its plugin, and is tested with it.
// eslint-disable-next-line @backstage/no-mixed-plugin-imports
import webhooksPlugin from '@kubevision/backstage-plugin-webhooks-backend';
import { setTimeout as delay } from 'node:timers/promises';
import request from 'supertest';
import { CatalogSource } from './CatalogSource';

const component = (name: string, spec: object = {}): Entity => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: {
    name,
    labels: { tier: 'gold' },
    annotations: {
      'backstage.io/managed-by-location': 'url:https://git.example/a',
      'backstage.io/managed-by-origin-location': 'url:https://git.example/a',
    },
  },
  spec: {
    type: 'service',
    lifecycle: 'experimental',
    owner: 'team-a',
    ...spec,
  },
});

/** Waits for a condition, however long it takes; the test's own timeout ends it. */
async function until<T>(condition: () => Promise<T>): Promise<NonNullable<T>> {
  for (;;) {
    const value = await condition();
    if (value) return value as NonNullable<T>;
    await delay(50);
  }
}

describe('the catalog as a source of events, with the real catalog', () => {
  let backend: Awaited<ReturnType<typeof startTestBackend>>;
  let provider: EntityProviderConnection;
  let catalog: typeof catalogServiceRef.T;
  let compare: () => Promise<void>;

  const provide = createBackendModule({
    pluginId: 'catalog',
    moduleId: 'test-provider',
    register(env) {
      env.registerInit({
        deps: {
          processing: catalogProcessingExtensionPoint,
          service: catalogServiceRef,
        },
        async init({ processing, service }) {
          catalog = service;
          processing.addEntityProvider({
            getProviderName: () => 'test',
            async connect(connection) {
              provider = connection;
            },
          });
        },
      });
    },
  });

  /** As the module, but that the test says when to compare. */
  const source = createBackendModule({
    pluginId: 'webhooks',
    moduleId: 'catalog',
    register(env) {
      env.registerInit({
        deps: {
          auth: coreServices.auth,
          service: catalogServiceRef,
          logger: coreServices.logger,
          sources: webhooksEventSourcesExtensionPoint,
        },
        async init({ auth, service, logger, sources }) {
          sources.addEventSource(
            CatalogSource.create({
              auth,
              catalog: service,
              logger,
              runner: {
                run: async ({ fn, signal }) => {
                  compare = async () =>
                    fn(signal ?? new AbortController().signal);
                },
              },
            }),
          );
        },
      });
    },
  });

  beforeAll(async () => {
    backend = await startTestBackend({
      features: [
        catalogPlugin,
        provide,
        webhooksPlugin,
        // In a loader, as the plugin is in one too.
        createBackendFeatureLoader({
          *loader() {
            yield source;
          },
        }),
        mockServices.rootConfig.factory({
          data: {
            webhooks: {
              secrets: {
                keys: [
                  { id: 'test', secret: Buffer.alloc(32).toString('base64') },
                ],
              },
              delivery: { allowedReceivers: ['127.0.0.1'] },
            },
          },
        }),
      ],
    });
  });

  afterAll(async () => {
    await backend?.stop();
  });

  const credentials = async () =>
    mockServices.auth({ pluginId: 'catalog' }).getOwnServiceCredentials();

  const specsOf = (entities: Entity[]) =>
    JSON.stringify(
      entities
        .map(({ metadata, spec }) => [metadata.name, spec])
        .sort(([a], [b]) => (String(a) < String(b) ? -1 : 1)),
    );

  /** Lets the catalog hold these entities, and waits until it shows them. */
  async function register(...entities: Entity[]) {
    await provider.applyMutation({
      type: 'full',
      entities: entities.map(entity => ({ entity, locationKey: 'test' })),
    });
    const wanted = specsOf(entities);
    await until(async () => {
      const { items } = await catalog.getEntities(
        { filter: { kind: 'Component' } },
        { credentials: await credentials() },
      );
      return specsOf(items) === wanted;
    });
  }

  async function events(): Promise<WebhookEvent[]> {
    const { body } = await request(backend.server)
      .get('/api/v1/webhooks/events?cluster=source:catalog')
      .set('accept', 'application/json');
    return body.items;
  }

  const told = async () =>
    (await events()).map(({ event, name, detail }) => [
      event,
      name,
      detail.field,
      detail.old,
      detail.new,
    ]);

  it('tells what is registered, changed and removed, and each change once', async () => {
    const create = (name: string, clusters: string[]) =>
      request(backend.server)
        .post('/api/v1/webhooks')
        .send({
          name,
          platform: 'http',
          url: 'http://127.0.0.1:9/unreachable',
          filters: { clusters },
        })
        .expect(201);
    const { body: named } = await create('named', ['source:catalog']);
    const { body: all } = await create('all clusters', ['*']);

    await register(component('there-before'));
    await compare();
    expect(await told()).toEqual([]);

    await register(component('there-before'), component('web'));
    await compare();
    await compare();
    expect(await told()).toEqual([
      [
        'create',
        'web',
        'object',
        null,
        'service, owned by group:default/team-a',
      ],
    ]);

    // Back and forth is two changes.
    await register(
      component('there-before'),
      component('web', { lifecycle: 'production', owner: 'team-b' }),
    );
    await compare();
    await register(component('there-before'), component('web'));
    await compare();
    await register(component('web'));
    await compare();
    await compare();
    expect((await told()).slice(1)).toEqual([
      ['update', 'web', 'spec.owner', 'team-a', 'team-b'],
      ['update', 'web', 'spec.owner', 'team-b', 'team-a'],
      [
        'delete',
        'there-before',
        'object',
        'service, owned by group:default/team-a',
        null,
      ],
    ]);

    const [created, updated] = await events();
    expect(created).toMatchObject({
      cluster: 'source:catalog',
      namespace: 'default',
      resource: 'Component',
      apiVersion: 'backstage.io/v1alpha1',
      labels: { tier: 'gold' },
      entities: ['component:default/web'],
      owners: ['group:default/team-a'],
      actor: 'unknown',
    });
    expect(updated.changes.map(({ field }) => field)).toEqual([
      'spec.owner',
      'spec.lifecycle',
      'relations.ownedBy',
    ]);

    const deliveries = async (id: string) => {
      const { body } = await request(backend.server).get(
        `/api/v1/webhooks/${id}/deliveries`,
      );
      return body.items.map((it: { event: WebhookEvent }) => it.event.event);
    };
    // The two updates of one entity come close together, and are folded.
    expect(await deliveries(named.id)).toEqual(
      expect.arrayContaining(['create', 'delete']),
    );
    expect(await deliveries(all.id)).toEqual([]);
  });

  it('does not tell again what another replica has told', async () => {
    const before = (await events()).length;
    await register(component('web'), component('shared'));
    // It compares by what it remembers, which is what is stored.
    await Promise.all([compare(), compare()]);
    await compare();
    expect((await told()).slice(before)).toEqual([
      ['create', 'shared', 'object', null, expect.anything()],
    ]);
  });
});
