import { hash } from 'node:crypto';
import { Projection } from './Projection';

/** A kind as the API server serves it. */
export interface ResourceType {
  /** Empty for the core group. */
  readonly group: string;
  readonly version: string;
  /** E.g. `deployments`. */
  readonly plural: string;
  /** E.g. `Deployment`. */
  readonly kind: string;
  readonly namespaced: boolean;
  /** A custom resource's path of the desired count, e.g. `spec.size`. */
  readonly scalePath?: string;
}

/** How Kubernetes names a resource across groups: `deployments.apps`, or `pods` in the core group. */
export function resourceName(type: Pick<ResourceType, 'group' | 'plural'>) {
  return type.group ? `${type.plural}.${type.group}` : type.plural;
}

/** What manifests call it: `apps/v1`, or `v1` in the core group. */
export function apiVersionOf(type: Pick<ResourceType, 'group' | 'version'>) {
  return type.group ? `${type.group}/${type.version}` : type.version;
}

/** Who last set which fields. https://kubernetes.io/docs/reference/using-api/server-side-apply/#field-management */
export interface ManagedFieldsEntry {
  manager?: string;
  operation?: string;
  subresource?: string;
  time?: string;
  fieldsV1?: Record<string, unknown>;
}

/** An object as the API server sends it. Only what every kind has is typed. */
export interface KubernetesObject {
  apiVersion?: string;
  kind?: string;
  metadata: {
    name: string;
    namespace?: string;
    uid: string;
    resourceVersion: string;
    /** Counts the changes of the spec. */
    generation?: number;
    creationTimestamp?: string;
    deletionTimestamp?: string;
    labels?: Record<string, string>;
    annotations?: Record<string, string>;
    finalizers?: string[];
    ownerReferences?: {
      kind: string;
      name: string;
      uid: string;
      controller?: boolean;
    }[];
    /** As JSON in UTF-8 until somebody asks; see `managedFieldsOf`. */
    managedFields?: readonly ManagedFieldsEntry[] | Buffer;
  };
  /** As JSON in UTF-8 until somebody asks; see `specOf`. */
  spec?: unknown;
  [key: string]: unknown;
}

/**
 * Who last set which fields of an object; nobody, when the server does not tell.
 *
 * @throws SyntaxError when it is no JSON
 */
export function managedFieldsOf(
  object: KubernetesObject,
): readonly ManagedFieldsEntry[] {
  const { managedFields = [] } = object.metadata;
  return Buffer.isBuffer(managedFields)
    ? JSON.parse(managedFields.toString('utf8'))
    : managedFields;
}

/** What is between two entries, as the API server writes them. */
const NEXT_ENTRY = Buffer.from('},{"manager":');

/**
 * As {@link managedFieldsOf}, and may leave out entries of managers that own none of these fields of
 * the object itself, such as `status`: an object has several, and they are long.
 *
 * @throws SyntaxError when it is no JSON
 */
export function managersOf(
  object: KubernetesObject,
  fields: ReadonlySet<string>,
): readonly ManagedFieldsEntry[] {
  const { managedFields } = object.metadata;
  if (!Buffer.isBuffer(managedFields)) return managedFieldsOf(object);
  const names = [...fields].map(field => `"f:${field}"`);
  const entries: string[] = [];
  // Without the brackets of the list.
  const last = managedFields.length - 1;
  for (let start = 1; start < last; ) {
    const next = managedFields.indexOf(NEXT_ENTRY, start);
    const end = next === -1 ? last : next + 1;
    const entry = managedFields.toString('utf8', start, end);
    if (names.some(name => entry.includes(name))) entries.push(entry);
    start = end + 1;
  }
  return JSON.parse(`[${entries.join(',')}]`);
}

/**
 * What is wanted of an object.
 *
 * @throws SyntaxError when it is no JSON
 */
export function specOf(object: KubernetesObject): unknown {
  if (Buffer.isBuffer(object.spec)) {
    object.spec = JSON.parse(object.spec.toString('utf8'));
  }
  return object.spec;
}

/**
 * Tells specs apart without parsing them; undefined for one that somebody has asked for, or that
 * came in a list. 256 bits, since whoever may write objects must not be able to hide a change.
 */
export function specDigestOf({ spec }: KubernetesObject): string | undefined {
  return Buffer.isBuffer(spec) ? hash('sha256', spec, 'binary') : undefined;
}

/** An object as the last commit knew it. */
export interface StoredObject {
  readonly uid: string;
  readonly namespace: string;
  readonly name: string;
  readonly resourceVersion: string;
  readonly projection: Projection;
  /** See `specDigestOf`. Only kept in memory. */
  readonly specDigest?: string;
}
