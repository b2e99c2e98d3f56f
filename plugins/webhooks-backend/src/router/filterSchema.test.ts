import { WebhookFilters } from '@kubevision/backstage-plugin-webhooks-common';
import { parse } from './parse';
import { webhookInputSchema } from './schemas';

const parseFilters = (filters: object) =>
  parse(webhookInputSchema, { name: 'w', platform: 'slack', filters }).filters;

describe('the filters of a request', () => {
  it.each<WebhookFilters>([
    {},
    { events: ['scale'], clusters: ['prod-us', '!prod-eu', 'My Cluster'] },
    { resources: ['Deployment', 'Certificate.cert-manager.io', '!Pod', '*'] },
    { resources: ['*.cert-manager.io', 'Serv*', 'Certificate.*'] },
    { namespaces: ['*', '!kube-*'], names: ['*-canary', 'system:node'] },
    { labels: ['app=web', 'tier in (a, b),!canary', '*'] },
    { severities: ['warning', 'critical'] },
    { owners: ['group:platform', 'platform', 'user:other/olga', '*'] },
    { systems: ['payments', 'system:default/payments'] },
  ])('may be %j', filters => {
    expect(parseFilters(filters)).toEqual(filters);
  });

  it.each([
    [
      { labels: ['app=web', 'tier in a'] },
      'filters.labels[1]: is no label selector; write e.g. app=web, env!=prod, tier in (a, b), canary or !canary',
    ],
    [
      { labels: ['-x=web'] },
      'filters.labels[0]: has a key that no label can have; write e.g. app or app.kubernetes.io/name',
    ],
    [
      { resources: ['Pod.'] },
      'filters.resources[0]: must be a kind, or a kind and its group, e.g. Deployment, Certificate.cert-manager.io, *.cert-manager.io or !Pod',
    ],
    [{ resources: ['apps/Deployment'] }, 'filters.resources[0]: must be'],
    [{ clusters: ['!'] }, 'filters.clusters[0]: must name a cluster after'],
    [
      { namespaces: ['team-a', '!!kube'] },
      'filters.namespaces[1]: must be one namespace without spaces, e.g. team-a, team-* or !kube-system',
    ],
    [{ names: ['a b'] }, 'filters.names[0]: must be one name without spaces'],
    [
      { severities: ['fatal'] },
      'filters.severities[0]: must be one of info, warning, critical, *',
    ],
    [
      { owners: ['group:a:b:c/'] },
      'filters.owners[0]: must be a ref of an entity in the catalog, e.g. group:platform',
    ],
    [
      { systems: ['system:'] },
      'filters.systems[0]: must be a ref of an entity in the catalog, e.g. system:payments',
    ],
    [{ names: 'web' }, 'filters.names: must be array, not string'],
    [{ nodes: [] }, 'filters.nodes: unknown; check the spelling'],
  ])('may not be %j', (filters, message) => {
    expect(() => parseFilters(filters)).toThrow(message);
  });
});
