import { WebhookEvent } from '@kubevision/backstage-plugin-webhooks-common';
import { Lifecycle, WORKLOAD_RESOURCES } from '../changes/lifecycle';
import { isOwnersNews } from '../changes/isOwnersNews';
import { isWatch } from '../changes/matchesResource';
import { LIFECYCLE_FIELD, OWNER_FIELD } from '../changes/projector';
import { scalePathOf } from '../changes/rules';
import { StoredObject } from '../changes/types';
import { objectKey } from './objectKey';

/** An event, and what the rules must know of the object that it is about. */
export interface Subject {
  /** As it was observed, before it is a webhook's. */
  readonly event: WebhookEvent;
  readonly objectKey: string;
  /** E.g. `deployments.apps`. */
  readonly resource: string;
  /** The workload that owns the object. */
  readonly ownerKey?: string;
  /** Of the object as it is now. */
  readonly lifecycle?: Lifecycle;
  /** The field of the desired count. */
  readonly scalePath?: string;
}

/**
 * @param watch - the event's cluster, and its resource as `resourceName` says it
 * @param object - as it is after all changes that are known; absent when it is gone
 */
export function toSubject(
  event: WebhookEvent,
  watch: { cluster: string; resource: string },
  object: StoredObject | undefined,
): Subject {
  const { namespace, name } = event;
  const [kind, owner] = String(object?.projection.get(OWNER_FIELD) ?? '').split(
    '/',
  );
  const resource = WORKLOAD_RESOURCES[kind];
  const { cluster } = watch;
  return {
    event,
    objectKey: objectKey({ ...watch, namespace, name }),
    resource: watch.resource,
    ownerKey: resource
      ? objectKey({ cluster, resource, namespace, name: owner })
      : undefined,
    lifecycle: object && lifecycleIn(object),
    scalePath:
      event.event === 'scale'
        ? event.detail.field
        : scalePathOf(watch.resource),
  };
}

/**
 * As {@link toSubject}, of an event of another source than a cluster: nothing is known of the object
 * but what the event says.
 */
export function toSourceSubject(event: WebhookEvent): Subject {
  const { cluster, namespace, name, apiVersion } = event;
  const [group] = apiVersion.split('/');
  const resource = `${event.resource}.${group}`;
  return {
    event,
    objectKey: objectKey({ cluster, resource, namespace, name }),
    resource,
    scalePath: event.event === 'scale' ? event.detail.field : undefined,
  };
}

/** Whether an event is told at once, whatever was told before. */
export function isUrgent(event: WebhookEvent): boolean {
  const { resource: kind, apiVersion } = event;
  return isWholeObject(event) || isWatch({ kind, apiVersion });
}

/**
 * Whether an event ends what is held of its object for whatever webhook. What is only news of the
 * owner does not: a Pod's trouble during a rollout stays a part of it when the Pod goes.
 */
export function endsHolds(event: WebhookEvent): boolean {
  return isWholeObject(event) && !isOwnersNews(event);
}

/** Creating and deleting are told at once, always, after all that was before. */
export function isWholeObject({ event }: WebhookEvent): boolean {
  return event === 'create' || event === 'delete';
}

/** What the projection of an object says of its {@link Lifecycle}. */
export function lifecycleIn(object: StoredObject): Lifecycle | undefined {
  return object.projection.get(LIFECYCLE_FIELD) as Lifecycle | undefined;
}
