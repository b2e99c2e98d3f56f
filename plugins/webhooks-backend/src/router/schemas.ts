import {
  DELIVERY_STATUSES,
  EVENT_TYPES,
  ROLLOUT_MODES,
  WebhookInput,
} from '@kubevision/backstage-plugin-webhooks-common';
import { z } from 'zod';
import { LONGEST_WINDOW_SECONDS } from '../noise/settings';
import { filterSchema } from './filterSchema';

/** PostgreSQL's text holds every character but NUL. */
const storable = z.string().regex(/^[^\0]*$/, 'must not contain NUL');

const secret = z.string().min(1, 'must not be empty').max(1024);
const pem = z
  .string()
  .min(1, 'must not be empty')
  .max(64 * 1024);

/** The body of `POST /:id/rotate-secret`. */
export const rotateSecretSchema = z
  .object({ secret, overlapHours: z.number().min(0).max(168) })
  .partial()
  .strict();

/** The body of `POST /` and `PUT /:id`. Unknown keys are refused: they are most often typos. */
export const webhookInputSchema = z
  .object({
    name: storable.trim().min(1, 'must not be empty').max(200),
    platform: z.string().min(1, 'must not be empty'),
    url: z.string().trim().min(1, 'must not be empty').max(2048).optional(),
    secret: secret.optional(),
    headers: z
      .array(
        z
          .object({
            name: z.string().min(1, 'must not be empty').max(128),
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
