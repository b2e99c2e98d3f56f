import { randomBytes, randomUUID } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import { apiErrors } from '../ApiError';
import {
  isObject,
  KubernetesObject,
  ObjectInput,
  ObjectMeta,
  toTime,
} from '../objects';
import { establishedStatus } from '../resources/customResources';
import { apiVersionOf, Resource } from '../resources/Resource';
import { withDefaults } from './defaults';
import { assertComplete } from './requiredFields';

const NAME = /^[a-z0-9]([-a-z0-9.]{0,251}[a-z0-9])?$/;

function assertName(resource: Resource, name: string) {
  if (NAME.test(name)) return;
  throw apiErrors.invalid(
    { group: resource.group, kind: resource.kind, name },
    'metadata.name',
    name
      ? `Invalid value: "${name}": a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character`
      : 'Required value: name or generateName is required',
  );
}

/**
 * Checks that a body is of the kind, the namespace and the name that the path says.
 *
 * @throws ApiError 400 when it is not
 */
export function assertFits(
  resource: Resource,
  input: ObjectInput,
  place: { namespace?: string; name?: string },
): void {
  const wanted = apiVersionOf(resource);
  if (input.kind !== resource.kind || input.apiVersion !== wanted) {
    throw apiErrors.badRequest(
      `${input.kind} in version "${input.apiVersion}" cannot be handled as a ${resource.kind} in version "${wanted}"`,
    );
  }
  if (!isObject(input.metadata)) {
    throw apiErrors.badRequest('the object provided has no metadata');
  }
  const { namespace, name } = input.metadata;
  if (namespace && namespace !== place.namespace) {
    throw apiErrors.badRequest(
      'the namespace of the provided object does not match the namespace sent on the request',
    );
  }
  if (name && place.name && name !== place.name) {
    throw apiErrors.badRequest(
      `the name of the object (${name}) does not match the name on the URL (${place.name})`,
    );
  }
}

/** A new object as the server stores it, its resourceVersion still to come. */
export function prepareNew(options: {
  resource: Resource;
  input: ObjectInput;
  namespace?: string;
  now: Date;
  /** Keeps the status and the uid that the input holds; a real server drops them. */
  trusted?: boolean;
}): KubernetesObject {
  const { resource, input, namespace, now, trusted } = options;
  const { generateName } = input.metadata;
  const name =
    input.metadata.name ??
    (generateName ? generateName + randomBytes(3).toString('hex') : '');
  assertName(resource, name);

  const metadata: ObjectMeta = {
    ...input.metadata,
    name,
    namespace: resource.namespaced ? namespace : undefined,
    uid: (trusted && input.metadata.uid) || randomUUID(),
    resourceVersion: '',
    generation: resource.hasGeneration ? 1 : undefined,
    creationTimestamp: toTime(now),
    deletionTimestamp: undefined,
    managedFields: undefined,
  };
  if (resource.kind === 'Namespace') {
    metadata.labels = {
      'kubernetes.io/metadata.name': name,
      ...metadata.labels,
    };
  }
  const given: KubernetesObject = { ...input, metadata };
  if (resource.hasStatus && !trusted) delete given.status;
  const object = compact(withDefaults(given));
  assertComplete(resource, object);
  return resource.kind === 'CustomResourceDefinition'
    ? { ...object, status: establishedStatus(object, toTime(now)) }
    : object;
}

/** Drops keys without a value, which JSON cannot hold and comparisons would trip over. */
function compact<T>(value: T): T {
  return JSON.parse(JSON.stringify(value));
}

/** The parts that clients write; status and metadata are the server's. */
function desiredState({
  metadata,
  status,
  ...desired
}: KubernetesObject): unknown {
  return desired;
}

/** The object after an update: what the client may not change stays as it was. */
export function prepareChanged(options: {
  resource: Resource;
  before: KubernetesObject;
  input: ObjectInput;
  subresource?: string;
}): KubernetesObject {
  const { resource, before, input, subresource } = options;
  if (subresource === 'status') {
    return compact({ ...before, status: input.status });
  }

  const { metadata } = before;
  const after: KubernetesObject = {
    ...withDefaults(input),
    metadata: {
      ...input.metadata,
      name: metadata.name,
      namespace: metadata.namespace,
      uid: metadata.uid,
      resourceVersion: metadata.resourceVersion,
      generation: metadata.generation,
      creationTimestamp: metadata.creationTimestamp,
      deletionTimestamp: metadata.deletionTimestamp,
      deletionGracePeriodSeconds: metadata.deletionGracePeriodSeconds,
      managedFields: metadata.managedFields,
    },
  };
  if (resource.hasStatus) after.status = before.status;
  const clean = compact(after);
  assertComplete(resource, clean);
  if (
    resource.hasGeneration &&
    !isDeepStrictEqual(desiredState(before), desiredState(clean))
  ) {
    clean.metadata.generation = (metadata.generation ?? 0) + 1;
  }
  return clean;
}

/** Whether a write would leave everything as it is, but for the times in managedFields. */
export function isNoOp(
  before: KubernetesObject,
  after: KubernetesObject,
): boolean {
  const timeless = (object: KubernetesObject) => ({
    ...object,
    metadata: {
      ...object.metadata,
      managedFields: object.metadata.managedFields?.map(
        ({ time, ...entry }) => entry,
      ),
    },
  });
  return isDeepStrictEqual(timeless(before), timeless(after));
}
