import { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import {
  EVENT_TYPES,
  SEVERITIES,
  WebhookEvent,
  webhooksViewPermission,
} from '@kubevision/backstage-plugin-webhooks-common';
import { WebhooksService } from '@kubevision/backstage-plugin-webhooks-node';

/** What can be asked of events. */
export function registerEventActions(options: {
  registry: ActionsRegistryService;
  webhooks: WebhooksService;
}): void {
  const { registry, webhooks } = options;

  registry.register({
    name: 'find-events',
    title: 'Find events',
    description:
      'Finds what changed lately in the Kubernetes clusters, and in other sources such as the catalog, newest first. Explain one of them by its id.',
    visibilityPermission: webhooksViewPermission,
    attributes: { readOnly: true, idempotent: true, destructive: false },
    schema: {
      input: z =>
        z.object({
          cluster: z.string().optional().describe('E.g. prod-us'),
          namespace: z.string().optional(),
          resource: z.string().optional().describe('A kind, e.g. Deployment'),
          event: z.enum(EVENT_TYPES).optional(),
          severity: z.enum(SEVERITIES).optional(),
          limit: z.number().int().min(1).max(100).optional(),
          cursor: z
            .string()
            .optional()
            .describe('nextCursor of the page before'),
        }),
      output: z =>
        z.object({
          items: z.array(z.object(eventShape(z))),
          nextCursor: z.string().optional(),
        }),
    },
    async action({ input, credentials }) {
      const page = await webhooks.recentEvents(input, { credentials });
      return {
        output: {
          items: page.items.map(toSummary),
          nextCursor: page.pageInfo.nextCursor,
        },
      };
    },
  });

  registry.register({
    name: 'explain-event',
    title: 'Explain why an event was or was not delivered',
    description:
      'Tells of one event which webhooks want it, by which of their filters the others do not (failed), and what became of each delivery. A webhook that matches and has no delivery was made later, was disabled, or folded the event into another message.',
    visibilityPermission: webhooksViewPermission,
    attributes: { readOnly: true, idempotent: true, destructive: false },
    schema: {
      input: z => z.object({ eventId: z.string() }),
      output: z =>
        z.object({
          event: z.object(eventShape(z)),
          webhooks: z.array(
            z.object({
              id: z.string(),
              name: z.string(),
              enabled: z.boolean(),
              matches: z.boolean(),
              failed: z.array(z.string()),
              deliveries: z.array(
                z.object({
                  id: z.string(),
                  status: z.string(),
                  statusCode: z.number().optional(),
                  reason: z.string().optional(),
                }),
              ),
            }),
          ),
        }),
    },
    async action({ input, credentials }) {
      const { event, items } = await webhooks.explainEvent(input.eventId, {
        credentials,
      });
      return {
        output: {
          event: toSummary(event),
          webhooks: items.map(({ webhook, matches, failed, deliveries }) => ({
            id: webhook.id,
            name: webhook.name,
            enabled: webhook.enabled,
            matches,
            failed: [...failed],
            deliveries: deliveries.map(
              ({ id, status, statusCode, reason }) => ({
                id,
                status,
                statusCode,
                reason,
              }),
            ),
          })),
        },
      };
    },
  });
}

type Zod = Parameters<
  Parameters<ActionsRegistryService['register']>[0]['schema']['input']
>[0];

function eventShape(z: Zod) {
  return {
    id: z.string(),
    event: z.string(),
    cluster: z.string(),
    namespace: z.string(),
    resource: z.string(),
    name: z.string(),
    actor: z.string(),
    timestamp: z.string(),
    severity: z.string().optional(),
    changes: z.array(
      z.object({ field: z.string(), old: z.unknown(), new: z.unknown() }),
    ),
  };
}

function toSummary(event: WebhookEvent) {
  const { id, cluster, namespace, resource, name, actor } = event;
  const { timestamp, severity, changes } = event;
  return {
    id,
    event: event.event,
    cluster,
    namespace,
    resource,
    name,
    actor,
    timestamp,
    severity,
    changes,
  };
}
