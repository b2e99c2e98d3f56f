import { WebhookFilters } from '@kubevision/backstage-plugin-webhooks-common';
import { ZodTypeAny, z } from 'zod';
import { filterSchema } from './filterSchema';

/** Longer, and proxies on the way end the request. */
const LONGEST_WAIT_SECONDS = 55;

const lists = filterSchema.shape;

/** A parameter that may be there several times. */
function many<T extends ZodTypeAny>(list: T) {
  return z.preprocess(
    value => (typeof value === 'string' ? [value] : value),
    list,
  );
}

/** The query of `GET /events`. */
export const eventQuerySchema = z
  .object({
    after: z.string().optional(),
    limit: z.coerce.number().int().min(1).max(10_000).default(1_000),
    wait: z.coerce.number().min(0).max(LONGEST_WAIT_SECONDS).default(0),
    event: many(lists.events),
    cluster: many(lists.clusters),
    resource: many(lists.resources),
    namespace: many(lists.namespaces),
    name: many(lists.names),
    label: many(lists.labels),
    severity: many(lists.severities),
  })
  .strict()
  .transform(({ after, limit, wait, ...query }) => ({
    after,
    limit,
    wait,
    filters: {
      events: query.event,
      clusters: query.cluster,
      resources: query.resource,
      namespaces: query.namespace,
      names: query.name,
      labels: query.label,
      severities: query.severity,
    } as WebhookFilters,
  }));

/** The body of `POST /preview/matches`. */
export const matchesSchema = z
  .object({
    filters: filterSchema,
    sinceHours: z.number().positive().max(24).default(24),
  })
  .strict()
  .transform(({ filters, sinceHours }) => ({
    filters: filters as WebhookFilters,
    sinceHours,
  }));
