import { RecoveryFilter } from '@kubevision/backstage-plugin-webhooks-common';
import { DateTime } from 'luxon';
import { Translate } from './Translate';

/** `Cluster prod-us, Kind Pod`; empty where everything is taken in. */
export function describeRecoveryFilter(
  filter: RecoveryFilter,
  t: Translate,
  locale: string,
): string {
  const { failureClass, event, cluster, resource, namespace } = filter;
  const { createdSince, createdUntil } = filter;
  const time = (iso: string | undefined) =>
    iso &&
    DateTime.fromISO(iso, { locale }).toLocaleString(DateTime.DATETIME_SHORT);
  const parts = [
    [
      'failureClass',
      failureClass && t(`deliveries.failureClass.${failureClass}`),
    ],
    ['event', event && t(`event.${event}`)],
    ['cluster', cluster],
    ['resource', resource],
    ['namespace', namespace],
    ['createdSince', time(createdSince)],
    ['createdUntil', time(createdUntil)],
  ] as const;
  return parts
    .filter(([, words]) => words)
    .map(([name, words]) => `${t(`deliveries.filter.${name}`)} ${words}`)
    .join(t('filters.separator'));
}
