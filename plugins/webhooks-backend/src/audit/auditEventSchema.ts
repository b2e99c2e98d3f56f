import { z } from 'zod';

/** PostgreSQL's text holds every character but NUL, and no name is longer than its column. */
const text = z
  .string()
  .min(1)
  .max(253)
  .regex(/^[^\0]*$/);
const username = z
  .string()
  .min(1)
  .max(1024)
  .regex(/^[^\0]*$/);
const time = z
  .string()
  .transform(value => Date.parse(value))
  .pipe(z.number());

/** What counts of an object's metadata. */
const metadata = z.object({
  name: text.optional(),
  uid: text.optional(),
  resourceVersion: text.optional(),
  deletionTimestamp: time.optional(),
  deletionGracePeriodSeconds: z.number().optional(),
});

/**
 * What is read of an `audit.k8s.io/v1` Event; zod leaves everything else behind unread.
 * https://kubernetes.io/docs/reference/config-api/apiserver-audit.v1/#audit-k8s-io-v1-Event
 */
export const auditEventSchema = z.object({
  auditID: text,
  requestURI: z.string().default(''),
  user: z.object({ username }),
  impersonatedUser: z.object({ username }).nullish(),
  userAgent: z.string().default(''),
  objectRef: z.object({
    apiGroup: z.string().max(253).default(''),
    resource: text,
    subresource: z.string().default(''),
    namespace: text.or(z.literal('')).default(''),
    name: text.optional(),
    uid: text.optional(),
    resourceVersion: text.optional(),
  }),
  requestObject: z
    .object({ dryRun: z.array(z.string()).nullish() })
    .optional()
    // A JSON patch is a list.
    .catch(undefined),
  responseObject: z
    .object({
      kind: z.string().optional(),
      metadata: metadata.default({}),
      details: z.object({ uid: text.optional() }).optional(),
    })
    .nullish(),
  requestReceivedTimestamp: time,
  stageTimestamp: time,
});

/** One finished request. */
export type AuditEvent = z.output<typeof auditEventSchema>;

/** What tells whether the rest of an Event is read at all; most events of a cluster are not. */
export const auditEventHeadSchema = z.object({
  stage: z.string(),
  verb: z.string(),
  responseStatus: z.object({ code: z.number() }).optional(),
});

/** https://kubernetes.io/docs/reference/config-api/apiserver-audit.v1/#audit-k8s-io-v1-EventList */
export const auditEventListSchema = z.object({
  apiVersion: z.literal('audit.k8s.io/v1'),
  kind: z.literal('EventList'),
  items: z.array(z.unknown()),
});
