import { createPermissionRule } from '@backstage/plugin-permission-node';
import {
  WebhookResource,
  WebhookRuleParams,
  webhookPermissionResourceRef,
} from '@kubevision/backstage-plugin-webhooks-node';
import { z } from 'zod/v3';
import { covers } from './covers';

/**
 * A rule of one list of texts. Its two forms, on one webhook and on a list of them, cannot disagree.
 *
 * @param options - `values`: what the list holds, for people; `holds`: whether a webhook keeps to it
 */
function createRule<Name extends keyof WebhookRuleParams>(options: {
  name: Name;
  description: string;
  param: keyof WebhookRuleParams[Name] & string;
  values: string;
  holds: (webhook: WebhookResource, values: readonly string[]) => boolean;
}) {
  const { name, description, param, values, holds } = options;
  type Params = Record<string, string[]>;
  const paramsSchema = z.object({
    [param]: z.array(z.string()).describe(values),
  });
  return createPermissionRule<typeof webhookPermissionResourceRef, Params>({
    name,
    description,
    resourceRef: webhookPermissionResourceRef,
    // Backstage's framework brings a copy of zod of its own, whose types do not end when compared.
    paramsSchema: paramsSchema as never,
    apply: (webhook, params) => holds(webhook, params[param]),
    toQuery: params => webhook => holds(webhook, params[param]),
  });
}

/** What conditions on webhooks can be made of. */
export const webhookRules = [
  createRule({
    name: 'IS_OWNER',
    description: 'Allow webhooks that one of these users or services created',
    param: 'owners',
    values: 'Entity refs of users, or subjects of services',
    holds: ({ createdBy }, owners) => owners.includes(createdBy),
  }),
  createRule({
    name: 'HAS_CLUSTER',
    description:
      'Allow webhooks that are only for these clusters; those for all clusters need *',
    param: 'clusters',
    values: 'Names of clusters, or globs such as prod-*',
    holds: ({ filters }, clusters) => covers(clusters, filters.clusters),
  }),
  createRule({
    name: 'HAS_NAMESPACE',
    description:
      'Allow webhooks that are only for these namespaces; those for all namespaces need *',
    param: 'namespaces',
    values: 'Names of namespaces, or globs such as team-a-*',
    holds: ({ filters }, namespaces) => covers(namespaces, filters.namespaces),
  }),
  createRule({
    name: 'HAS_PLATFORM',
    description: 'Allow webhooks that are for one of these platforms',
    param: 'platforms',
    values: 'Ids of platforms, such as slack',
    holds: ({ platform }, platforms) => platforms.includes(platform),
  }),
];
