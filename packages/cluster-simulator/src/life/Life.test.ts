import { Cluster, startCluster } from '../Cluster';
import { KubernetesObject } from '../objects';
import { deployment } from '../testing';
import { seedWorld } from '../worlds/seedWorld';
import { Life, startLife } from './Life';
import { isReady } from './ownership';

describe('life', () => {
  let cluster: Cluster;
  beforeEach(async () => {
    cluster = await startCluster({ name: 'test', journal: 1e6 });
  });
  afterEach(() => cluster.stop());

  const web = { resource: 'deployments', namespace: 'team-alpha', name: 'web' };

  /** A world without people, some rounds after its start. */
  function calmWorld(rounds = 20): Life {
    seedWorld(cluster, 'staging');
    cluster.create(deployment('web'));
    const life = Life.create(cluster, { people: false });
    life.advance(rounds);
    return life;
  }

  const podsOf = (name: string): KubernetesObject[] =>
    cluster
      .list('pods', 'team-alpha')
      .filter(({ metadata }) => metadata.labels?.app === name);

  it('has the worlds of the portal', () => {
    seedWorld(cluster, 'prod-us');
    const name = {
      resource: 'deployments',
      namespace: 'team-alpha',
      name: 'api-server',
    };
    expect(cluster.get(name).spec.replicas).toBe(3);
    expect(() => seedWorld(cluster, 'moon')).toThrow(
      "There is no world 'moon'",
    );
  });

  it('seeds a world with the same uids in each run, and only once', async () => {
    seedWorld(cluster, 'prod-us');
    const { resourceVersion } = cluster;
    seedWorld(cluster, 'prod-us');
    expect(cluster.resourceVersion).toBe(resourceVersion);

    const again = await startCluster({ name: 'test' });
    seedWorld(again, 'prod-us');
    const uids = (of: Cluster) =>
      of.list('deployments').map(({ metadata }) => metadata.uid);
    expect(uids(again)).toEqual(uids(cluster));
    await again.stop();
  });

  describe('controllers', () => {
    it('bring up what was asked for, and then rest', () => {
      const life = calmWorld();
      expect(podsOf('web')).toHaveLength(3);
      expect(podsOf('web').every(isReady)).toBe(true);
      expect(cluster.get(web).status).toMatchObject({
        replicas: 3,
        readyReplicas: 3,
        conditions: expect.arrayContaining([
          expect.objectContaining({ type: 'Available', status: 'True' }),
        ]),
      });
      const writes = cluster.journal.length;
      life.advance(5);
      const later = cluster.journal
        .slice(writes)
        .map(({ resource }) => resource);
      expect(
        later.filter(resource => resource !== 'leases.coordination.k8s.io'),
      ).toEqual([]);
    });

    it('roll out a new image without falling below the wanted number', () => {
      const life = calmWorld();
      const containers = [{ name: 'web', image: 'web:2' }];
      cluster.patch(web, { spec: { template: { spec: { containers } } } });
      for (let round = 0; round < 40; round++) {
        life.advance(1);
        expect(podsOf('web').filter(isReady).length).toBeGreaterThanOrEqual(
          3 - 1,
        );
      }
      const images = podsOf('web').map(({ spec }) => spec.containers[0].image);
      expect(images).toEqual(['web:2', 'web:2', 'web:2']);
      const { annotations } = cluster.get(web).metadata;
      expect(annotations?.['deployment.kubernetes.io/revision']).toBe('2');
    });

    it('let a broken image crash, a few times, and old Pods serve on', () => {
      const life = calmWorld();
      const containers = [{ name: 'web', image: 'web:2-broken' }];
      cluster.patch(web, { spec: { template: { spec: { containers } } } });
      life.advance(60);
      const broken = podsOf('web').filter(pod => !isReady(pod));
      expect(broken.length).toBeGreaterThan(0);
      const [status] = broken[0].status.containerStatuses;
      expect(status.state.waiting.reason).toBe('CrashLoopBackOff');
      expect(status.restartCount).toBeGreaterThan(1);
      expect(status.restartCount).toBeLessThan(10);
      expect(podsOf('web').filter(isReady)).toHaveLength(3);
    });

    it('follow a scale, and delete what lost its owner', () => {
      const life = calmWorld();
      cluster.scale(web, 5);
      life.advance(10);
      expect(podsOf('web').filter(isReady)).toHaveLength(5);
      cluster.scale(web, 1);
      life.advance(10);
      expect(podsOf('web')).toHaveLength(1);
      cluster.delete(web);
      life.advance(10);
      expect(podsOf('web')).toEqual([]);
    });

    it('empty a namespace that is deleted', () => {
      const life = calmWorld();
      cluster.delete({ resource: 'namespaces', name: 'team-alpha' });
      life.advance(5);
      const left = cluster
        .objects()
        .map(({ object }) => object.metadata.namespace);
      expect(left).not.toContain('team-alpha');
    });

    it('run the Jobs of a CronJob to their end, and keep only the last', () => {
      const life = calmWorld();
      life.advance(400);
      const jobs = cluster.list('jobs');
      expect(jobs.length).toBeGreaterThan(0);
      expect(jobs.length).toBeLessThanOrEqual(4);
      expect(jobs.some(({ status }) => status.succeeded === 1)).toBe(true);
    });

    it('keep Pods off a cordoned Node', () => {
      const life = calmWorld();
      const node = { resource: 'nodes', name: 'node-1' };
      cluster.patch(node, { spec: { unschedulable: true } });
      const before = podsOf('web').map(({ metadata }) => metadata.uid);
      cluster.scale(web, 6);
      life.advance(10);
      const added = podsOf('web').filter(
        ({ metadata }) => !before.includes(metadata.uid),
      );
      expect(added.map(({ spec }) => spec.nodeName)).toEqual([
        'node-2',
        'node-2',
        'node-2',
      ]);
      expect(cluster.get(node).spec.taints).toEqual([
        expect.objectContaining({ effect: 'NoSchedule' }),
      ]);
    });
  });

  describe('people', () => {
    /** What happened to these kinds; heartbeats and schedules depend on the clock. */
    const KINDS = ['Deployment', 'ReplicaSet', 'Pod', 'ConfigMap', 'Database'];

    async function history(seed: number): Promise<string[]> {
      const other = await startCluster({ name: 'same', journal: 1e6 });
      seedWorld(other, 'prod-us');
      Life.create(other, { seed }).advance(200);
      await other.stop();
      return (
        other.journal
          .filter(({ object }) => KINDS.includes(object.kind))
          .map(
            ({ type, object }) =>
              `${type} ${object.kind} ${object.metadata.name}`,
          )
          // The names of Jobs hold the time.
          .map(text => text.replace(/reindex-\d+/, 'reindex'))
      );
    }

    it('do the same for the same seed, and something else for another', async () => {
      const first = await history(7);
      expect(await history(7)).toEqual(first);
      expect(await history(8)).not.toEqual(first);
    });

    it('change an image or a number of replicas in each second turn', () => {
      seedWorld(cluster, 'prod-us');
      const life = Life.create(cluster);
      life.advance(30);
      for (let turn = 0; turn < 40; turn++) {
        const before = cluster.journal.length;
        life.advance(10);
        const changed = cluster.journal
          .slice(before)
          .filter(
            ({ resource, object, previous }) =>
              resource === 'deployments.apps' &&
              previous &&
              (object.spec.replicas !== previous.spec.replicas ||
                object.spec.template.spec.containers[0].image !==
                  previous.spec.template.spec.containers[0].image),
          );
        expect(changed.length).toBeGreaterThan(0);
      }
    });

    it('do all kinds of things, as tools that people know', () => {
      seedWorld(cluster, 'prod-us');
      Life.create(cluster).advance(600);
      const writes = new Set(
        cluster.journal
          .slice(-3000)
          .map(({ type, object }) => `${type} ${object.kind}`),
      );
      for (const write of [
        'MODIFIED ConfigMap',
        'MODIFIED Secret',
        'MODIFIED Node',
        'ADDED Deployment',
        'DELETED Deployment',
        'MODIFIED Database',
        'MODIFIED CronJob',
        'MODIFIED HorizontalPodAutoscaler',
        'ADDED Job',
        'DELETED Pod',
      ]) {
        expect([...writes]).toContain(write);
      }
      const states = JSON.stringify(
        cluster.journal
          .filter(({ resource }) => resource === 'pods')
          .map(({ object }) => object.status),
      );
      expect(states).toContain('OOMKilled');
      expect(states).toContain('CrashLoopBackOff');

      const managers = new Set(
        cluster.journal.flatMap(({ object }) =>
          (object.metadata.managedFields ?? []).map(({ manager }) => manager),
        ),
      );
      for (const manager of [
        'kubectl',
        'argocd-controller',
        'kube-controller-manager',
        'kubelet',
        'kubectl-edit',
      ]) {
        expect([...managers]).toContain(manager);
      }
    });

    it('leave a world of the same size, however long it lives', () => {
      seedWorld(cluster, 'prod-us');
      const life = Life.create(cluster);
      life.advance(1_000);
      expect(cluster.objects().length).toBeLessThan(250);
      for (const { spec } of cluster.list('deployments')) {
        expect(spec.replicas).toBeGreaterThanOrEqual(1);
        expect(spec.replicas).toBeLessThanOrEqual(6);
      }
    });
  });

  it('goes on by itself until it is stopped', () => {
    seedWorld(cluster, 'staging');
    jest.useFakeTimers();
    try {
      const life = startLife(cluster, { paceMs: 5_000 });
      const seeded = cluster.journal.length;
      jest.advanceTimersByTime(60_000);
      const writes = cluster.journal.length;
      expect(writes).toBeGreaterThan(seeded);
      life.stop();
      jest.advanceTimersByTime(60_000);
      expect(cluster.journal.length).toBe(writes);
    } finally {
      jest.useRealTimers();
    }
  });
});
