import { normalizeFilters } from './filters';
import { sampleEvent } from './sampleEvent';

const sample = (filters: Parameters<typeof normalizeFilters>[0]) =>
  sampleEvent({
    filters: normalizeFilters(filters),
    actor: 'alice',
    now: new Date('2026-03-05T10:23:00Z'),
  });

describe('a sample event', () => {
  it('is a scale of a Deployment where the filters take everything', () => {
    expect(sample({})).toMatchObject({
      event: 'scale',
      resource: 'Deployment',
      apiVersion: 'apps/v1',
      severity: 'info',
    });
  });

  it('has what the filters name first', () => {
    expect(
      sample({
        events: ['delete'],
        clusters: ['staging'],
        namespaces: ['!kube-system', 'team-*'],
        names: ['*-canary'],
        severities: ['critical'],
      }),
    ).toMatchObject({
      event: 'delete',
      cluster: 'staging',
      namespace: 'team-example',
      name: 'example-canary',
      severity: 'critical',
    });
  });

  it.each([
    ['Certificate.cert-manager.io', 'Certificate', 'cert-manager.io/v1'],
    ['Ingress', 'Ingress', 'networking.k8s.io/v1'],
    ['Pod', 'Pod', 'v1'],
  ])('of %s is a %s of %s', (entry, resource, apiVersion) => {
    expect(sample({ resources: [entry] })).toMatchObject({
      resource,
      apiVersion,
    });
  });

  it.each([
    ['StatefulSet', 'spec.template.spec.containers[name=api-server].image'],
    ['Pod', 'spec.containers[name=api-server].image'],
    ['Service', 'spec.type'],
    ['Node', 'spec.unschedulable'],
    ['Certificate.cert-manager.io', 'status.phase'],
  ])('of an update of %s tells of its %s', (entry, field) => {
    expect(
      sample({ resources: [entry], events: ['update'] }).detail?.field,
    ).toBe(field);
  });

  it('of a Node is in no namespace, and of nothing that scales', () => {
    expect(sample({ resources: ['Node'] })).toMatchObject({
      event: 'update',
      namespace: '',
      name: 'worker-3',
    });
  });
});
