import { kind } from '../../changes/observe.fixture';
import { KubernetesObject, ResourceType } from '../../changes/types';
import { DEFAULT_RESOURCES } from '../../kubernetes/resources';

type Body = Omit<KubernetesObject, 'metadata'>;

/** A place in objects of a kind where a secret can stand. */
export interface Planting {
  readonly type: ResourceType;
  readonly place: string;
  /** What an object is but for its name, with the secret in that place. */
  plant(secret: string): Body & {
    metadata?: Partial<KubernetesObject['metadata']>;
  };
}

/** A custom resource. */
export const VAULT: ResourceType = kind('example.com', 'vaults', 'Vault');

const base64 = (text: string) => Buffer.from(text).toString('base64');
const pem = (secret: string) =>
  `-----BEGIN PRIVATE KEY-----\n${base64(secret)}\n-----END PRIVATE KEY-----\n`;

const SECRET = kind('', 'secrets', 'Secret');
const CONFIG_MAP = kind('', 'configmaps', 'ConfigMap');
const ROUTE = kind('route.openshift.io', 'routes', 'Route');
const APPLICATION = kind('argoproj.io', 'applications', 'Application');
const STORAGE_CLASS = kind('storage.k8s.io', 'storageclasses', 'StorageClass');

/** Where the Pods of each workload are described. */
const WORKLOADS: readonly (readonly [
  ResourceType,
  (template: Body) => Body,
])[] = [
  ...['Deployment', 'StatefulSet', 'DaemonSet', 'ReplicaSet'].map(
    name =>
      [
        kind('apps', `${name.toLowerCase()}s`, name),
        (template: Body) => ({ spec: { replicas: 1, selector: {}, template } }),
      ] as const,
  ),
  [
    kind('', 'replicationcontrollers', 'ReplicationController'),
    template => ({ spec: { replicas: 1, selector: {}, template } }),
  ],
  [kind('batch', 'jobs', 'Job'), template => ({ spec: { template } })],
  [
    kind('batch', 'cronjobs', 'CronJob'),
    template => ({ spec: { jobTemplate: { spec: { template } } } }),
  ],
  [kind('', 'pods', 'Pod'), template => template],
];

const container = (parts: object) => ({
  name: 'web',
  image: 'web:1',
  ...parts,
});

/** Of a container. */
const IN_CONTAINER: Readonly<Record<string, (secret: string) => object>> = {
  'the value of a variable': secret => ({
    env: [
      { name: 'LOG', value: 'info' },
      { name: 'PLAIN', value: secret },
    ],
  }),
  'an argument': secret => ({ args: ['serve', `--db-password=${secret}`] }),
  'an argument after its name': secret => ({
    args: ['serve', '--api-token', secret],
  }),
  'a variable of a shell': secret => ({
    command: ['sh', '-c', `export DB_PASSWORD='${secret}'; exec serve`],
  }),
  'a URL among the arguments': secret => ({
    args: [`--db=postgres://app:${encodeURIComponent(secret)}@db:5432/app`],
  }),
  'a header of an argument': secret => ({
    command: ['curl', '-H', `Authorization: Bearer ${secret}`, 'http://db'],
  }),
  'a header of a probe': secret => ({
    livenessProbe: {
      httpGet: {
        port: 80,
        httpHeaders: [{ name: 'Authorization', value: `Basic ${secret}` }],
      },
    },
  }),
  'the command of a probe': secret => ({
    livenessProbe: { exec: { command: ['ping', `--password=${secret}`] } },
  }),
  'what runs after the start': secret => ({
    lifecycle: {
      postStart: { exec: { command: ['sh', '-c', `TOKEN=${secret} join`] } },
    },
  }),
};

/** Of any object, whatever its kind. */
const IN_METADATA: Readonly<Record<string, (secret: string) => object>> = {
  'the last applied configuration': secret => ({
    annotations: {
      'kubectl.kubernetes.io/last-applied-configuration': JSON.stringify({
        data: { password: base64(secret) },
        stringData: { password: secret },
      }),
    },
  }),
  'an annotation': secret => ({ annotations: { note: secret } }),
  managedFields: secret => ({
    managedFields: [
      {
        manager: 'kubectl',
        operation: 'Update',
        fieldsV1: { 'f:spec': { [`v:${JSON.stringify(secret)}`]: {} } },
      },
    ],
  }),
};

