import { ObjectInput } from '../objects';
import {
  autoscaler,
  claim,
  configMap,
  cronJob,
  database,
  databaseDefinition,
  ingress,
  node,
  secret,
  service,
  Workload,
  workload,
} from './manifests';

type Row = [
  kind: Workload['kind'],
  namespace: string,
  name: string,
  image: string,
  replicas?: number,
  port?: number,
];

const PROD_WORKLOADS: Row[] = [
  ['Deployment', 'team-alpha', 'api-server', 'api-server:1.8.2', 3, 8080],
  ['Deployment', 'team-alpha', 'web-frontend', 'web-frontend:4.1.0', 2, 3000],
  ['StatefulSet', 'team-alpha', 'cache', 'redis:8.0.1', 1, 6379],
  ['Deployment', 'team-beta', 'search', 'search:0.14.3', 2, 9200],
  ['Deployment', 'team-beta', 'recommender', 'recommender:2.0.5', 2, 8080],
  ['Deployment', 'payments', 'checkout', 'checkout:7.3.1', 3, 8443],
  ['Deployment', 'payments', 'ledger', 'ledger:3.2.0', 2, 8443],
  ['DaemonSet', 'monitoring', 'node-agent', 'node-agent:1.2.0'],
];

const STAGING_WORKLOADS: Row[] = [
  ['Deployment', 'team-alpha', 'api-server', 'api-server:1.9.0', 1, 8080],
  ['Deployment', 'team-alpha', 'web-frontend', 'web-frontend:4.2.0', 1, 3000],
  ['Deployment', 'team-beta', 'search', 'search:0.15.0', 1, 9200],
  ['Deployment', 'payments', 'checkout', 'checkout:7.4.0', 2, 8443],
];

function workloads(rows: Row[]): ObjectInput[] {
  return rows.flatMap(([kind, namespace, name, tag, replicas, port]) => {
    const image = `registry.example.com/${tag}`;
    const env = { LOG_LEVEL: 'info' };
    const row = { kind, namespace, name, image, replicas, port, env };
    return port ? [workload(row), service(row)] : [workload(row)];
  });
}

function configuration(host: string): ObjectInput[] {
  return [
    configMap('team-alpha', 'api-server-config', {
      'features.yaml': 'newSearch: false\n',
      timeoutSeconds: '30',
    }),
    configMap('payments', 'checkout-config', {
      currency: 'EUR',
      retries: '3',
    }),
    secret('team-alpha', 'api-server-token', { token: 'simulated' }),
    secret('payments', 'ledger-database', {
      username: 'ledger',
      password: 'simulated',
    }),
    ingress('payments', 'checkout', `checkout.${host}`),
  ];
}

/** The worlds that a cluster can be filled with, by their names. */
export const worlds: Record<string, () => ObjectInput[]> = {
  'prod-us': () => [
    ...['node-1', 'node-2', 'node-3', 'node-4'].map(node),
    databaseDefinition(),
    ...workloads(PROD_WORKLOADS),
    ...configuration('example.com'),
    autoscaler('payments', 'checkout'),
    claim('team-alpha', 'data-cache-0'),
    cronJob('team-beta', 'reindex', 'registry.example.com/search:0.14.3'),
    database('payments', 'orders'),
    database('team-alpha', 'profiles'),
  ],
  staging: () => [
    ...['node-1', 'node-2'].map(node),
    databaseDefinition(),
    ...workloads(STAGING_WORKLOADS),
    ...configuration('staging.example.com'),
    cronJob('team-beta', 'reindex', 'registry.example.com/search:0.15.0'),
    database('payments', 'orders'),
  ],
};
