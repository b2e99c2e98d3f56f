import {
  EventType,
  WebhookEvent,
} from '@kubevision/backstage-plugin-webhooks-common';
import { DateTime } from 'luxon';
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

function firstOr(
  list: readonly string[] | undefined,
  otherwise: string,
): string {
  return list?.[0] && list[0] !== '*' ? list[0] : otherwise;
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
  return {
    event,
    cluster: firstOr(filters?.clusters, 'prod-us'),
    namespace: firstOr(filters?.namespaces, 'team-alpha'),
    resource: firstOr(filters?.resources, 'Deployment'),
    name: 'api-server',
    actor,
    timestamp: DateTime.fromJSDate(now)
      .toUTC()
      .startOf('second')
      .toISO({ suppressMilliseconds: true })!,
    detail,
    id: `sample-${event}-${now.getTime()}`,
    apiVersion: 'apps/v1',
    uid: '00000000-0000-4000-8000-000000000000',
    resourceVersion: '0',
    actorSource: 'unknown',
    observed: 'watch',
    changes: [detail],
    truncated: false,
  };
}
