import {
  DELIVERY_STATUSES,
  EVENT_TYPES,
  FAILURE_CLASSES,
  RETRY_SCHEDULES,
  ROLLOUT_MODES,
  WEEKDAYS,
  WebhookInput,
} from '@kubevision/backstage-plugin-webhooks-common';
import { z } from 'zod';
import { isTimeZone } from '../calm/quietHours';
import { LONGEST_WINDOW_SECONDS } from '../noise/settings';
import { filterSchema } from './filterSchema';

/** PostgreSQL's text holds every character but NUL. */
const storable = z.string().regex(/^[^\0]*$/, 'must not contain NUL');

const timeOfDay = z
  .string()
  .regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'must be a time of day, as 22:00');
const instant = z
  .string()
  .datetime({ offset: true, message: 'must be ISO 8601 with a zone' });

const quietHoursSchema = z
  .object({
    start: timeOfDay,
    end: timeOfDay,
    timeZone: z
      .string()
      .refine(isTimeZone, 'must be a time zone of IANA, as Europe/Berlin'),
    days: z.array(z.enum(WEEKDAYS)).min(1, 'must not be empty').optional(),
    exceptCritical: z.boolean().optional(),
  })
  .strict()
  .refine(({ start, end }) => start !== end, {
    message: 'must differ from start; mute the webhook for a whole day',
    path: ['end'],
  });

/** The body of `POST /:id/mute`. */
export const muteSchema = z.object({ until: instant }).strict();

/** The body of `POST /` and `PUT /:id`. Unknown keys are refused: they are most often typos. */
export const webhookInputSchema = z
  .object({
    name: storable.trim().min(1, 'must not be empty').max(200),
    platform: z.string().min(1, 'must not be empty'),
    url: z.string().trim().min(1, 'must not be empty').max(2048).optional(),
    secret: z.string().min(1, 'must not be empty').max(1024).optional(),
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

const limit = z.coerce.number().int().min(1).max(100);
const text = storable.min(1).max(253);

/** The query of `GET /`. */
export const listQuerySchema = z
  .object({ limit: limit.default(100), cursor: z.string().optional() })
  .strict();

/** The query of `GET /:id/deliveries`. */
export const deliveryQuerySchema = z
  .object({
    status: z.enum(DELIVERY_STATUSES),
    failureClass: z.enum(FAILURE_CLASSES),
    event: z.enum(EVENT_TYPES),
    cluster: text,
    resource: text,
    namespace: text,
    cursor: z.string(),
    limit,
  })
  .partial()
  .strict();

/** The body of `POST /preview`. */
export const previewSchema = z
  .object({ platform: text, event: z.enum(EVENT_TYPES).optional() })
  .strict();

/** The body of `POST /:id/recoveries/preview`. */
export const recoveryFilterSchema = z
  .object({
    since: z
      .string()
      .datetime({
        offset: true,
        message: 'must be a time in ISO 8601, such as 2026-03-05T10:23:00Z',
      })
      .transform(time => new Date(time).toISOString()),
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
