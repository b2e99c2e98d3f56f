import {
  Reason,
  ReasonPart,
  inEnglish,
} from '@kubevision/backstage-plugin-webhooks-common';
import { toUSVString } from 'node:util';

/** How a reason is stored; the parts as JSON. */
export interface ReasonColumns {
  readonly reason: string | null;
  readonly reason_parts: string | null;
}

export const NO_REASON: ReasonColumns = { reason: null, reason_parts: null };

/** @param why - may have no reason at all */
export function toReasonColumns(why: Partial<Reason>): ReasonColumns {
  const { reason, reasonParts } = why;
  return {
    reason: storable(reason),
    reason_parts: reasonParts ? JSON.stringify(reasonParts) : null,
  };
}

/**
 * The parts of a stored reason. A replica of an older version writes reasons without their parts, and
 * those of the reason before stay: parts that say something else are none.
 */
export function toReasonParts({
  reason,
  reason_parts: json,
}: ReasonColumns): ReasonPart[] | undefined {
  if (json === null) return undefined;
  const parts: ReasonPart[] = JSON.parse(json);
  return inEnglish(parts) === reason ? parts : undefined;
}

/** Text of a receiver may hold what PostgreSQL does not take: NUL, and halves of characters. */
export function storable(text: string | undefined): string | null {
  return text === undefined
    ? null
    : toUSVString(text.replaceAll('\0', '\uFFFD'));
}
