import {
  HOLD_REASONS,
  HeldBack,
} from '@kubevision/backstage-plugin-webhooks-common';
import { Translate } from './Translate';

/** What was held back, as `7 messages: 5 of rollouts, 2 within the window`. */
export function describeHeldBack(
  { total, byReason }: HeldBack,
  t: Translate,
): string {
  if (total === 0) return t('noise.heldBackNone');
  const reasons = HOLD_REASONS.filter(reason => byReason[reason]).map(reason =>
    t('noise.heldBackReason', {
      number: String(byReason[reason]),
      reason: t(`noise.reason.${reason}`),
    }),
  );
  return t('noise.heldBackReasons', {
    total: t('noise.heldBackTotal', { count: total }),
    reasons: reasons.join(t('filters.separator')),
  });
}
