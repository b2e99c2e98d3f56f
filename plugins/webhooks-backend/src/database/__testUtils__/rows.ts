import {
  FailureClass,
  WebhookEvent,
} from '@kubevision/backstage-plugin-webhooks-common';
import { Knex } from 'knex';
import { normalizeFilters } from '../../webhooks/filters';
import { attemptsOf } from '../../webhooks/retrySchedules';
import { bumpRevision } from '../revisions';

/** When everything in the tests begins. */
export const now = new Date('2026-03-05T10:23:00.123Z');

/** An event that a Deployment was scaled. */
export const event = (overrides: Partial<WebhookEvent> = {}): WebhookEvent => {
  const detail = { field: 'spec.replicas', old: 3, new: 5 };
  return {
    event: 'scale',
    cluster: 'prod-us',
    namespace: 'team-alpha',
    resource: 'Deployment',
    name: 'api-server',
    actor: 'alice',
    timestamp: '2026-03-05T10:23:00Z',
    detail,
    id: 'event-1',
    apiVersion: 'apps/v1',
    uid: 'uid-1',
    resourceVersion: '7',
    actorSource: 'field-manager',
    observed: 'watch',
    changes: [detail],
    truncated: false,
    severity: 'info',
    labels: { app: 'api-server' },
    entities: ['component:default/api-server'],
    ...overrides,
  };
};

/** An enabled webhook that wants everything, named by its id. */
export async function addWebhook(knex: Knex, id: string) {
  await knex.transaction(tx => bumpRevision(tx, 'webhooks'));
  await knex('webhooks').insert({
    id,
    name: id,
    platform: 'http',
    masked_url: 'https://receiver.example/…',
    sealed_target: 'sealed',
    has_secret: false,
    enabled: true,
    filters: JSON.stringify(normalizeFilters()),
    health: 'unknown',
    created_at: now.getTime(),
    updated_at: now.getTime(),
    created_by: 'user:default/olga',
  });
  await knex('delivery_lanes').insert({ webhook_id: id });
}

/** A delivery, as the outbox adds them. */
export async function addDelivery(
  knex: Knex,
  id: string,
  options: {
    webhookId?: string;
    dueAt?: Date;
    event?: Partial<WebhookEvent>;
    /** Deliveries of one webhook that have the same are sent one after the other. */
    objectKey?: string;
  } = {},
) {
  const { webhookId = 'w1', dueAt = now, objectKey } = options;
  const content = event(options.event);
  await knex('deliveries').insert({
    id,
    webhook_id: webhookId,
    event: JSON.stringify(content),
    event_type: content.event,
    cluster: content.cluster,
    resource: content.resource,
    namespace: content.namespace,
    severity: content.severity,
    test: false,
    status: 'pending',
    attempts: 0,
    attempts_left: attemptsOf('contract'),
    next_attempt_at: dueAt.getTime(),
    created_at: now.getTime(),
    ...(objectKey && { object_key: objectKey, first_due_at: dueAt.getTime() }),
  });
}

/** A delivery that failed, and has no attempt left. */
export async function addParked(
  knex: Knex,
  id: string,
  options: {
    webhookId?: string;
    failureClass?: FailureClass;
    failedAt?: Date;
    test?: boolean;
    event?: Partial<WebhookEvent>;
  } = {},
) {
  const { failureClass = 'exhausted', failedAt = now, test = false } = options;
  await addDelivery(knex, id, options);
  await knex('deliveries').where({ id }).update({
    test,
    status: 'failed',
    attempts: 3,
    attempts_left: 0,
    next_attempt_at: null,
    failure_class: failureClass,
    failed_at: failedAt.getTime(),
    reason: 'It was busy.',
  });
}
