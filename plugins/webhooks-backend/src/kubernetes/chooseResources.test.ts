import { chooseResources, filterNameOf } from './chooseResources';
import { ServedVersion, toDiscovery } from './Discovery';
import { DEFAULT_RESOURCES } from './resources';

const ALL_VERBS = ['get', 'list', 'watch'];
const resource = (kind: string, verbs = ALL_VERBS) => ({
  plural: `${kind.toLowerCase()}s`,
  kind,
  namespaced: true,
  verbs,
  hasScale: false,
});
const served = (
  group: string,
  kinds: ReturnType<typeof resource>[],
  { version = 'v1', isStale = false } = {},
): ServedVersion => ({ group, version, isStale, resources: kinds });

const ALL = { extraResources: [], excludedCustomResources: [] };
const names = (choices: ReturnType<typeof chooseResources>) =>
  choices.map(({ type }) => filterNameOf(type));

it('offers the default resources before anything is discovered', () => {
  expect(names(chooseResources(undefined, ALL))).toEqual(
    DEFAULT_RESOURCES.map(({ kind }) => kind),
  );
});

it("offers Kubernetes' resources that are served, then custom ones by name", () => {
  const discovery = toDiscovery([
    served('', [resource('Pod'), resource('Service'), resource('Event')]),
    served('serving.knative.dev', [resource('Service')]),
    served('gateway.networking.k8s.io', [resource('Gateway')]),
    served('cert-manager.io', [resource('Issuer'), resource('Certificate')]),
  ]);
  expect(names(chooseResources(discovery, ALL))).toEqual([
    'Pod',
    'Service',
    'Certificate.cert-manager.io',
    'Gateway.gateway.networking.k8s.io',
    'Issuer.cert-manager.io',
    'Service.serving.knative.dev',
  ]);
});

it('offers default resources of a group that is stale', () => {
  const discovery = toDiscovery([served('batch', [], { isStale: true })]);
  expect(names(chooseResources(discovery, ALL))).toEqual(['Job', 'CronJob']);
});

it('never offers what cannot be watched, or is computed when asked for', () => {
  const discovery = toDiscovery([
    served('coordination.k8s.io', [resource('Lease')]),
    served('events.k8s.io', [resource('Event')]),
    served('discovery.k8s.io', [resource('EndpointSlice')]),
    served('metrics.k8s.io', [resource('PodMetrics')]),
    served('custom.metrics.k8s.io', [resource('Anything')]),
    served('authorization.k8s.io', [
      resource('SubjectAccessReview', ['create']),
    ]),
    served('example.com', [
      resource('TokenReview', ['create']),
      resource('Report', ['get', 'list']),
    ]),
  ]);
  expect(chooseResources(discovery, ALL)).toEqual([]);
});

it('offers a custom resource once, in its preferred version', () => {
  const discovery = toDiscovery([
    served('example.com', [resource('Foo')], { version: 'v2' }),
    served('example.com', [resource('Foo'), resource('Bar')]),
  ]);
  const choices = chooseResources(discovery, ALL);
  expect(choices.map(({ type }) => `${type.kind} ${type.version}`)).toEqual([
    'Bar v1',
    'Foo v2',
  ]);
});

it('offers what app-config names, in the version that it names, as no discovery', () => {
  const discovery = toDiscovery([
    served('example.com', [resource('Foo')], { version: 'v2' }),
    served('example.com', [resource('Foo')]),
    served('policy', [resource('PodDisruptionBudget')]),
  ]);
  const choices = chooseResources(discovery, {
    extraResources: [
      { group: 'policy', kind: 'PodDisruptionBudget' },
      { group: 'example.com', kind: 'Foo', version: 'v1' },
      { group: 'example.com', kind: 'Missing' },
    ],
    excludedCustomResources: ['*'],
  });
  expect(choices).toMatchObject([
    { type: { kind: 'PodDisruptionBudget', version: 'v1' }, isCustom: false },
    { type: { kind: 'Foo', version: 'v1' }, isCustom: false },
  ]);
});

it('leaves out what app-config excludes', () => {
  const discovery = toDiscovery([
    served('example.com', [resource('Foo'), resource('Bar')]),
    served('bar.io', [resource('Foo'), resource('Bar')]),
  ]);
  const excludedCustomResources = ['*.example.com', 'Foo.bar.io'];
  expect(
    names(chooseResources(discovery, { ...ALL, excludedCustomResources })),
  ).toEqual(['Bar.bar.io']);
});
