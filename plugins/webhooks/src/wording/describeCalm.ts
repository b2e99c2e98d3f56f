import { Webhook } from '@kubevision/backstage-plugin-webhooks-common';
import { DateTime } from 'luxon';
import { Translate } from './Translate';
import { describeDisabled } from './describeReason';

/** What keeps a webhook from being sent to, as facts; empty while nothing does. */
export function describeCalm(
  webhook: Webhook,
  t: Translate,
  locale: string,
): [label: string, value: string][] {
  const { circuit, mutedUntil, quietHours } = webhook;
  const inWords = (iso: string | undefined | null) =>
    iso &&
    DateTime.fromISO(iso, { locale }).toLocaleString(DateTime.DATETIME_MED);
  const facts: [string, string | null | undefined][] = [
    [t('calm.disabled'), describeDisabled(webhook, t)],
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
