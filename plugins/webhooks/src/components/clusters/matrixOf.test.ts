import { ClusterInfo } from '@kubevision/backstage-plugin-webhooks-common';
import { aWatch } from '../../__testUtils__/fixtures';
import { isUnwell, matrixOf } from './matrixOf';

const cluster = (
  name: string,
  watches: ClusterInfo['watches'],
  kinds = [
    'Pod',
    'Deployment',
    'Certificate.cert-manager.io',
    'Backup.velero.io',
  ],
): ClusterInfo => ({
  name,
  state: 'watching',
  kinds,
  namespaces: [],
  watches,
});
const pods = aWatch({ kind: 'Pod', apiVersion: 'v1', resource: 'pods' });
const deployments = aWatch();
const backups = aWatch({
  kind: 'Backup',
  apiVersion: 'velero.io/v1',
  resource: 'backups.velero.io',
});
const certificates = aWatch({
  kind: 'Certificate',
  apiVersion: 'cert-manager.io/v1',
  resource: 'certificates.cert-manager.io',
});

it('has a row for each kind, custom resources last', () => {
  const rows = matrixOf([
    cluster('eu', [deployments, certificates]),
    cluster('us', [deployments, pods, backups]),
  ]);
  expect(
    rows.map(({ kind, group, isCustom }) => [kind, group, isCustom]),
  ).toEqual([
    ['Deployment', 'apps', false],
    ['Pod', '', false],
    ['Backup', 'velero.io', true],
    ['Certificate', 'cert-manager.io', true],
  ]);
  expect([...rows[0].watches.keys()]).toEqual(['eu', 'us']);
  expect([...rows[1].watches.keys()]).toEqual(['us']);
});

it('keeps its order when a watch fails', () => {
  const kinds = (watches: ClusterInfo['watches']) =>
    matrixOf([cluster('eu', watches)]).map(({ kind }) => kind);
  const failing = aWatch({ state: 'failing' });
  expect(kinds([pods, failing])).toEqual(kinds([pods, deployments]));
});

it.each([
  ['starting', false],
  ['watching', false],
  ['forbidden', false],
  ['failing', true],
  ['stalled', true],
] as const)('%s is for people to look at: %s', (state, expected) => {
  expect(isUnwell(aWatch({ state }))).toBe(expected);
});
