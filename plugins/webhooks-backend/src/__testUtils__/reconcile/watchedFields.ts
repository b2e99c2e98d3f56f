import { Change } from '@kubevision/backstage-plugin-webhooks-common';
import { Commit, KubernetesObject } from 'cluster-simulator';

type Value = string | number | null;
type Fields = Readonly<Record<string, Value>>;

/** What must be told of an object of a kind, and what its summary must hold. */
interface WatchedKind {
  /** In the order in which changes are ranked. */
  readonly fields: (object: KubernetesObject) => Fields;
  /** How a value is shown; as it is when absent. */
  readonly shows?: (value: Value) => Value;
  /** The field whose change is a scale. */
  readonly scaleField?: string;
  readonly summary: (object: KubernetesObject) => string[];
}

const IMAGE = 'spec.template.spec.containers[name=web].image';

const imageOf = ({ spec }: KubernetesObject): string =>
  spec.template.spec.containers.find((it: any) => it.name === 'web').image;

/**
 * The few fields that the tests write, by resource. Read here without the plugin's own rules,
 * projection and diff, so that a mistake in those cannot hide itself.
 */
const KINDS: Readonly<Record<string, WatchedKind>> = {
  'deployments.apps': {
    fields: object => ({
      'spec.replicas': object.spec.replicas,
      [IMAGE]: imageOf(object),
    }),
    scaleField: 'spec.replicas',
    summary: object => [
      `${object.spec.replicas} replica`,
      imageOf(object).split('/').at(-1)!,
    ],
  },
  configmaps: {
    fields: ({ data = {} }) =>
      Object.fromEntries(
        Object.keys(data)
          .sort()
          .map(key => [`data.${key}`, data[key]]),
      ),
    shows: value => (value === null ? null : '***'),
    summary: ({ data = {} }) => [`${Object.keys(data).length} key`],
  },
};

/** Whether the tests know what has to be told of a write to this resource. */
export function isWatched({ resource }: Commit): boolean {
  return resource in KINDS;
}

/** What changed in the watched fields, the most significant first. */
export function changesBetween(
  resource: string,
  before: KubernetesObject,
  after: KubernetesObject,
): Change[] {
  const { fields, shows = value => value } = KINDS[resource];
  const [old, next] = [fields(before), fields(after)];
  return [...new Set([...Object.keys(old), ...Object.keys(next)])]
    .filter(field => old[field] !== next[field])
    .map(field => ({
      field,
      old: shows(old[field] ?? null),
      new: shows(next[field] ?? null),
    }));
}

/** `scale` when the desired count is among the changes. */
export function eventOf(resource: string, changes: readonly Change[]) {
  const { scaleField } = KINDS[resource];
  return changes.some(({ field }) => field === scaleField) ? 'scale' : 'update';
}

/** Parts that the short description of an object must have. */
export function summaryOf(resource: string, object: KubernetesObject) {
  return KINDS[resource].summary(object);
}
