/** What a person can do with a webhook, and how it ended. */
export const actions = {
  action: {
    new: 'New Webhook',
    test: 'Test',
    testing: 'Testing…',
    edit: 'Edit',
    delete: 'Delete',
    cancel: 'Cancel',
    save: 'Save',
    saving: 'Saving…',
    retry: 'Try again',
    more: 'More actions for {{name}}',
    testNamed: 'Test {{name}}',
  },
  delete: {
    title: 'Delete {{name}}?',
    text: 'No change is sent there any more, and its delivery history is deleted too. This cannot be undone.',
    undoText:
      'No change is sent there any more, and its delivery history is deleted too. It can be undone for {{seconds}} seconds.',
    done: '{{name}} was deleted',
    undo: 'Undo',
    undone: '{{name}} is back',
    undoFailed: '{{name}} could not be brought back',
    failed: '{{name}} could not be deleted',
  },
  test: {
    delivered: 'Delivered',
    retry: 'Not delivered, but it may work later',
    rejected: 'Not delivered',
    failed: 'The test could not be sent',
    status: 'HTTP {{status}}',
    noAnswer: 'No answer',
    duration: '{{ms}} ms',
    body: 'Answer',
    history: 'Show in the delivery history',
    dismiss: 'Close the result',
  },
} as const;
