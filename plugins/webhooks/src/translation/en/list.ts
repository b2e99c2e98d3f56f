/** The list of webhooks. */
export const list = {
  list: {
    description:
      'Tell a chat or a system of yours about changes in your Kubernetes clusters.',
    search: 'Search webhooks',
    clearSearch: 'Clear search',
    noMatch: 'No webhook matches “{{search}}”.',
    errorTitle: 'The webhooks could not be loaded',
    emptyTitle: 'No webhooks yet',
    emptyText:
      'A webhook sends a message to Slack, Discord, DingTalk, Feishu, WeCom or any HTTP endpoint whenever something changes in a cluster. The first one takes less than a minute.',
    emptyTextReader:
      'Nobody has created a webhook. Ask someone with the role admin or ops to create one.',
    column: {
      webhook: 'Webhook',
      health: 'Health',
      lastDelivery: 'Last delivery',
      enabled: 'Enabled',
      actions: 'Actions',
    },
    never: 'Never',
    enable: 'Enable {{name}}',
    disable: 'Disable {{name}}',
    on: 'On',
    off: 'Off',
    toggleFailed: '{{name}} could not be changed',
  },
} as const;
