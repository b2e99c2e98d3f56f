import { ObjectRef, Write } from './Plan';

/** What can be changed of an object again and again, each time to a value it never had. */
export type Step = (object: ObjectRef, round: number) => Write;

export interface PlannedObject {
  readonly object: ObjectRef;
  readonly steps: readonly Step[];
}

const RESOURCES = {
  requests: { cpu: '10m', memory: '16Mi' },
  limits: { cpu: '100m', memory: '32Mi' },
};

/** Small, does nothing, and is on most nodes already. */
const IMAGE = 'registry.k8s.io/pause';
const TAGS = '3.1 3.2 3.3 3.4.1 3.5 3.6 3.7 3.8 3.9 3.10'.split(' ');

/** Beyond the tags that exist one cannot be pulled, which changes nothing for the check. */
function imageOf(round: number): string {
  return `${IMAGE}:${TAGS[round] ?? `3.10-${round}`}`;
}

export function plannedObjects(): Record<string, PlannedObject> {
  const containers = (round: number) => [
    { name: 'web', image: imageOf(round), resources: RESOURCES },
  ];
  const template = {
    metadata: { labels: { app: 'web' } },
    spec: { terminationGracePeriodSeconds: 0, containers: containers(0) },
  };

  return {
    deployment: {
      object: manifest('apps/v1', 'Deployment', 'web', {
        spec: {
          replicas: 0,
          selector: { matchLabels: { app: 'web' } },
          template,
        },
      }),
      steps: [
        (object, round) =>
          patch(object, {
            event: 'scale',
            field: 'spec.replicas',
            patch: value => ({ spec: { replicas: value } }),
            old: round - 1,
            new: round,
          }),
        (object, round) =>
          patch(object, {
            event: 'update',
            field: 'spec.template.spec.containers[name=web].image',
            patch: value => ({
              spec: {
                template: {
                  spec: { containers: [{ name: 'web', image: value }] },
                },
              },
            }),
            old: imageOf(round - 1),
            new: imageOf(round),
          }),
      ],
    },
    configMap: {
      object: manifest('v1', 'ConfigMap', 'settings', { data: {} }),
      steps: [
        (object, round) =>
          patch(object, {
            event: 'update',
            field: `data.key-${round}`,
            patch: () => ({ data: { [`key-${round}`]: 'on' } }),
            old: null,
            new: '***',
          }),
      ],
    },
    secret: {
      object: manifest('v1', 'Secret', 'credentials', { type: 'Opaque' }),
      steps: [
        (object, round) =>
          patch(object, {
            event: 'update',
            field: `data.key-${round}`,
            patch: () => ({ stringData: { [`key-${round}`]: 'made up' } }),
            old: null,
            new: '***',
          }),
      ],
    },
    service: {
      object: manifest('v1', 'Service', 'web', {
        spec: {
          selector: { app: 'web', round: 'r0' },
          ports: [{ name: 'http', port: 80 }],
        },
      }),
      steps: [
        (object, round) =>
          patch(object, {
            event: 'update',
            field: 'spec.selector.round',
            patch: value => ({ spec: { selector: { round: value } } }),
            old: `r${round - 1}`,
            new: `r${round}`,
          }),
      ],
    },
    job: {
      object: manifest('batch/v1', 'Job', 'batch', {
        spec: {
          suspend: true,
          parallelism: 0,
          template: {
            spec: { restartPolicy: 'Never', containers: containers(0) },
          },
        },
      }),
      steps: [
        (object, round) =>
          patch(object, {
            event: 'scale',
            field: 'spec.parallelism',
            patch: value => ({ spec: { parallelism: value } }),
            old: round - 1,
            new: round,
          }),
      ],
    },
    pod: {
      object: manifest('v1', 'Pod', 'alone', {
        spec: {
          terminationGracePeriodSeconds: 0,
          containers: containers(0),
        },
      }),
      steps: [
        (object, round) =>
          patch(object, {
            event: 'update',
            field: 'spec.containers[name=web].image',
            patch: value => ({
              spec: { containers: [{ name: 'web', image: value }] },
            }),
            old: imageOf(round - 1),
            new: imageOf(round),
          }),
      ],
    },
  };
}

function manifest(
  apiVersion: string,
  kind: string,
  name: string,
  rest: object,
): ObjectRef {
  return { apiVersion, kind, metadata: { name }, ...rest };
}

function patch<T extends string | number | null>(
  object: ObjectRef,
  options: {
    event: 'update' | 'scale';
    field: string;
    patch: (value: T) => object;
    old: T;
    new: T;
  },
): Write {
  const { patch: toPatch, ...change } = options;
  return { verb: 'patch', object, patch: toPatch(change.new), change };
}
