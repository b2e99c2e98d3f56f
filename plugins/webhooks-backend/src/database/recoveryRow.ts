import {
  Recovery,
  RecoveryFilter,
  RecoveryState,
} from '@kubevision/backstage-plugin-webhooks-common';
import { toReasonParts } from './reasonColumns';

/** PostgreSQL's driver answers bigint as text, SQLite's as a number. */
type BigInteger = number | string;

/** A row of `recoveries`. */
export interface RecoveryRow {
  seq: BigInteger;
  id: string;
  webhook_id: string;
  filter: string;
  state: string;
  reason: string | null;
  reason_parts: string | null;
  total: number;
  done: number;
  per_minute: number;
  last_seq: BigInteger;
  after_seq: BigInteger;
  next_at: BigInteger;
  created_by: string;
  created_at: BigInteger;
  ended_at: BigInteger | null;
}

/** The filter that a recovery was created with. */
export function toFilter(row: RecoveryRow): RecoveryFilter {
  return JSON.parse(row.filter);
}

/** A recovery as the API answers it. */
export function toRecovery(row: RecoveryRow): Recovery {
  const { total, done } = row;
  const hasEnded = row.ended_at !== null;
  return {
    id: row.id,
    webhookId: row.webhook_id,
    filter: toFilter(row),
    state: row.state as RecoveryState,
    reason: row.reason ?? undefined,
    reasonParts: toReasonParts(row),
    total,
    done,
    remaining: hasEnded ? 0 : Math.max(0, total - done),
    perMinute: row.per_minute,
    createdBy: row.created_by,
    createdAt: toIso(row.created_at),
    endedAt: row.ended_at === null ? undefined : toIso(row.ended_at),
  };
}

function toIso(time: BigInteger): string {
  return new Date(Number(time)).toISOString();
}
