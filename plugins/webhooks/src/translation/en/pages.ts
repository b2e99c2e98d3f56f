/** What all pages have: their names, their tabs, and what they say when something is missing. */
export const pages = {
  page: {
    title: 'Webhooks',
    tabs: {
      list: 'Webhooks',
      events: 'Events',
      clusters: 'Clusters',
      overview: 'Overview',
      deliveries: 'Delivery History',
      settings: 'Settings',
    },
  },
  state: {
    stale: 'This may be out of date: {{reason}}',
    deniedTitle: 'You may not see webhooks',
    deniedText:
      'This needs the permission {{permission}}. Ask whoever runs this portal for it.',
  },
  health: {
    healthy: 'Healthy',
    failing: 'Failing',
    unknown: 'Nothing delivered yet',
    waiting: 'Waiting',
    disabled: 'Switched off by itself',
    off: 'Off',
    wait: {
      rate: 'The platform takes no more, until',
      'retry-after': 'The receiver asked for a pause, until',
      'backing-off': 'The receiver is given a rest, until',
      'quiet-hours': 'Quiet hours, until',
      muted: 'Muted, until',
    },
  },
  calm: {
    disabled: 'Disabled because',
    nextProbe: 'Tried again from',
    muted: 'Muted until',
    quietHours: 'Quiet hours',
  },
} as const;
