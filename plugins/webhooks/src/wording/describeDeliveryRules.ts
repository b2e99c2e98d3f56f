import { Webhook } from '@kubevision/backstage-plugin-webhooks-common';
import { Translate } from './Translate';

/** How often it is tried, and when nothing is sent, as facts. */
export function describeDeliveryRules(
  {
    retry,
    digest,
    quietHours,
  }: Pick<Webhook, 'retry' | 'digest' | 'quietHours'>,
  t: Translate,
): [label: string, value: string][] {
  return [
    [t('settings.rules.retry'), t(`settings.rules.retryMode.${retry}`)],
    [t('settings.rules.digest'), t(digest ? 'list.on' : 'list.off')],
    [
      t('settings.rules.quiet'),
      quietHours
        ? t('settings.rules.quietValue', {
            start: quietHours.start,
            end: quietHours.end,
            timeZone: quietHours.timeZone,
          })
        : t('list.off'),
    ],
  ];
}
