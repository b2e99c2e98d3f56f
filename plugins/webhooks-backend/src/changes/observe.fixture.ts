import { createProjector } from './projector';
import { Observation, toEvent } from './toEvent';
import { KubernetesObject, ResourceType, StoredObject } from './types';

const project = createProjector({ hmacKey: Buffer.alloc(32, 7) });
const now = new Date('2026-03-05T10:23:00.789Z');

/** A kind of a group; `''` is the core group. */
export function kind(
  group: string,
  plural: string,
  name: string,
  more?: Partial<ResourceType>,
): ResourceType {
  const version = group === 'autoscaling' ? 'v2' : 'v1';
  return { group, version, plural, kind: name, namespaced: true, ...more };
}

export const DEPLOYMENT = kind('apps', 'deployments', 'Deployment');
export const POD = kind('', 'pods', 'Pod');

/** The parts of an object that a test is about. */
export type Parts = Omit<Partial<KubernetesObject>, 'metadata'> & {
  metadata?: Partial<KubernetesObject['metadata']>;
};

/** An object with the metadata that every one has. */
export function object({ metadata, ...parts }: Parts = {}): KubernetesObject {
  return {
    ...parts,
    metadata: {
      name: 'api-server',
      namespace: 'team-alpha',
      uid: 'uid-1',
      resourceVersion: '100',
      ...metadata,
    },
  };
}

/** What is kept of an object. */
export function stored(
  of: KubernetesObject,
  type: ResourceType,
): StoredObject | undefined {
  const projection = project(of, type);
  const { uid, name, namespace = '', resourceVersion } = of.metadata;
  return projection && { uid, name, namespace, resourceVersion, projection };
}

/** The event of a change from one object to the next; null is an object that is not there. */
export function eventOf(
  type: ResourceType,
  before: KubernetesObject | null,
  after: KubernetesObject | null,
  observed: Observation['observed'] = 'watch',
) {
  return toEvent({
    cluster: 'prod-us',
    type,
    previous: before ? stored(before, type) : undefined,
    current: after ? stored(after, type) : undefined,
    object: after ?? undefined,
    observed,
    now,
  });
}
