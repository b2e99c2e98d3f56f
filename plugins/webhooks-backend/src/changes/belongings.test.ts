import { labelsOf } from './belongings';
import {
  DEPLOYMENT,
  Parts,
  eventOf,
  kind,
  object,
  stored,
} from './observe.fixture';
import { toEvent } from './toEvent';

const NAMESPACE = kind('', 'namespaces', 'Namespace', { namespaced: false });
const ID = 'backstage.io/kubernetes-id';

const deployment = (metadata: Parts['metadata'], replicas = 1) =>
  object({ metadata, spec: { replicas } });

describe('the labels of an object', () => {
  const labels = { app: 'web', 'app.kubernetes.io/part-of': 'shop', empty: '' };

  it.each([
    ['create', null, deployment({ labels })],
    ['update', deployment({}, 1), deployment({ labels }, 2)],
    ['delete', deployment({ labels }), null],
  ])('come with its %s', (_name, before, after) => {
    expect(eventOf(DEPLOYMENT, before, after)?.labels).toEqual(labels);
  });

  it('are no news when they change, and are kept as they are then', () => {
    const before = deployment({ labels });
    const after = deployment({ labels: { app: 'api' } });
    expect(eventOf(DEPLOYMENT, before, after)).toBeUndefined();
    expect(labelsOf(stored(after, DEPLOYMENT)!.projection.fields)).toEqual({
      app: 'api',
    });
  });

  it('are news where the rules of the kind say so, each by itself', () => {
    const event = eventOf(
      NAMESPACE,
      object({ metadata: { labels: {} } }),
      object({ metadata: { labels: { team: 'a' } } }),
    );
    expect(event?.changes).toEqual([
      { field: 'metadata.labels.team', old: null, new: 'a' },
    ]);
  });

  it('are at most 50', () => {
    const many = Object.fromEntries(
      Array.from({ length: 60 }, (_, i) => [`label-${i}`, 'x']),
    );
    const event = eventOf(DEPLOYMENT, null, deployment({ labels: many }));
    expect(Object.keys(event!.labels)).toHaveLength(50);
  });

  it('are none where an older version kept none', () => {
    expect(labelsOf({ 'spec.replicas': 1 })).toEqual({});
  });
});

describe('the entities of an object', () => {
  const entitiesOf = (id: string) => [`component:default/${id}`];
  const created = (metadata: Parts['metadata']) =>
    toEvent({
      cluster: 'prod-us',
      type: DEPLOYMENT,
      current: stored(deployment(metadata), DEPLOYMENT),
      observed: 'watch',
      now: new Date(0),
      entitiesOf,
    })?.entities;

  it.each([
    ['annotation', { annotations: { [ID]: 'web' } }, 'web'],
    ['label', { labels: { [ID]: 'web' } }, 'web'],
  ])('are those that its %s names', (_name, metadata, id) => {
    expect(created(metadata)).toEqual([`component:default/${id}`]);
  });

  it('are none without an id', () => {
    expect(created({ annotations: { other: 'web' } })).toEqual([]);
  });

  it('are no news when they change', () => {
    const before = deployment({ annotations: { [ID]: 'web' } });
    const after = deployment({ annotations: { [ID]: 'api' } });
    expect(eventOf(DEPLOYMENT, before, after)).toBeUndefined();
  });
});
