import {
  compileResources,
  matchesResource,
  normalizeResources,
} from './matchesResource';

const service = { kind: 'Service', apiVersion: 'v1' };
const knativeService = {
  kind: 'Service',
  apiVersion: 'serving.knative.dev/v1',
};
const deployment = { kind: 'Deployment', apiVersion: 'apps/v1' };
const certificate = { kind: 'Certificate', apiVersion: 'cert-manager.io/v1' };
const issuer = { kind: 'Issuer', apiVersion: 'cert-manager.io/v1' };
const otherCertificate = {
  kind: 'Certificate',
  apiVersion: 'networking.internal.knative.dev/v1alpha1',
};

describe('a filter of resources', () => {
  it.each([
    ['Deployment', deployment, true],
    ['Deployment', service, false],
    ['deployment', deployment, false],
    ['Deployment.apps', deployment, true],
    ['Deployment.extensions', deployment, false],
    ['*', knativeService, true],
  ])('%s names %j: %s', (filter, resource, expected) => {
    expect(matchesResource(filter, resource)).toBe(expected);
  });

  it.each([
    ['Service', service, true],
    ['Service', knativeService, false],
    ['Service.serving.knative.dev', knativeService, true],
    ['Service.serving.knative.dev', service, false],
  ])(
    'does not mix two groups where Kubernetes has the kind: %s names %j: %s',
    (filter, resource, expected) => {
      expect(matchesResource(filter, resource)).toBe(expected);
    },
  );

  it.each([
    ['Certificate', certificate, true],
    ['Certificate', otherCertificate, true],
    ['Certificate.cert-manager.io', certificate, true],
    ['Certificate.cert-manager.io', otherCertificate, false],
  ])(
    'takes a kind that Kubernetes does not have from any group: %s names %j: %s',
    (filter, resource, expected) => {
      expect(matchesResource(filter, resource)).toBe(expected);
    },
  );

  it.each([
    ['*.cert-manager.io', certificate, true],
    ['*.cert-manager.io', issuer, true],
    ['*.cert-manager.io', otherCertificate, false],
    ['Certificate.*', otherCertificate, true],
    ['Serv*', service, true],
    ['Serv*', knativeService, false],
    ['Serv*.*', knativeService, true],
    ['*.apps', deployment, true],
  ])('may be a glob: %s names %j: %s', (filter, resource, expected) => {
    expect(matchesResource(filter, resource)).toBe(expected);
  });

  it('names nothing when the group is missing after its dot', () => {
    expect(matchesResource('Service.', service)).toBe(false);
  });
});

describe('our own kind', () => {
  const watch = { kind: 'Watch', apiVersion: 'webhooks.kubevision.io/v1' };
  const otherWatch = { kind: 'Watch', apiVersion: 'elastic.co/v1' };

  it.each([
    [['Watch'], true],
    [['Watch.webhooks.kubevision.io'], true],
    [['Pod', 'Watch'], true],
    [['*', 'Watch'], true],
    [['*'], false],
    [[], false],
    [['!Pod'], false],
    [['W*'], false],
    [['*.webhooks.kubevision.io'], false],
    [['Watch.elastic.co'], false],
    [['Watch', '!Watch'], false],
  ])('is only in a list that spells it out: %j: %s', (entries, expected) => {
    expect(compileResources(entries)(watch)).toBe(expected);
    expect(compileResources(normalizeResources(entries))(watch)).toBe(expected);
  });

  it('takes nothing from the other kinds', () => {
    expect(compileResources(['*', 'Watch'])(deployment)).toBe(true);
    expect(compileResources(['Watch'])(deployment)).toBe(false);
    expect(compileResources(['*'])(otherWatch)).toBe(true);
  });

  it('is stored beside all kinds', () => {
    expect(normalizeResources(['Pod', '*', 'Watch', 'Watch'])).toEqual([
      '*',
      'Watch',
    ]);
    expect(normalizeResources(['Pod', '*'])).toEqual(['*']);
  });
});