/** Of the spec of a custom resource. */
const IN_SPEC: Readonly<Record<string, (secret: string) => object>> = {
  password: secret => ({ admin: { password: secret } }),
  clientSecret: secret => ({ oidc: { clientSecret: secret } }),
  'an api-key': secret => ({ 'api-key': secret }),
  secretKey: secret => ({ s3: { accessKey: 'a', secretKey: secret } }),
  passwordHash: secret => ({ users: [{ name: 'a', passwordHash: secret }] }),
  connectionString: secret => ({ connectionString: secret }),
  tokens: secret => ({ tokens: ['a', secret] }),
  'a secret in an object': secret => ({ token: { value: secret, name: 'a' } }),
  'a parameter by its name': secret => ({
    parameters: [
      { name: 'db.password', value: secret },
      { name: 'size', value: '3' },
    ],
  }),
  'the template of a Secret': secret => ({
    template: { stringData: { plain: secret } },
  }),
  'a Secret in another object': secret => ({
    manifests: [{ kind: 'Secret', data: { plain: base64(secret) } }],
  }),
  'a Secret as a template': secret => ({
    template: { apiVersion: 'v1', kind: 'Secret', data: { plain: secret } },
  }),
  'a token in a URL': secret => ({
    source: `https://${encodeURIComponent(secret)}@git.example/team/app`,
  }),
  'a URL': secret => ({
    url: `amqp://app:${encodeURIComponent(secret)}@queue`,
  }),
  'the query of a URL': secret => ({
    hook: `https://hooks.example/in?token=${encodeURIComponent(secret)}`,
  }),
  'values as text': secret => ({
    values: `db:\n  host: db\n  password: ${JSON.stringify(secret)}\n`,
  }),
  'values as JSON': secret => ({
    config: JSON.stringify({ db: { user: 'a', password: secret } }),
  }),
};

const KINDS = [VAULT, ...DEFAULT_RESOURCES, ROUTE, APPLICATION, STORAGE_CLASS];

/** Every place of every kind. */
export const PLANTINGS: readonly Planting[] = [
  {
    type: SECRET,
    place: 'data',
    plant: secret => ({ data: { plain: base64(secret) } }),
  },
  {
    type: SECRET,
    place: 'stringData',
    plant: secret => ({ stringData: { plain: secret } }),
  },
  {
    type: CONFIG_MAP,
    place: 'data of a ConfigMap',
    plant: secret => ({ data: { plain: secret } }),
  },
  {
    type: CONFIG_MAP,
    place: 'binaryData',
    plant: secret => ({ binaryData: { plain: base64(secret) } }),
  },
  {
    type: VAULT,
    place: 'data of a custom resource',
    plant: secret => ({ data: { plain: secret } }),
  },
  {
    type: ROUTE,
    place: 'the key of a certificate',
    plant: secret => ({ spec: { tls: { key: pem(secret) } } }),
  },
  {
    type: APPLICATION,
    place: 'values of Helm',
    plant: secret => ({
      spec: {
        source: { helm: { valuesObject: { db: { password: secret } } } },
      },
    }),
  },
  {
    type: STORAGE_CLASS,
    place: 'a parameter',
    plant: secret => ({ parameters: { adminPassword: secret } }),
  },
  ...KINDS.flatMap(type =>
    Object.entries(IN_METADATA).map(([place, plant]) => ({
      type,
      place,
      plant: (secret: string) => ({ spec: {}, metadata: plant(secret) }),
    })),
  ),
  ...WORKLOADS.flatMap(([type, workload]) =>
    ['containers', 'initContainers'].flatMap(list =>
      Object.entries(IN_CONTAINER).map(([place, plant]) => ({
        type,
        place: `${list}: ${place}`,
        plant: (secret: string) =>
          workload({
            spec: {
              containers: [container({})],
              [list]: [container(plant(secret))],
            },
          }),
      })),
    ),
  ),
  ...WORKLOADS.map(([type, workload]) => ({
    type,
    place: 'the last applied configuration of its Pods',
    plant: (secret: string) =>
      workload({
        metadata: IN_METADATA['the last applied configuration'](secret),
        spec: { containers: [container({})] },
      }),
  })),
  ...Object.entries(IN_SPEC).map(([place, plant]) => ({
    type: VAULT,
    place,
    plant: (secret: string) => ({ spec: { size: 1, ...plant(secret) } }),
  })),
];
