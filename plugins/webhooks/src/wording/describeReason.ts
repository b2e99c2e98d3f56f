import {
  REASON_WORDS,
  Reason,
  ReasonPart,
  WatchInfo,
  Webhook,
  joinSentences,
} from '@kubevision/backstage-plugin-webhooks-common';
import { reasons } from '../translation/en/reasons';
import { Translate } from './Translate';
import { spaced } from './spaced';

type Receiver = keyof typeof reasons.reasonReceiver;

/** By how the backend calls them. */
const RECEIVERS = new Map(
  Object.entries(reasons.reasonReceiver).map(([id, name]) => [
    name as string,
    id as Receiver,
  ]),
);

/**
 * A reason, a remedy or a note in the reader's language; in the words of the backend where it has no
 * codes, or one that this version does not know.
 */
export function describeReason(
  { reason, reasonParts }: Partial<Reason>,
  t: Translate,
): string | undefined {
  if (!reason || !reasonParts?.every(isKnown)) return reason;
  return joinSentences(reasonParts.map(part => spaced(sayPart(part, t))));
}

/** Why the plugin disabled a webhook. */
export function describeDisabled(
  webhook: Pick<Webhook, 'disabledReason' | 'disabledReasonParts'>,
  t: Translate,
): string | undefined {
  const { disabledReason: reason, disabledReasonParts: reasonParts } = webhook;
  return describeReason({ reason, reasonParts }, t);
}

/** Why the last delivery of a webhook failed. */
export function describeHealth(
  webhook: Pick<Webhook, 'healthReason' | 'healthReasonParts'>,
  t: Translate,
): string | undefined {
  const { healthReason: reason, healthReasonParts: reasonParts } = webhook;
  return describeReason({ reason, reasonParts }, t);
}

/** What to do about a cluster or a watch that is not well. */
export function describeRemedy(
  watch: Pick<WatchInfo, 'remedy' | 'remedyParts'>,
  t: Translate,
): string | undefined {
  const { remedy: reason, remedyParts: reasonParts } = watch;
  return describeReason({ reason, reasonParts }, t);
}

function isKnown({ code }: ReasonPart): boolean {
  return Object.hasOwn(REASON_WORDS, code);
}

function sayPart({ code, params = {} }: ReasonPart, t: Translate): string {
  const names = ['receiver', 'other'].flatMap(param => {
    const receiver = RECEIVERS.get(params[param]);
    return receiver ? [[param, t(`reasonReceiver.${receiver}`)]] : [];
  });
  // Each code has parameters of its own, so that no one type has them all.
  const say = t as (key: string, options: Record<string, string>) => string;
  return say(`reason.${code}`, {
    ...params,
    ...Object.fromEntries(names),
  });
}
