import { wantedKinds } from './wanted';

const KINDS = ['Deployment', 'Pod', 'Certificate'];

it.each([
  ['no webhook wants anything', [], []],
  ['absent lists mean all', [{}], KINDS],
  ['empty lists mean all', [{ clusters: [], resources: [] }], KINDS],
  ['* means all', [{ clusters: ['*'], resources: ['*'] }], KINDS],
  ['one kind', [{ resources: ['Pod'] }], ['Pod']],
  ['kinds that are not known', [{ resources: ['Lease'] }], []],
  ['another cluster', [{ clusters: ['staging'] }], []],
  [
    'the sum of several webhooks',
    [
      { clusters: ['prod-us'], resources: ['Pod'] },
      { clusters: ['staging'], resources: ['*'] },
      { resources: ['Deployment'] },
    ],
    ['Deployment', 'Pod'],
  ],
])('%s', (_name, filters, expected) => {
  expect(wantedKinds(filters, 'prod-us', KINDS)).toEqual(expected);
});
