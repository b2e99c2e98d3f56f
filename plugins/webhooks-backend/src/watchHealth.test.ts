import { TestDatabases, mockServices } from '@backstage/backend-test-utils';
import { WebhookEvent } from '@kubevision/backstage-plugin-webhooks-common';
import { Cluster as Simulator, startCluster } from 'cluster-simulator';
import { Knex } from 'knex';
import { createProjector } from './changes/projector';
import { DatabaseHealthStore } from './database/DatabaseHealthStore';
import { DatabaseLeaseStore } from './database/DatabaseLeaseStore';
import { DatabaseWatchStore } from './database/DatabaseWatchStore';
import { WebhookStore } from './database/WebhookStore';
import { openTestDatabase } from './database/__testUtils__/openTestDatabase';
import { HealthKeeper } from './kubernetes/health/HealthKeeper';
import { LeaseKeeper } from './kubernetes/LeaseKeeper';
import { ProxyTransport } from './kubernetes/ProxyTransport';
import { until } from './kubernetes/until.fixture';
import { WatchSupervisor } from './kubernetes/WatchSupervisor';
import { normalizeNoise } from './noise/settings';
import { normalizeFilters } from './webhooks/filters';

const MINUTE = 60_000;
const CLUSTER = { name: 'prod-us', authProvider: 'serviceAccount' };
const LAB = {
  name: 'lab',
  authProvider: 'google',
  notWatchable: { reason: 'needs the token of a user' },
  remedy: 'Use googleServiceAccount',
};
const CLUSTERS = [CLUSTER, LAB];

