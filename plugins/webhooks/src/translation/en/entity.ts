/** What is shown of webhooks outside of their own pages: on entities and on the home page. */
export const entity = {
  entity: {
    changes: 'Changes in Kubernetes',
    all: 'All changes',
    webhooks: 'Webhooks',
    help: 'Those that hear of changes of this entity’s objects.',
    emptyText:
      'Changes show up here when an object that carries this entity’s backstage.io/kubernetes-id changes, and some enabled webhook wants its kind.',
    noWebhooks: 'No webhook hears of this entity.',
    hears_one: 'Hears {{count}} of the last {{total}} changes',
    hears_other: 'Hears {{count}} of the last {{total}} changes',
    asksForOwner:
      'Asks for its owner or system; nothing it wants has changed yet',
  },
  home: {
    allWell_one: 'The webhook is well.',
    allWell_other: 'All {{count}} webhooks are well.',
    more_one: '{{count}} more',
    more_other: '{{count}} more',
  },
} as const;
