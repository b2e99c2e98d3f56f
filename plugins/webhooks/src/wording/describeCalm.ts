import { Webhook } from '@kubevision/backstage-plugin-webhooks-common';
import { DateTime } from 'luxon';
import { Translate } from './Translate';

/** What keeps a webhook from being sent to, as facts; empty while nothing does. */
export function describeCalm(
  { circuit, mutedUntil, quietHours, disabledReason }: Webhook,
  t: Translate,
): [label: string, value: string][] {
  const facts: [string, string | undefined][] = [
    [t('calm.disabled'), disabledReason],
    [t('calm.nextProbe'), circuit.nextProbeAt && inWords(circuit.nextProbeAt)],
    [t('calm.muted'), mutedUntil ? inWords(mutedUntil) : undefined],
    [
      t('calm.quietHours'),
      quietHours
        ? `${quietHours.start}–${quietHours.end} ${quietHours.timeZone}`
        : undefined,
    ],
  ];
  return facts.filter((fact): fact is [string, string] => Boolean(fact[1]));
}

function inWords(iso: string): string {
  return DateTime.fromISO(iso).toFormat('yyyy-MM-dd HH:mm');
}