describe.each(TestDatabases.create().eachSupportedId())(
  'the health of the watches on %s',
  databaseId => {
    let knex: Knex;
    let leases: DatabaseLeaseStore;
    let webhooks: WebhookStore;
    let simulator: Simulator;
    let running: { stop(): Promise<void> }[];
    let now: number;
    const clock = () => new Date(now);

    beforeEach(async () => {
      knex = await openTestDatabase(databaseId);
      leases = await DatabaseLeaseStore.create({ knex });
      webhooks = WebhookStore.create({ knex });
      simulator = await startCluster({
        name: 'prod-us',
        bookmarkIntervalMs: 50,
      });
      running = [];
      now = Date.parse('2026-03-05T10:23:00Z');
    });

    afterEach(async () => {
      for (const replica of running) await replica.stop();
      await simulator.stop();
    });

    const addWebhook = (id: string, resources: string[]) =>
      webhooks.insert({
        id,
        name: id,
        platform: 'http',
        maskedUrl: '',
        sealedTarget: '',
        hasSecret: true,
        enabled: true,
        filters: normalizeFilters({ resources }),
        noise: normalizeNoise(),
        retry: 'contract',
        digest: true,
        health: 'unknown',
        createdAt: clock(),
        updatedAt: clock(),
        createdBy: 'user:default/olga',
      });

    const keepHealth = (
      replica: string,
      watches: Pick<WatchSupervisor, 'clusters' | 'held'>,
    ) =>
      HealthKeeper.create({
        watches,
        store: DatabaseHealthStore.create({ knex }),
        outbox: DatabaseWatchStore.create({
          knex,
          onDeliveries: () => {},
          now: clock,
        }),
        replica,
        logger: mockServices.logger.mock(),
        now: clock,
        stalledAfterMs: 2 * MINUTE,
        periodMs: 20,
      });

    function startReplica(name: string) {
      const supervisor = WatchSupervisor.create({
        clusters: async () => CLUSTERS,
        transport: ProxyTransport.create({
          target: async () => ({
            baseUrl: simulator.url,
            headers: { Authorization: `Bearer ${simulator.token}` },
          }),
        }),
        store: DatabaseWatchStore.create({
          knex,
          onDeliveries: () => {},
          now: clock,
        }),
        project: createProjector({ hmacKey: Buffer.alloc(32, 7) }),
        logger: mockServices.logger.mock(),
        leases: LeaseKeeper.create({
          store: leases,
          replica: name,
          now: clock,
          ttlMs: 9_000,
        }),
        wanted: () => webhooks.enabledFilters(),
        wantedRevision: () => webhooks.revision(),
        now: clock,
        random: () => 1,
      });
      const health = keepHealth(name, supervisor);
      supervisor.start();
      health.start();
      const replica = {
        health,
        holds: () => Boolean(supervisor.held('prod-us')),
        refresh: () => supervisor.refresh(),
        stop: async () => {
          running = running.filter(it => it !== replica);
          await health.stop();
          await supervisor.stop();
        },
      };
      running.push(replica);
      return replica;
    }

    const prod = async ({ health }: { health: HealthKeeper }) =>
      (await health.describe()).find(({ name }) => name === 'prod-us');
    const stateOf = async (replica: { health: HealthKeeper }, kind: string) =>
      (await prod(replica))?.watches.find(it => it.kind === kind)?.state;
    const told = async (): Promise<WebhookEvent[]> =>
      (await knex('events').orderBy('created_at').pluck('payload'))
        .map(text => JSON.parse(text))
        .filter(({ resource }) => resource === 'Watch');
    const wanting = () =>
      knex('deliveries').where({ resource: 'Watch' }).pluck('webhook_id');

    it('is the same from the replica that watches and from the one that does not', async () => {
      await addWebhook('all', ['Pod', 'Secret', 'Deployment', 'Namespace']);
      simulator.create({
        apiVersion: 'v1',
        kind: 'Namespace',
        metadata: { name: 'team-alpha' },
      });
      simulator.faults.deny('secrets');
      const first = startReplica('first');
      await until(() => first.holds());
      const second = startReplica('second');
      await until(async () => (await stateOf(first, 'Secret')) === 'failing');
      await until(async () => (await stateOf(first, 'Pod')) === 'watching');

      await until(async () => {
        const seen = JSON.stringify(await first.health.describe());
        return JSON.stringify(await second.health.describe()) === seen;
      });
      expect(second.holds()).toBe(false);
      const [cluster, lab] = await second.health.describe();
      expect(cluster).toMatchObject({
        state: 'failing',
        reason: expect.stringContaining('watch on secrets (403)'),
        remedy: expect.stringContaining('"secrets"'),
        namespaces: expect.arrayContaining(['team-alpha']),
        kinds: expect.arrayContaining(['Deployment', 'Pod']),
      });
      expect(cluster.watches.map(({ kind }) => kind)).toEqual([
        'Deployment',
        'Pod',
        'Namespace',
        'Secret',
      ]);
      expect(lab).toMatchObject({
        state: 'not-watchable',
        ...LAB.notWatchable,
        remedy: LAB.remedy,
      });
    });

    it('shows that nobody watches a cluster any more', async () => {
      await addWebhook('pods', ['Pod']);
      const first = startReplica('first');
      await until(async () => (await stateOf(first, 'Pod')) === 'watching');
      const idle = {
        health: keepHealth('idle', {
          clusters: CLUSTERS,
          held: () => undefined,
        }),
      };
      await until(async () => (await stateOf(idle, 'Pod')) === 'watching');
      await first.stop();
      expect(await prod(idle)).toMatchObject({
        state: 'stalled',
        reason: 'No replica of the portal watches this cluster now',
        watches: [{ kind: 'Pod', state: 'stalled' }],
      });
    });

    it('forgets a kind that nobody wants any more', async () => {
      await addWebhook('pods', ['Pod']);
      await addWebhook('nodes', ['Node']);
      const first = startReplica('first');
      const stored = () => knex('watch_health').orderBy('kind').pluck('kind');
      await until(async () => String(await stored()) === 'Node,Pod');
      await webhooks.delete('pods');
      first.refresh();
      await until(async () => String(await stored()) === 'Node');
      expect((await prod(first))?.watches).toMatchObject([{ kind: 'Node' }]);
    });

    it('tells once that a watch stalled and once that it is well, over restarts', async () => {
      await addWebhook('secrets', ['Secret', 'Pod']);
      await addWebhook('everything', ['*', '!Deployment']);
      await addWebhook('watches', ['Watch']);
      simulator.faults.deny('secrets');
      let replica = startReplica('first');
      await until(async () => (await stateOf(replica, 'Secret')) === 'failing');
      await until(async () => (await stateOf(replica, 'Pod')) === 'watching');
      expect(await told()).toEqual([]);

      now += 2 * MINUTE;
      await until(async () => (await told()).length > 0);
      const [stalled] = await told();
      expect(stalled).toMatchObject({
        event: 'update',
        cluster: 'prod-us',
        name: 'secrets',
        severity: 'critical',
        detail: { field: 'status.state', old: 'watching', new: 'stalled' },
      });
      expect(await wanting()).toEqual(['watches']);
      expect(await prod(replica)).toMatchObject({ state: 'stalled' });

      await replica.stop();
      now += MINUTE;
      replica = startReplica('second');
      await until(() => replica.holds());
      await until(async () => (await stateOf(replica, 'Pod')) === 'watching');
      expect(await stateOf(replica, 'Secret')).toBe('stalled');

      now += MINUTE;
      simulator.faults.clear();
      await until(
        async () => (await stateOf(replica, 'Secret')) === 'watching',
      );
      await until(async () => (await told()).length > 1);
      const events = await told();
      expect(events).toHaveLength(2);
      expect(events[1]).toMatchObject({
        severity: 'info',
        detail: { field: 'status.state', old: 'stalled', new: 'watching' },
      });
      // Of the same object, and neither held back.
      expect(events[1].uid).toBe(stalled.uid);
      expect(await wanting()).toEqual(['watches', 'watches']);
      const due = await knex('deliveries').pluck('next_attempt_at');
      expect(due.every(time => Number(time) <= now)).toBe(true);
    });

    it('tells once of a cluster in which nothing can be watched', async () => {
      await addWebhook('two', ['Secret', 'Pod', 'Watch']);
      for (const plural of ['secrets', 'pods']) simulator.faults.deny(plural);
      const replica = startReplica('first');
      for (const kind of ['Secret', 'Pod']) {
        await until(async () => (await stateOf(replica, kind)) === 'failing');
      }
      now += 2 * MINUTE;
      await until(async () => (await told()).length > 0);
      simulator.faults.clear();
      now += 2 * MINUTE;
      await until(async () => (await told()).length > 1);
      const [stalled, well] = await told();
      expect(stalled).toMatchObject({ name: '*', severity: 'critical' });
      expect(well).toMatchObject({
        name: '*',
        severity: 'info',
        uid: stalled.uid,
        detail: { new: 'watching' },
      });
    });
  },
);
