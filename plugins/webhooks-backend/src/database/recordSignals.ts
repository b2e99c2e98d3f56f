import { Knex } from 'knex';
import { Circuit } from '../health/Circuit';
import { HealthSignal } from '../health/HealthSignal';
import { judgeReceiver, Turn } from '../health/judgeReceiver';
import { toReasonColumns } from './reasonColumns';
import { bumpRevision } from './revisions';

/** The columns of `webhooks` that a receiver's health is judged by. */
export interface CircuitRow {
  readonly id: string;
  readonly enabled: boolean | number;
  readonly circuit: string | null;
  readonly created_by: string;
}

/** What {@link recordSignals} is to take into account. */
export interface SignalsOptions {
  /** Locked by the transaction. */
  readonly webhooks: readonly CircuitRow[];
  /** In the order in which they came. */
  readonly signals: readonly { webhookId: string; signal: HealthSignal }[];
  readonly now: Date;
  readonly disableAfterMs: number;
}

/** Entity refs of people; nobody reads what a service is told. */
const USER_REF = /^user:/;

/**
 * Writes what attempts make of their receivers: circuits, the lanes that they close, webhooks that
 * are disabled, and what their creators are to be told. Writes nothing as long as all goes well.
 */
export async function recordSignals(
  tx: Knex.Transaction,
  { webhooks, signals, now, disableAfterMs }: SignalsOptions,
): Promise<void> {
  for (const webhook of webhooks) {
    // What was on its way when it was disabled says nothing new.
    if (!webhook.enabled) continue;
    const before = readCircuit(webhook.circuit);
    const turns: Turn[] = [];
    let circuit = before;
    for (const { webhookId, signal } of signals) {
      if (webhookId !== webhook.id || isOver(turns)) continue;
      const judgement = judgeReceiver(circuit, signal, { now, disableAfterMs });
      ({ circuit } = judgement);
      if (judgement.turn) turns.push(judgement.turn);
    }
    if (circuit === before && turns.length === 0) continue;
    await writeCircuit(tx, { id: webhook.id, before, circuit });
    for (const turn of turns) await takeTurn(tx, { webhook, turn, now });
  }
}

/** @param json - of the column `webhooks.circuit` */
export function readCircuit(json: string | null): Circuit | undefined {
  return json === null ? undefined : JSON.parse(json);
}

function isOver(turns: readonly Turn[]): boolean {
  return turns.some(({ kind }) => kind === 'disabled');
}

async function writeCircuit(
  tx: Knex.Transaction,
  options: { id: string; before?: Circuit; circuit?: Circuit },
): Promise<void> {
  const { id, before, circuit } = options;
  await tx('webhooks')
    .where({ id })
    .update({ circuit: circuit ? JSON.stringify(circuit) : null });
  const probeAt = circuit?.open?.nextProbeAt ?? null;
  if (probeAt === (before?.open?.nextProbeAt ?? null)) return;
  await tx('delivery_lanes')
    .where({ webhook_id: id })
    .update({ probe_at: probeAt });
}

async function takeTurn(
  tx: Knex.Transaction,
  options: { webhook: CircuitRow; turn: Turn; now: Date },
): Promise<void> {
  const { webhook, turn, now } = options;
  const { reason, reason_parts: parts } = toReasonColumns(
    'reason' in turn ? turn : {},
  );
  if (turn.kind === 'disabled') {
    await bumpRevision(tx, 'webhooks');
    await tx('webhooks').where({ id: webhook.id }).update({
      enabled: false,
      disabled_reason: reason,
      disabled_reason_parts: parts,
    });
  }
  if (!USER_REF.test(webhook.created_by)) return;
  await tx('health_notices').insert({
    webhook_id: webhook.id,
    turn: turn.kind,
    reason,
    next_probe_at: turn.kind === 'opened' ? turn.nextProbeAt : null,
    created_at: now.getTime(),
  });
}
