/** Why something did not succeed, where the backend has no code for it. */
export const errors = {
  error: {
    problem: '{{field}}: {{reason}}',
    separator: '; ',
    unreachable: 'The portal cannot be reached; check your connection',
    otherStatus: 'The request failed (HTTP {{status}})',
    // Empty where the answer itself says it in English.
    status: {
      '400': '',
      '401': '',
      '403': '',
      '404': '',
      '409': '',
      '410': '',
      '412': '',
      '413': '',
      '422': '',
      '429': 'Too many requests; wait a moment and try again',
      '500': '{{message}}',
      '502': 'The portal is not available now; try again in a moment',
      '503': '',
      '504': 'The portal did not answer in time; try again in a moment',
    },
  },
} as const;
