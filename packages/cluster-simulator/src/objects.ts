/** Who last set which fields. https://kubernetes.io/docs/reference/using-api/server-side-apply/#field-management */
export interface ManagedFieldsEntry {
  manager: string;
  operation: 'Apply' | 'Update';
  apiVersion: string;
  /** To the second; absent for the subresource `scale`, as on a real server. */
  time?: string;
  fieldsType: 'FieldsV1';
  fieldsV1: FieldsV1;
  subresource?: string;
}

/** A set of paths as a tree; a member with children has the child `.`. */
export type FieldsV1 = { [element: string]: FieldsV1 };

export interface OwnerReference {
  apiVersion: string;
  kind: string;
  name: string;
  uid: string;
  controller?: boolean;
  blockOwnerDeletion?: boolean;
}

export interface ObjectMeta {
  name: string;
  generateName?: string;
  namespace?: string;
  uid: string;
  resourceVersion: string;
  generation?: number;
  creationTimestamp: string;
  deletionTimestamp?: string;
  deletionGracePeriodSeconds?: number;
  labels?: Record<string, string>;
  annotations?: Record<string, string>;
  finalizers?: string[];
  ownerReferences?: OwnerReference[];
  managedFields?: ManagedFieldsEntry[];
}

// The simulator knows no schema: below `metadata` an object is whatever its writer sent.
// eslint-disable-next-line @typescript-eslint/no-explicit-any
type FreeJson = any;

/** An object as the API server stores and sends it. Never changed in place: a write makes a new one. */
export interface KubernetesObject {
  apiVersion: string;
  kind: string;
  metadata: ObjectMeta;
  [key: string]: FreeJson;
}

/** An object as a client sends it: the server fills in the rest of the metadata. */
export interface ObjectInput {
  apiVersion: string;
  kind: string;
  metadata: Partial<ObjectMeta>;
  [key: string]: FreeJson;
}

/** A JSON object of any shape. */
export type JsonObject = { [key: string]: FreeJson };

/** True for `{…}`, false for lists and null. */
export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** RFC 3339 to the second, the only precision that `metav1.Time` has. */
export function toTime(date: Date): string {
  return `${date.toISOString().slice(0, 19)}Z`;
}
