import { REASON_WORDS } from '@kubevision/backstage-plugin-webhooks-common';

/** Why something is as it is, as the backend says it in English. */
export const reasons = {
  /** How the backend calls who was sent to, where other languages have a name of their own for it. */
  reasonReceiver: {
    receiver: 'The receiver',
    dingtalk: 'DingTalk',
    feishu: 'Feishu',
    feishuOrLark: 'Feishu / Lark',
    wecom: 'WeCom',
    http: 'Custom HTTP',
  },
  reason: REASON_WORDS,
} as const;
