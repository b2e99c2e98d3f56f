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
    deniedTitle: 'You may not see this page',
    deniedText:
      'This needs the permission {{permission}}. Ask whoever runs this portal for it.',
  },
  health: {
    healthy: 'Healthy',
    failing: 'Failing',
    unknown: 'Nothing delivered yet',
    waiting: 'Waiting',
    disabled: 'Disabled automatically',
    off: 'Off',
    wait: {
      rate: 'The platform’s limit is reached; goes on',
      'retry-after': 'The receiver asked for a pause; goes on',
      'backing-off': 'The receiver keeps failing; tried again',
      'quiet-hours': 'Quiet hours end',
      muted: 'Muted; goes on',
    },
  },
  calm: {
    disabled: 'Disabled because',
    nextProbe: 'Tried again from',
    muted: 'Muted until',
    quietHours: 'Quiet hours',
  },
} as const;
