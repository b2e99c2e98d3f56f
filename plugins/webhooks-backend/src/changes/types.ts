import { FieldValue } from '@kubevision/backstage-plugin-webhooks-common';

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
    creationTimestamp?: string;
    deletionTimestamp?: string;
    labels?: Record<string, string>;
    annotations?: Record<string, string>;
    ownerReferences?: {
      kind: string;
      name: string;
      uid: string;
      controller?: boolean;
    }[];
    managedFields?: ManagedFieldsEntry[];
  };
  [key: string]: unknown;
}

/**
 * What is kept of an object: the fields whose change is worth an event, by keyed path. Two
 * projections differ exactly when something worth telling has changed. Never holds the value of
 * a Secret.
 *
 * @example `{ "spec.replicas": 3, "spec.template.spec.containers[name=web].image": "web:1.2" }`
 */
export type Projection = { readonly [path: string]: FieldValue };

/** An object as the last commit knew it. */
export interface StoredObject {
  readonly uid: string;
  readonly namespace: string;
  readonly name: string;
  readonly resourceVersion: string;
  readonly projection: Projection;
}
