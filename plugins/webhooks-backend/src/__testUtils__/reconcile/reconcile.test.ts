import { WebhookEvent } from '@kubevision/backstage-plugin-webhooks-common';
import { Cluster, startCluster } from 'cluster-simulator';
import { Gap, reconcile, RECONCILED, report, Told } from './reconcile';

const WEB = { resource: 'deployments', namespace: 'faults', name: 'web' };
const IMAGE = 'spec.template.spec.containers[name=web].image';

describe('reconcile', () => {
  let cluster: Cluster;
  let since: number;

  beforeEach(async () => {
    cluster = await startCluster({ name: 'prod-us', firstRevision: 100 });
    create(2);
    since = Number(cluster.resourceVersion);
  });
  afterEach(() => cluster.stop());

  function create(replicas: number) {
    cluster.create({
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: { name: 'web', namespace: 'faults' },
      spec: {
        replicas,
        selector: { matchLabels: { app: 'web' } },
        template: {
          metadata: { labels: { app: 'web' } },
          spec: { containers: [{ name: 'web', image: 'web:1' }] },
        },
      },
    });
  }
  const scale = (replicas: number) => cluster.scale(WEB, replicas);
  const label = (value: string) =>
    cluster.patch(WEB, { metadata: { labels: { value } } });
  const journal = () => cluster.journal.filter(it => it.revision > since);
  const revision = () => Number(cluster.resourceVersion);

  /** A message about the latest write, or an older one. */
  function told(
    event: WebhookEvent['event'],
    change: { field: string; old: any; new: any },
    overrides: Partial<WebhookEvent> & { deliveryId?: string } = {},
  ): Told {
    const { deliveryId = `delivery of ${revision()}`, ...rest } = overrides;
    return {
      deliveryId,
      event: {
        event,
        cluster: 'prod-us',
        namespace: 'faults',
        resource: 'Deployment',
        name: 'web',
        actor: 'kubectl',
        timestamp: '2026-03-05T10:23:00Z',
        detail: change,
        id: `event of ${revision()}`,
        apiVersion: 'apps/v1',
        uid: journal().at(-1)!.object.metadata.uid!,
        resourceVersion: cluster.resourceVersion,
        actorSource: 'field-manager',
        observed: 'watch',
        changes: [change],
        truncated: false,
        severity: 'info',
        labels: {},
        entities: [],
        ...rest,
      },
    };
  }
  const scaled = (old: number, next: number, overrides = {}) =>
    told('scale', { field: 'spec.replicas', old, new: next }, overrides);
  const compare = (messages: Told[], gaps: Gap[] = []) =>
    reconcile({
      cluster: 'prod-us',
      namespace: 'faults',
      journal: journal(),
      told: messages,
      gaps,
    });

  it('is content when every write was told once', () => {
    const messages: Told[] = [];
    scale(3);
    messages.push(scaled(2, 3));
    cluster.patch(WEB, {
      spec: {
        template: { spec: { containers: [{ name: 'web', image: 'b' }] } },
      },
    });
    messages.push(told('update', { field: IMAGE, old: 'web:1', new: 'b' }));
    label('nobody needs to know');
    cluster.delete(WEB);
    messages.push(
      told('delete', { field: 'object', old: '3 replicas, b', new: null }),
    );
    create(1);
    messages.push(
      told('create', { field: 'object', old: null, new: '1 replica, web:1' }),
    );
    expect(compare(messages.reverse())).toEqual(RECONCILED);
    expect(report(compare(messages), journal())).toBe('');
  });

  it('finds what is missing, and prints the writes concerned', () => {
    scale(3);
    scale(4);
    const messages = [scaled(3, 4)];
    cluster.delete(WEB);
    const found = compare(messages);
    expect(found.missing).toEqual([
      expect.stringContaining('spec.replicas: 2 → 3'),
      expect.stringContaining('DELETED'),
    ]);
    expect(report(found, journal())).toMatch(
      /^missing \(2\):\n {2}.*2 → 3\n {2}.*DELETED[^]*\nthe journal of these objects:\n.*2 → 3\n.*3 → 4\n.*DELETED/,
    );
  });

  it('tells a change that was told twice from a delivery that came twice', () => {
    scale(3);
    const once = scaled(2, 3);
    const again = { ...once, deliveryId: 'another' };
    expect(compare([once, again])).toMatchObject({
      doubled: [expect.stringContaining('another')],
      repeated: [],
    });
    expect(compare([once, once])).toMatchObject({
      doubled: [],
      repeated: [expect.stringContaining(once.deliveryId)],
    });
  });

  it('finds what was invented', () => {
    label('nobody needs to know');
    const ghost = scaled(2, 3, { uid: 'nobody' });
    const unmoved = scaled(2, 2);
    const stale = scaled(2, 3, { resourceVersion: '7' });
    const dead = told('delete', { field: 'object', old: 'x', new: null });
    for (const message of [ghost, unmoved, stale, dead]) {
      expect(compare([message]).invented).toHaveLength(1);
    }
  });

  it('finds what is wrong in a message about a real write', () => {
    scale(3);
    expect(compare([scaled(2, 3)])).toEqual(RECONCILED);
    const wrong: Told[] = [
      scaled(1, 3),
      scaled(2, 4),
      scaled(2, 3, { event: 'update' }),
      scaled(2, 3, { name: 'other' }),
      scaled(2, 3, { namespace: 'other' }),
      scaled(2, 3, { cluster: 'other' }),
      scaled(2, 3, { resource: 'Pod' }),
      scaled(2, 3, { detail: { field: 'spec.replicas', old: 2, new: 9 } }),
    ];
    for (const message of wrong) {
      expect(compare([message]).wrong).toHaveLength(1);
    }
  });

  describe('over a gap', () => {
    const gap = (): Gap[] => [{ after: since, upTo: revision() }];

    it('takes the first old value and the last new one for all between', () => {
      scale(3);
      scale(4);
      label('the list shows a version that changed nothing');
      expect(compare([scaled(2, 4)], gap())).toEqual(RECONCILED);
      expect(compare([scaled(3, 4)], gap()).wrong).toHaveLength(1);
      // Without a gap, each must have been told.
      expect(compare([scaled(2, 4)]).missing).toHaveLength(2);
      const other = [{ ...gap()[0], resource: 'configmaps' }];
      expect(compare([scaled(2, 4)], other).missing).toHaveLength(2);
    });

    it('needs no word of what is again as it was', () => {
      scale(3);
      scale(2);
      expect(compare([], gap())).toEqual(RECONCILED);
    });

    it('misses the last state, also when a write without news follows', () => {
      scale(3);
      const gaps = gap();
      expect(compare([], gaps).missing).toHaveLength(1);
      label('outside of the gap');
      expect(compare([], gaps).missing).toHaveLength(1);
    });

    it('needs no word of what came and went, but of what went', () => {
      cluster.delete(WEB);
      const gone = told('delete', {
        field: 'object',
        old: '2 replicas, web:1',
        new: null,
      });
      create(1);
      cluster.delete(WEB);
      expect(compare([gone], gap())).toEqual(RECONCILED);
      expect(compare([], gap()).missing).toEqual([
        expect.stringContaining('DELETED'),
      ]);
      expect(compare([gone]).missing).toHaveLength(2);
    });
  });
});
