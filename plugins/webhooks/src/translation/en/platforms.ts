/**
 * What the backend says of its own platforms, for languages other than English: a platform says it
 * in English itself, which stays where nothing is written here.
 */
export const platforms = {
  platform: {
    label: { dingtalk: '', feishu: '', wecom: '', http: '' },
    secretLabel: '',
    urlHelp: {
      slack: '',
      discord: '',
      dingtalk: '',
      feishu: '',
      wecom: '',
      http: '',
    },
    secretHelp: { dingtalk: '', feishu: '', http: '' },
  },
} as const;
