import { NotificationPayload } from '@backstage/plugin-notifications-common';
import { Notice } from '../database/NoticeStore';

/** Where the frontend plugin has its pages. */
const PAGES = '/webhooks';

const TURNS: Readonly<
  Record<
    Notice['turn'],
    {
      readonly severity: NotificationPayload['severity'];
      readonly title: (name: string) => string;
      readonly description: (notice: Notice) => string;
    }
  >
> = {
  disabled: {
    severity: 'high',
    title: name => `The webhook '${name}' was disabled`,
    description: ({ reason }) =>
      `${reason} Put that right and enable it again; what it did not deliver is in its history and can be sent again.`,
  },
  opened: {
    severity: 'normal',
    title: name => `The webhook '${name}' cannot deliver`,
    description: ({ reason, nextProbeAt }) =>
      `${reason} Its deliveries wait. It is tried again from ${nextProbeAt
        ?.toISOString()
        .slice(0, 16)
        .replace('T', ' ')} UTC on, and then less and less often.`,
  },
  recovered: {
    severity: 'low',
    title: name => `The webhook '${name}' delivers again`,
    description: () => 'Its receiver is well again. What waited is sent now.',
  },
};

/**
 * Says a notice in words. The scope is the notice's own: told twice, it is one notification.
 * https://backstage.io/docs/notifications/usage#scoped-notifications
 */
export function toNotification(notice: Notice): NotificationPayload {
  const { title, description, severity } = TURNS[notice.turn];
  return {
    title: title(notice.webhookName),
    description: description(notice),
    severity,
    link: `${PAGES}/${notice.webhookId}`,
    topic: 'webhooks',
    scope: `webhooks:${notice.webhookId}:${notice.seq}`,
  };
}
