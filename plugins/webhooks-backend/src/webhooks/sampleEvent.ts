import {
  EventType,
  Severity,
  WebhookEvent,
} from '@kubevision/backstage-plugin-webhooks-common';
import { DateTime } from 'luxon';
import { parseEntry } from '../changes/entries';
import { kubernetesGroupOf } from '../changes/kubernetesKinds';
import { Filters } from './filters';

const DETAILS: Record<EventType, WebhookEvent['detail']> = {
  create: { field: 'object', old: null, new: '3 replicas, api-server:1.4.2' },
  update: {
    field: 'spec.template.spec.containers[name=api-server].image',
    old: 'api-server:1.4.1',
    new: 'api-server:1.4.2',
  },
  scale: { field: 'spec.replicas', old: 3, new: 5 },
  delete: { field: 'object', old: '3 replicas, api-server:1.4.2', new: null },
};

/** What stands for the wildcard of a glob. */
const ANYTHING = 'example';

/** The first that a filter names; a glob is filled in, so that `team-*` is `team-example`. */
function firstOr(
  list: readonly string[] | undefined,
  otherwise: string,
): string {
  const first = list?.find(entry => !parseEntry(entry).isExcluded);
  if (!first || first === '*') return otherwise;
  return first.replaceAll('*', ANYTHING);
}

/** `Certificate.cert-manager.io` is the kind Certificate of `cert-manager.io/v1`. */
function resourceOf(filters: Partial<Filters> | undefined) {
  const first = firstOr(filters?.resources, 'Deployment.apps');
  const [kind, ...group] = first.split('.');
  const own = group.length ? group.join('.') : kubernetesGroupOf(kind);
  return { resource: kind, apiVersion: own ? `${own}/v1` : 'v1' };
}

/**
 * An event as this webhook could receive it, for the Test button and the preview. It names
 * nothing that exists, and says so by its id.
 *
 * @param options - `filters` of the webhook, so that the sample is one that would match
 */
export function sampleEvent(options: {
  eventType?: EventType;
  filters?: Partial<Filters>;
  actor: string;
  now: Date;
}): WebhookEvent {
  const { filters, actor, now } = options;
  const event =
    options.eventType ?? (firstOr(filters?.events, 'scale') as EventType);
  const detail = DETAILS[event];
  const { resource, apiVersion } = resourceOf(filters);
  return {
    event,
    cluster: firstOr(filters?.clusters, 'prod-us'),
    namespace: firstOr(filters?.namespaces, 'team-alpha'),
    resource,
    name: firstOr(filters?.names, 'api-server'),
    actor,
    timestamp: DateTime.fromJSDate(now)
      .toUTC()
      .startOf('second')
      .toISO({ suppressMilliseconds: true })!,
    detail,
    id: `sample-${event}-${now.getTime()}`,
    apiVersion,
    uid: '00000000-0000-4000-8000-000000000000',
    resourceVersion: '0',
    actorSource: 'unknown',
    observed: 'watch',
    changes: [detail],
    truncated: false,
    severity: firstOr(filters?.severities, 'info') as Severity,
    labels: { app: 'api-server' },
    entities: [],
  };
}
