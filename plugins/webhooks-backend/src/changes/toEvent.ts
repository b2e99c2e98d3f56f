import { hash } from 'node:crypto';
import {
  Change,
  EventType,
  WebhookEvent,
} from '@kubevision/backstage-plugin-webhooks-common';
import { Actor, UNKNOWN_ACTOR, actorOfCreate, actorOfUpdate } from './actor';
import { kubernetesIdOf, labelsOf } from './belongings';
import { diff } from './diff';
import { OWNER_FIELD } from './projector';
import { ruleOf } from './rules';
import { severityOf } from './severity';
import { summarize } from './summarize';
import {
  KubernetesObject,
  ResourceType,
  StoredObject,
  apiVersionOf,
  resourceName,
} from './types';

/** Of one event, so that it stays small enough for every platform. */
export const MAX_CHANGES = 20;

/** One object, before and after: absent before means created, absent after means deleted. */
export interface Observation {
  /** The cluster's name in Backstage. */
  readonly cluster: string;
  readonly type: ResourceType;
  readonly previous?: StoredObject;
  readonly current?: StoredObject;
  /** The object that `current` was made of; it tells the actor. */
  readonly object?: KubernetesObject;
  readonly observed: WebhookEvent['observed'];
  readonly now: Date;
  /** Refs of the catalog's entities that have this `backstage.io/kubernetes-id`. */
  readonly entitiesOf?: (kubernetesId: string) => readonly string[];
}

/** What happened to the object, before it is told for whom and when. */
interface Occurrence extends Actor {
  readonly event: EventType;
  readonly changes: readonly Change[];
}

/**
 * Turns an observed change into the event that webhooks receive; undefined when nothing worth
 * telling changed. An object that was deleted and created again under the same name is two
 * observations, because its uid differs.
 */
export function toEvent(observation: Observation): WebhookEvent | undefined {
  const { cluster, type, previous, current, observed, now } = observation;
  const { entitiesOf = () => [] } = observation;
  const subject = current ?? previous;
  const occurrence = occurrenceOf(observation);
  if (!subject || !occurrence) return undefined;

  const { event, changes, actor, actorSource } = occurrence;
  const { fields } = subject.projection;
  const kubernetesId = kubernetesIdOf(fields);
  const controller = fields[OWNER_FIELD];
  // The order of the keys is part of the documented payload.
  return {
    event,
    cluster,
    namespace: subject.namespace,
    resource: type.kind,
    name: subject.name,
    actor,
    timestamp: now.toISOString().replace(/\.\d+Z$/, 'Z'),
    detail: changes[0],
    id: idOf(cluster, subject, event),
    apiVersion: apiVersionOf(type),
    uid: subject.uid,
    resourceVersion: subject.resourceVersion,
    actorSource,
    observed,
    changes: changes.slice(0, MAX_CHANGES),
    truncated: changes.length > MAX_CHANGES,
    severity: severityOf(changes, resourceName(type)),
    labels: labelsOf(fields),
    entities: [...(kubernetesId ? entitiesOf(kubernetesId) : [])],
    ...(typeof controller === 'string' && { controller }),
  };
}

function occurrenceOf(observation: Observation): Occurrence | undefined {
  const { type, previous, current, object } = observation;
  const rule = ruleOf(type);
  if (previous && current) {
    const changes = diff(previous.projection, current.projection, rule);
    if (changes.length === 0) return undefined;
    return {
      event: changes[0].field === rule.scalePath ? 'scale' : 'update',
      changes,
      ...(object ? actorOfUpdate(object, changes) : UNKNOWN_ACTOR),
    };
  }

  const subject = current ?? previous;
  if (!subject) return undefined;
  const { fields } = subject.projection;
  const summary = summarize(fields, type);
  if (current) {
    return {
      event: 'create',
      changes: [{ field: 'object', old: null, new: summary }],
      ...(object ? actorOfCreate(object) : UNKNOWN_ACTOR),
    };
  }
  return {
    event: 'delete',
    changes: [{ field: 'object', old: summary, new: null }],
    ...UNKNOWN_ACTOR,
  };
}

/**
 * An object is created and deleted once, so those ids do not depend on where it was seen: a watch
 * and a comparison after a gap agree. `scale` is an update, as one write is one event.
 */
function idOf(
  cluster: string,
  { uid, resourceVersion }: StoredObject,
  event: EventType,
): string {
  const once = event === 'create' || event === 'delete';
  const what = once ? event : `update ${resourceVersion}`;
  return hash('sha256', JSON.stringify([cluster, uid, what]));
}
