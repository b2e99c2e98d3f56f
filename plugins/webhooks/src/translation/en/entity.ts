/** What is shown of webhooks outside of their own pages: on entities and on the home page. */
export const entity = {
  entity: {
    changes: 'Changes in Kubernetes',
    all: 'All changes',
    webhooks: 'Webhooks',
    help: 'They are told when this entity’s objects change.',
    emptyText:
      'Changes show up here when an object that carries this entity’s backstage.io/kubernetes-id changes, and some enabled webhook wants its kind.',
    noWebhooks: 'No webhook is told of this entity.',
    hears_one: 'Recent changes that match: {{count}} of {{total}}',
    hears_other: 'Recent changes that match: {{count}} of {{total}}',
    asksForOwner: 'Filters by its owner or system; no matching change yet',
  },
  home: {
    title: 'Failing webhooks',
    allWell_one: 'The webhook is well.',
    allWell_other: 'All {{count}} webhooks are well.',
    more_one: '{{count}} more',
    more_other: '{{count}} more',
  },
} as const;
