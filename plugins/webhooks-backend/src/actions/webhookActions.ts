import { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import { isError } from '@backstage/errors';
import {
  Webhook,
  webhooksViewPermission,
} from '@kubevision/backstage-plugin-webhooks-common';
import {
  WebhooksRequestOptions,
  WebhooksService,
} from '@kubevision/backstage-plugin-webhooks-node';

/** How many webhooks are looked through for failures; each is a request. */
const MAX_FAILING = 50;
const PAGE = 100;

/** What can be done with webhooks themselves. */
export function registerWebhookActions(options: {
  registry: ActionsRegistryService;
  webhooks: WebhooksService;
}): void {
  const { registry, webhooks } = options;

  registry.register({
    name: 'list-webhooks',
    title: 'List webhooks',
    description:
      'Lists the webhooks that the caller may see, by name: where they send to (platform), which events they want (filters), whether they are healthy and, if not, why, and how many deliveries failed and wait to be sent again (parked).',
    visibilityPermission: webhooksViewPermission,
    attributes: { readOnly: true, idempotent: true, destructive: false },
    schema: {
      input: z =>
        z.object({
          limit: z.number().int().min(1).max(100).optional(),
          cursor: z
            .string()
            .optional()
            .describe('nextCursor of the page before'),
        }),
      output: z =>
        z.object({
          items: z.array(
            z.object({
              id: z.string(),
              name: z.string(),
              platform: z.string(),
              enabled: z.boolean(),
              disabledReason: z.string().optional(),
              health: z.string(),
              healthReason: z.string().optional(),
              waitingFor: z.string().optional(),
              waitingUntil: z.string().optional(),
              parked: z.number(),
              lastDeliveryAt: z.string().optional(),
              createdBy: z.string(),
              filters: z.record(z.array(z.string())),
            }),
          ),
          totalItems: z.number(),
          nextCursor: z.string().optional(),
        }),
    },
    async action({ input, credentials }) {
      const page = await webhooks.list(input, { credentials });
      return {
        output: {
          items: page.items.map(toSummary),
          totalItems: page.totalItems,
          nextCursor: page.pageInfo.nextCursor,
        },
      };
    },
  });

  registry.register({
    name: 'list-failed-deliveries',
    title: 'List failed deliveries',
    description:
      'Lists the latest deliveries that failed for good and can be sent again, of one webhook or of all, newest first, with why each failed.',
    visibilityPermission: webhooksViewPermission,
    attributes: { readOnly: true, idempotent: true, destructive: false },
    schema: {
      input: z =>
        z.object({
          webhookId: z
            .string()
            .optional()
            .describe('All that the caller may see when absent'),
          limit: z.number().int().min(1).max(100).optional(),
        }),
      output: z =>
        z.object({
          items: z.array(
            z.object({
              id: z.string(),
              webhookId: z.string(),
              webhookName: z.string(),
              event: z.string(),
              eventId: z.string(),
              attempts: z.number(),
              statusCode: z.number().optional(),
              failureClass: z.string().optional(),
              reason: z.string().optional(),
              createdAt: z.string(),
              failedAt: z.string().optional(),
            }),
          ),
        }),
    },
    async action({ input, credentials }) {
      const { webhookId, limit = 20 } = input;
      const asked = webhookId
        ? [await webhooks.get(webhookId, { credentials })]
        : await failing(webhooks, { credentials });
      const found = await Promise.all(
        asked.map(async ({ id, name }) => {
          const query = { status: 'failed', limit } as const;
          const { items } = await readable(
            () => webhooks.deliveries(id, query, { credentials }),
            { isOnlyOne: webhookId !== undefined },
          );
          return items.map(it => ({ ...it, webhookName: name }));
        }),
      );
      const items = found
        .flat()
        .sort((a, b) => (timeOf(a) < timeOf(b) ? 1 : -1))
        .slice(0, limit)
        .map(({ event, ...it }) => ({
          id: it.id,
          webhookId: it.webhookId,
          webhookName: it.webhookName,
          event: `${event.event} ${event.resource} ${[
            event.namespace,
            event.name,
          ]
            .filter(Boolean)
            .join('/')} in ${event.cluster}`,
          eventId: event.id,
          attempts: it.attempts,
          statusCode: it.statusCode,
          failureClass: it.failureClass,
          reason: it.reason,
          createdAt: it.createdAt,
          failedAt: it.failedAt,
        }));
      return { output: { items } };
    },
  });

  registry.register({
    name: 'test-webhook',
    title: 'Test a webhook',
    description:
      'Sends a sample message to the receiver of a webhook, marked as a test, and waits for the answer. People see that message.',
    visibilityPermission: webhooksViewPermission,
    attributes: { readOnly: false, idempotent: false, destructive: false },
    schema: {
      input: z => z.object({ webhookId: z.string() }),
      output: z =>
        z.object({
          outcome: z.enum(['delivered', 'retry', 'rejected']),
          statusCode: z.number().optional(),
          reason: z.string().optional(),
          durationMs: z.number(),
          deliveryId: z.string(),
        }),
    },
    async action({ input, credentials }) {
      const result = await webhooks.test(input.webhookId, { credentials });
      const { outcome, statusCode, reason, durationMs, deliveryId } = result;
      return {
        output: { outcome, statusCode, reason, durationMs, deliveryId },
      };
    },
  });
}

function toSummary(webhook: Webhook) {
  const { id, name, platform, enabled, disabledReason, waiting } = webhook;
  const { health, healthReason, parked, lastDeliveryAt, createdBy } = webhook;
  return {
    id,
    name,
    platform,
    enabled,
    disabledReason,
    health,
    healthReason,
    waitingFor: waiting?.reason,
    waitingUntil: waiting?.until,
    parked,
    lastDeliveryAt,
    createdBy,
    filters: webhook.filters as Record<string, string[]>,
  };
}

/** The webhooks that have something parked. */
async function failing(
  webhooks: WebhooksService,
  options: WebhooksRequestOptions,
): Promise<Webhook[]> {
  const found: Webhook[] = [];
  let cursor: string | undefined;
  do {
    const page = await webhooks.list({ limit: PAGE, cursor }, options);
    found.push(...page.items.filter(({ parked }) => parked > 0));
    cursor = page.pageInfo.nextCursor;
  } while (cursor && found.length < MAX_FAILING);
  return found.slice(0, MAX_FAILING);
}

/** Who may see a webhook need not be allowed to see its history, which is a failure only when asked for. */
async function readable<T>(
  read: () => Promise<{ items: T[] }>,
  { isOnlyOne }: { isOnlyOne: boolean },
): Promise<{ items: T[] }> {
  try {
    return await read();
  } catch (error) {
    const isDenied =
      isError(error) && (error.statusCode === 403 || error.statusCode === 404);
    if (isOnlyOne || !isDenied) throw error;
    return { items: [] };
  }
}

function timeOf(it: { failedAt?: string; createdAt: string }): string {
  return it.failedAt ?? it.createdAt;
}
