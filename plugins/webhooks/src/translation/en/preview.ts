/** What a webhook would send. */
export const preview = {
  preview: {
    title: 'What it will look like',
    event: 'Example',
    choose: 'Choose a platform to see an example message.',
    failed: 'There is no preview: {{reason}}',
    body: 'Body of the request',
    headers: 'Request',
    url: 'to the URL of the webhook',
    show: 'What to show',
    look: 'Colours of the platform',
    tab: { message: 'Message', request: 'Request' },
    theme: { light: 'Light', dark: 'Dark' },
  },
  matches: {
    title: 'What it would have sent',
    help: 'Changes of the last 24 hours that match these filters; choose one to see its message.',
    count_one: '{{count}} change in the last 24 hours',
    count_other: '{{count}} changes in the last 24 hours',
    countAtLeast_one: 'At least {{count}} change in the last 24 hours',
    countAtLeast_other: 'At least {{count}} changes in the last 24 hours',
    none: 'No change that was watched matches. Kinds that no webhook asks for yet are not watched, so their changes are not known.',
    failed: 'It is not known what would have matched: {{reason}}',
    event: '{{type}} · {{kind}} {{object}} in {{cluster}}',
  },
} as const;
