import { WantedFilters, wantedIn } from './wanted';

const RESOURCES = [
  { kind: 'Deployment', apiVersion: 'apps/v1' },
  { kind: 'Pod', apiVersion: 'v1' },
  { kind: 'Service', apiVersion: 'v1' },
  { kind: 'Service', apiVersion: 'serving.knative.dev/v1' },
  { kind: 'Certificate', apiVersion: 'cert-manager.io/v1' },
];
const ALL = RESOURCES.map(({ kind, apiVersion }) => `${apiVersion} ${kind}`);

function demands(filters: readonly WantedFilters[], demand: 'named' | 'all') {
  const wanted = wantedIn('prod-us', filters);
  return RESOURCES.filter(it => wanted.demandFor(it) === demand).map(
    ({ kind, apiVersion }) => `${apiVersion} ${kind}`,
  );
}

it.each<[string, WantedFilters[]]>([
  ['absent lists', [{}]],
  ['empty lists', [{ clusters: [], resources: [] }]],
  ['*', [{ clusters: ['*'], resources: ['*'] }]],
  ['a glob of clusters', [{ clusters: ['prod-*'], resources: ['*'] }]],
])('%s mean all, and name nothing', (_name, filters) => {
  expect(demands(filters, 'all')).toEqual(ALL);
  expect(demands(filters, 'named')).toEqual([]);
});

it.each<[string, WantedFilters[], string[]]>([
  ['no webhook', [], []],
  ['one kind', [{ resources: ['Pod'] }], ['v1 Pod']],
  ['a kind that is not there', [{ resources: ['Lease'] }], []],
  ["Kubernetes' own kind", [{ resources: ['Service'] }], ['v1 Service']],
  [
    'the same kind of another group',
    [{ resources: ['Service.serving.knative.dev'] }],
    ['serving.knative.dev/v1 Service'],
  ],
  [
    'a whole group',
    [{ resources: ['*.cert-manager.io'] }],
    ['cert-manager.io/v1 Certificate'],
  ],
  ['another cluster', [{ clusters: ['staging'], resources: ['Pod'] }], []],
  [
    'a cluster that is left out',
    [{ clusters: ['!prod-us'], resources: ['Pod'] }],
    [],
  ],
  [
    'several webhooks together',
    [
      { clusters: ['prod-us'], resources: ['Pod'] },
      { clusters: ['staging'], resources: ['*'] },
      { resources: ['Deployment'] },
    ],
    ['apps/v1 Deployment', 'v1 Pod'],
  ],
])('%s: what is wanted is named', (_name, filters, expected) => {
  expect(demands(filters, 'named')).toEqual(expected);
  expect(demands(filters, 'all')).toEqual([]);
});

it('tells what is named from what is in all', () => {
  const filters = [{ resources: ['*'] }, { resources: ['Pod'] }];
  expect(demands(filters, 'named')).toEqual(['v1 Pod']);
  expect(demands(filters, 'all')).toEqual(ALL.filter(it => it !== 'v1 Pod'));
});

it('wants all but what is left out', () => {
  const filters = [{ resources: ['!Pod', '!*.knative.dev'] }];
  expect(demands(filters, 'all')).toEqual(ALL.filter(it => it !== 'v1 Pod'));
  const without = [{ resources: ['!*.serving.knative.dev'] }];
  expect(demands(without, 'all')).not.toContain(
    'serving.knative.dev/v1 Service',
  );
});

it.each([
  [false, [{ resources: ['Pod', 'Deployment'] }]],
  [false, [{ clusters: ['staging'] }]],
  [true, [{ resources: ['Pod'] }, {}]],
  [true, [{ resources: ['Certificate'] }]],
  [true, [{ resources: ['!Pod'] }]],
])('could be a custom resource: %s', (expected, filters) => {
  expect(wantedIn('prod-us', filters).mayBeCustom).toBe(expected);
});
