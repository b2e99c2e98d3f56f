import {
  EventType,
  FieldValue,
} from '@kubevision/backstage-plugin-webhooks-common';

/** An object of the plan, by its names. Its namespace is the one that the check makes. */
export interface ObjectRef {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: { readonly name: string };
}

/** One field as a webhook must tell of it. */
export interface FieldChange {
  readonly event: Extract<EventType, 'update' | 'scale'>;
  /** By keyed path, e.g. `spec.replicas`. */
  readonly field: string;
  readonly old: FieldValue;
  readonly new: FieldValue;
}

/** One request that changes the cluster. Every patch changes one field that webhooks are told of. */
export type Write =
  | { readonly verb: 'create'; readonly object: ObjectRef }
  | {
      readonly verb: 'patch';
      readonly object: ObjectRef;
      /** A strategic merge patch. */
      readonly patch: object;
      readonly change: FieldChange;
    }
  | { readonly verb: 'delete'; readonly object: ObjectRef };

/** Writes that belong together, and what the portal does meanwhile. */
export interface Phase {
  readonly title: string;
  /** Before the writes it is stopped as a deployment stops it, or killed; afterwards it starts. */
  readonly portal: 'watches' | 'is stopped' | 'is killed';
  readonly writes: readonly Write[];
}

/** A write that was made. */
export interface Change {
  /** Counts the phases of the plan. */
  readonly phase: number;
  /** Whether somebody watched when it was made. */
  readonly isWatched: boolean;
  readonly kind: string;
  readonly name: string;
  readonly uid: string;
  readonly event: EventType;
  /** Absent on create and delete. */
  readonly change?: FieldChange;
  /** When the API server had answered, in milliseconds since 1970. */
  readonly writtenAt: number;
}
