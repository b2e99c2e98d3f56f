import {
  DELIVERY_STATUSES,
  EVENT_TYPES,
  FAILURE_CLASSES,
  RETRY_SCHEDULES,
  ROLLOUT_MODES,
  WEEKDAYS,
  SEVERITIES,
  WebhookFilters,
  WebhookInput,
  REASON_WORDS,
} from '@kubevision/backstage-plugin-webhooks-common';
import { z } from 'zod';
import { isTimeZone } from '../calm/quietHours';
import { LONGEST_WINDOW_SECONDS } from '../noise/settings';
import { filterSchema } from './filterSchema';

const EMPTY = REASON_WORDS['must-not-be-empty'];

/** PostgreSQL's text holds every character but NUL. */
const storable = z.string().regex(/^[^\0]*$/, REASON_WORDS['holds-nul']);

const timeOfDay = z
  .string()
  .regex(/^([01]\d|2[0-3]):[0-5]\d$/, REASON_WORDS['no-time-of-day']);
const instant = z
  .string()
  .datetime({ offset: true, message: REASON_WORDS['no-zoned-time'] });

const quietHoursSchema = z
  .object({
    start: timeOfDay,
    end: timeOfDay,
    timeZone: z.string().refine(isTimeZone, REASON_WORDS['no-time-zone']),
    days: z.array(z.enum(WEEKDAYS)).min(1, EMPTY).optional(),
    exceptCritical: z.boolean().optional(),
  })
  .strict()
  .refine(({ start, end }) => start !== end, {
    message: REASON_WORDS['same-as-start'],
    path: ['end'],
  });

/** The body of `POST /:id/mute`. */
export const muteSchema = z.object({ until: instant }).strict();

const webhookUrl = z.string().trim().min(1, EMPTY).max(2048);
const secret = z.string().min(1, EMPTY).max(1024);
const pem = z
  .string()
  .min(1, EMPTY)
  .max(64 * 1024);

/** The body of `POST /:id/rotate-secret`. */
export const rotateSecretSchema = z
  .object({ secret, overlapHours: z.number().min(0).max(168) })
  .partial()
  .strict();

/** What of a webhook's requests can be set beside its URL and secret. */
const requestSettings = {
  headers: z
    .array(
      z
        .object({
          name: z.string().min(1, EMPTY).max(128),
          value: z.string().max(4096).optional(),
        })
        .strict(),
    )
    .max(20)
    .optional(),
  clientCertificate: z
    .object({
      certificate: pem,
      key: pem,
      passphrase: secret.optional(),
      ca: pem.optional(),
    })
    .strict()
    .nullable()
    .optional(),
};

/** The body of `POST /` and `PUT /:id`. Unknown keys are refused: they are most often typos. */
export const webhookInputSchema = z
  .object({
    name: storable.trim().min(1, EMPTY).max(200),
    platform: z.string().min(1, EMPTY),
    url: webhookUrl.optional(),
    secret: secret.optional(),
    ...requestSettings,
    enabled: z.boolean().optional(),
    filters: filterSchema.optional(),
    noise: z
      .object({
        windowSeconds: z.number().int().min(0).max(LONGEST_WINDOW_SECONDS),
        autoscaling: z.boolean(),
        flapping: z.boolean(),
        rollouts: z.enum(ROLLOUT_MODES),
      })
      .partial()
      .strict()
      .optional(),
    retry: z.enum(RETRY_SCHEDULES).optional(),
    digest: z.boolean().optional(),
    quietHours: quietHoursSchema.nullable().optional(),
    mutedUntil: instant.nullable().optional(),
  })
  .strict()
  .transform(input => input as WebhookInput);

/** A time that the database compares by: the same moment in UTC. */
const time = z
  .string()
  .datetime({
    offset: true,
    message: REASON_WORDS['no-time'],
  })
  .transform(given => new Date(given).toISOString());

const limit = z.coerce.number().int().min(1).max(100);
const text = storable.min(1).max(253);

/** The query of lists that are read a page at a time. */
export const listQuerySchema = z
  .object({ limit: limit.default(100), cursor: z.string().optional() })
  .strict();

/** The query of `GET /`: the page of webhooks finds and sorts among all, and wants them at once. */
export const webhookListQuerySchema = listQuerySchema.extend({
  limit: z.coerce.number().int().min(1).max(1000).default(100),
  unwell: z
    .enum(['true', 'false'])
    .default('false')
    .transform(given => given === 'true'),
});

/** The query of `GET /:id/deliveries`. */
export const deliveryQuerySchema = z
  .object({
    status: z.enum(DELIVERY_STATUSES),
    failureClass: z.enum(FAILURE_CLASSES),
    event: z.enum(EVENT_TYPES),
    cluster: text,
    resource: text,
    namespace: text,
    createdSince: time,
    createdUntil: time,
    cursor: z.string(),
    limit,
  })
  .partial()
  .strict();

/** The query of `DELETE /:id`. */
export const deleteQuerySchema = z
  .object({ undoSeconds: z.coerce.number().int().min(0).max(300).default(0) })
  .strict();

/** The query of `GET /:id/statistics`. */
export const statisticsQuerySchema = z
  .object({ hours: z.coerce.number().int().min(1).max(168).default(24) })
  .strict();

const id = storable.min(1).max(64);
const filters = filterSchema.transform(given => given as WebhookFilters);

/** The body of `POST /preview`. */
export const previewSchema = z
  .object({
    platform: text,
    eventId: id.optional(),
    event: z.enum(EVENT_TYPES).optional(),
    filters: filters.optional(),
    signed: z.boolean().optional(),
  })
  .strict();

/** The body of `POST /preview/test`. */
export const draftTestSchema = z
  .object({
    platform: text,
    id: id.optional(),
    url: webhookUrl.optional(),
    secret: secret.optional(),
    ...requestSettings,
    filters: filters.optional(),
  })
  .strict();

/** Of an entity in the catalog, which knows no difference of case. */
const entityRef = text
  .regex(/^[^:/\s]+:[^:/\s]+\/[^:/\s]+$/, REASON_WORDS['no-entity-ref'])
  .transform(ref => ref.toLocaleLowerCase('en-US'));

/** The query of `GET /events/recent`. */
export const recentEventsSchema = z
  .object({
    event: z.enum(EVENT_TYPES),
    cluster: text,
    resource: text,
    namespace: text,
    severity: z.enum(SEVERITIES),
    entity: entityRef,
    cursor: z.string(),
    limit,
  })
  .partial()
  .strict();

/** The query of `GET /events/recent/webhooks`. */
export const entityWebhooksSchema = z.object({ entity: entityRef }).strict();

/** The query of `GET /activity`. */
export const activitySchema = z
  .object({
    ids: z
      .string()
      .transform(list => list.split(','))
      .pipe(z.array(id).max(100)),
  })
  .strict();

/** The body of `POST /:id/recoveries/preview`. */
export const recoveryFilterSchema = z
  .object({
    since: time,
    createdSince: time,
    createdUntil: time,
    failureClass: z.enum(FAILURE_CLASSES),
    event: z.enum(EVENT_TYPES),
    cluster: text,
    resource: text,
    namespace: text,
  })
  .partial()
  .strict();

/** The body of `POST /:id/recoveries`. */
export const recoveryInputSchema = recoveryFilterSchema
  .extend({ perMinute: z.number().int().min(1).optional() })
  .strict();

/** The body of `PATCH /:id/recoveries/:recoveryId`. */
export const recoveryChangeSchema = z
  .object({ state: z.enum(['running', 'paused', 'cancelled']) })
  .strict();
