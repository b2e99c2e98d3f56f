import { Webhook } from '@kubevision/backstage-plugin-webhooks-common';
import { DateTime } from 'luxon';
import { Translate } from './Translate';

/** What keeps a webhook from being sent to, as facts; empty while nothing does. */
export function describeCalm(
  { circuit, mutedUntil, quietHours, disabledReason }: Webhook,
  t: Translate,
  locale: string,
): [label: string, value: string][] {
  const inWords = (iso: string | undefined | null) =>
    iso &&
    DateTime.fromISO(iso, { locale }).toLocaleString(DateTime.DATETIME_MED);
  const facts: [string, string | null | undefined][] = [
    [t('calm.disabled'), disabledReason],
    [t('calm.nextProbe'), inWords(circuit.nextProbeAt)],
    [t('calm.muted'), inWords(mutedUntil)],
    [
      t('calm.quietHours'),
      quietHours
        ? `${quietHours.start}–${quietHours.end} ${quietHours.timeZone}`
        : undefined,
    ],
  ];
  return facts.filter((fact): fact is [string, string] => Boolean(fact[1]));
}
