import { InputError } from '@backstage/errors';
import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import {
  EVENT_TYPES,
  SEVERITIES,
  Webhook,
  WebhookInput,
} from '@kubevision/backstage-plugin-webhooks-common';
import { WebhooksService } from '@kubevision/backstage-plugin-webhooks-node';

const ID = 'webhooks:create';

/** Of a list of pages, which is asked for with names in order. */
const PAGE = 100;

/**
 * The action `webhooks:create` of software templates. It creates the webhook in the name of whoever runs the
 * template, so it can make none that they could not make themselves. Neither the URL nor a secret gets into a
 * log or an output.
 */
export function createWebhookAction(options: { webhooks: WebhooksService }) {
  const { webhooks } = options;
  return createTemplateAction({
    id: ID,
    description:
      'Creates a webhook that tells of changes in Kubernetes clusters, in the name of whoever runs the template.',
    supportsDryRun: true,
    examples: [
      {
        description:
          'Tell a channel of Slack what changes in the namespace of a new service',
        example: `steps:
  - id: webhook
    name: Tell the channel what changes
    action: webhooks:create
    input:
      name: \${{ parameters.name }}
      platform: slack
      url: \${{ secrets.slackWebhookUrl }}
      filters:
        namespaces: ['\${{ parameters.name }}']
        severities: [warning, critical]
      ifExists: keep
`,
      },
    ],
    schema: {
      input: {
        name: z => z.string().describe('What it is called; names are unique'),
        platform: z =>
          z
            .string()
            .describe('E.g. slack, discord, dingtalk, feishu, wecom, http'),
        url: z =>
          z
            .string()
            .describe(
              'Where it sends to. A secret: take it from secrets, not from parameters',
            ),
        secret: z =>
          z
            .string()
            .optional()
            .describe(
              'The signing secret, or that of the robot. One that is generated for custom HTTP is shown to nobody; rotate it to get one',
            ),
        filters: z =>
          z
            .object({
              events: z.array(z.enum(EVENT_TYPES)).optional(),
              clusters: z.array(z.string()).optional(),
              resources: z.array(z.string()).optional(),
              namespaces: z.array(z.string()).optional(),
              names: z.array(z.string()).optional(),
              labels: z.array(z.string()).optional(),
              severities: z.array(z.enum(SEVERITIES)).optional(),
              owners: z.array(z.string()).optional(),
              systems: z.array(z.string()).optional(),
            })
            .strict()
            .optional()
            .describe('Which events it wants; all of all clusters when absent'),
        enabled: z => z.boolean().optional().describe('True when absent'),
        retry: z =>
          z
            .enum(['contract', 'patient'])
            .optional()
            .describe('contract, 3 attempts, when absent'),
        test: z =>
          z
            .boolean()
            .optional()
            .describe(
              'Whether a test message is sent, without which the step fails',
            ),
        ifExists: z =>
          z
            .enum(['fail', 'keep'])
            .optional()
            .describe(
              'What to do when there is one of that name; fail when absent',
            ),
      },
      output: {
        webhookId: z => z.string(),
        created: z =>
          z
            .boolean()
            .describe('False when there was one of that name, which was kept'),
      },
    },
    async handler(ctx) {
      const { ifExists = 'fail', test = false, ...input } = ctx.input;
      if (ctx.isDryRun) {
        ctx.logger.info(`Would create the webhook '${input.name}'`);
        ctx.output('webhookId', 'dry-run');
        ctx.output('created', true);
        return;
      }
      const credentials = await ctx.getInitiatorCredentials();
      // A task that is run again has the name taken by itself.
      const made = await ctx.checkpoint({
        key: `webhooks.create.${input.name}`,
        fn: async () =>
          toOutcome(
            await createOrKeep(webhooks, input as WebhookInput, {
              credentials,
              ifExists,
            }),
          ),
      });
      const { webhookId, created } = made;
      ctx.logger.info(
        created
          ? `Created the webhook '${input.name}' (${webhookId})`
          : `Kept the webhook '${input.name}' (${webhookId}), which was there`,
      );
      if (test) {
        const result = await webhooks.test(webhookId, { credentials });
        if (result.outcome !== 'delivered') {
          throw new InputError(
            `The test message of the webhook '${
              input.name
            }' was not delivered: ${
              result.reason ?? `HTTP ${result.statusCode}`
            }`,
          );
        }
        ctx.logger.info('Its test message was delivered');
      }
      ctx.output('webhookId', webhookId);
      ctx.output('created', created);
    },
  });
}

type Options = Parameters<WebhooksService['create']>[1];

async function createOrKeep(
  webhooks: WebhooksService,
  input: WebhookInput,
  options: Options & { ifExists: 'fail' | 'keep' },
): Promise<{ webhook: Webhook; created: boolean }> {
  try {
    return { webhook: await webhooks.create(input, options), created: true };
  } catch (error) {
    const isTaken = (error as { statusCode?: number })?.statusCode === 409;
    const existing =
      isTaken && options.ifExists === 'keep'
        ? await findByName(webhooks, input.name, options)
        : undefined;
    if (existing) return { webhook: existing, created: false };
    throw error;
  }
}

async function findByName(
  webhooks: WebhooksService,
  name: string,
  options: Options,
): Promise<Webhook | undefined> {
  let cursor: string | undefined;
  do {
    const page = await webhooks.list({ limit: PAGE, cursor }, options);
    const found = page.items.find(it => it.name === name);
    if (found) return found;
    cursor = page.pageInfo.nextCursor;
  } while (cursor);
  return undefined;
}

/** What is kept of it in the task: not the whole answer, which may hold a secret. */
function toOutcome(made: { webhook: Webhook; created: boolean }) {
  return { webhookId: made.webhook.id, created: made.created };
}
