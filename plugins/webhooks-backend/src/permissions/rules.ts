import { createPermissionRule } from '@backstage/plugin-permission-node';
import {
  WebhookResource,
  WebhookRuleParams,
  webhookPermissionResourceRef,
} from '@kubevision/backstage-plugin-webhooks-node';
import { z } from 'zod/v3';
import { covers } from './covers';

/** A rule whose two forms, on one webhook and on a list of them, can not disagree. */
function createRule<Rule extends keyof WebhookRuleParams>(options: {
  name: Rule;
  description: string;
  paramsSchema: z.ZodSchema<WebhookRuleParams[Rule]>;
  holds: (webhook: WebhookResource, params: WebhookRuleParams[Rule]) => boolean;
}) {
  const { holds, ...rule } = options;
  return createPermissionRule({
    ...rule,
    resourceRef: webhookPermissionResourceRef,
    apply: (webhook, params) => holds(webhook, params),
    toQuery: params => webhook => holds(webhook, params),
  });
}

const isOwner = createRule({
  name: 'IS_OWNER',
  description: 'Allow webhooks that one of these users or services created',
  paramsSchema: z.object({
    owners: z
      .array(z.string())
      .describe('Entity refs of users, or subjects of services'),
  }),
  holds: ({ createdBy }, { owners }) => owners.includes(createdBy),
});

const hasCluster = createRule({
  name: 'HAS_CLUSTER',
  description:
    'Allow webhooks that are only for these clusters; those for all clusters need *',
  paramsSchema: z.object({
    clusters: z
      .array(z.string())
      .describe('Names of clusters, or globs such as prod-*'),
  }),
  holds: ({ filters }, { clusters }) => covers(clusters, filters.clusters),
});

const hasNamespace = createRule({
  name: 'HAS_NAMESPACE',
  description:
    'Allow webhooks that are only for these namespaces; those for all namespaces need *',
  paramsSchema: z.object({
    namespaces: z
      .array(z.string())
      .describe('Names of namespaces, or globs such as team-a-*'),
  }),
  holds: ({ filters }, { namespaces }) =>
    covers(namespaces, filters.namespaces),
});

const hasPlatform = createRule({
  name: 'HAS_PLATFORM',
  description: 'Allow webhooks that are for one of these platforms',
  paramsSchema: z.object({
    platforms: z.array(z.string()).describe('Ids of platforms, such as slack'),
  }),
  holds: ({ platform }, { platforms }) => platforms.includes(platform),
});

/** What conditions on webhooks can be made of. */
export const webhookRules = [isOwner, hasCluster, hasNamespace, hasPlatform];
