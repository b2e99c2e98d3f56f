/** The stream of changes. */
export const events = {
  events: {
    description:
      'What changed in all clusters that are watched, the newest first. New changes show up by themselves.',
    held: 'New changes appear once the open rows are closed.',
    errorTitle: 'The events could not be loaded',
    emptyTitle: 'Nothing has changed yet',
    emptyText:
      'Changes show up here as soon as some enabled webhook wants their kind to be watched.',
    noMatch: 'No change matches these filters.',
    noMatchYet:
      'Nothing among the newest changes matches these filters. Look further back with Next.',
    column: { time: 'Time', event: 'Event', actor: 'Changed by' },
    filter: {
      event: 'Event type',
      severity: 'Severity',
      cluster: 'Cluster',
      resource: 'Kind',
      namespace: 'Namespace',
    },
    show: 'Show what {{name}} matched',
    hide: 'Hide what {{name}} matched',
    explainError: 'It is not known what it matched',
    matched_one: '{{count}} webhook matches',
    matched_other: '{{count}} webhooks match',
    notMatched_one: '{{count}} webhook does not match',
    notMatched_other: '{{count}} webhooks do not match',
    failed: 'kept out by: {{filters}}',
    disabled: 'is off',
    noDelivery:
      'no message of its own: it was sent together with others, or is older than the webhook or its filters',
    createLike: 'Make a webhook from this event',
  },
} as const;
