import {
  HoldReason,
  RetrySchedule,
  WebhookEvent,
} from '@kubevision/backstage-plugin-webhooks-common';
import { Knex } from 'knex';
import { memoryMs } from '../noise';
import { PlannedDelivery, ToldAbout } from '../noise/PlannedDelivery';
import { Settings, normalizeNoise } from '../noise/settings';
import { Subject } from '../noise/Subject';
import { chunks } from './chunks';
import { DeliveryRow } from './deliveryRow';
import { ifPending } from './plannerHints';

/**
 * Reads what noise control decides by, and locks it: from here to the end of the transaction
 * nobody claims what is held, and nobody else adds to it.
 *
 * Webhooks come first, as whoever ends a delivery locks in this order too; and rows in the order
 * of their objects: any other order is a deadlock.
 *
 * @param options - `subjects`: what may be held, or end a hold; `endedKeys`: objects that are not
 *   being rolled out; `webhookIds`: those that want any of the subjects
 * @returns beside that, by which schedule the webhooks are tried again
 */
export async function readNoise(
  tx: Knex.Transaction,
  options: {
    subjects: readonly Subject[];
    endedKeys: readonly string[];
    webhookIds: readonly string[];
    now: Date;
  },
): Promise<{
  held: PlannedDelivery[];
  told: ToldAbout[];
  settings: Map<string, Settings>;
  retry: Map<string, RetrySchedule>;
}> {
  const { subjects, endedKeys, webhookIds, now } = options;
  const objectKeys = sortedSet(subjects.map(subject => subject.objectKey));
  const ownerKeys = subjects.flatMap(({ ownerKey }) => ownerKey ?? []);
  const heldKeys = sortedSet([...objectKeys, ...ownerKeys, ...endedKeys]);

  const holders: string[] = [];
  for (const keys of chunks(heldKeys)) {
    holders.push(
      ...(await heldOf(tx, keys, now).distinct().pluck('webhook_id')),
    );
  }
  const { settings, retry } = await lockSettings(
    tx,
    sortedSet([...webhookIds, ...holders]),
  );

  const held: PlannedDelivery[] = [];
  if (holders.length > 0) {
    for (const keys of chunks(heldKeys)) {
      const rows: HeldRow[] = await heldOf(tx, keys, now)
        .select('*')
        .orderBy(['object_key', 'seq'])
        .forUpdate();
      held.push(...rows.map(fromRow));
    }
  }
  const memory = Math.max(0, ...[...settings.values()].map(memoryMs));
  const told =
    memory > 0
      ? await readTold(tx, {
          objectKeys,
          after: now.getTime() - memory,
          waiting: new Set(held.map(({ id }) => id)),
        })
      : [];
  return { held, settings, told, retry };
}

type HeldRow = DeliveryRow & {
  object_key: string;
  first_due_at: number | string;
};

/** What was claimed once absorbs nothing more: it may have arrived, whatever became of it. */
function heldOf(tx: Knex.Transaction, keys: readonly string[], now: Date) {
  return tx('deliveries')
    .whereIn('object_key', [...keys])
    .where('first_due_at', '>', now.getTime())
    .whereRaw(ifPending('attempts = 0'))
    .whereNull('claim_id')
    .whereNotNull('hold_reason');
}

function fromRow(row: HeldRow): PlannedDelivery {
  return {
    id: row.id,
    webhookId: row.webhook_id,
    objectKey: row.object_key,
    event: JSON.parse(row.event) as WebhookEvent,
    reason: row.hold_reason as HoldReason,
    since: Number(row.created_at),
    until: Number(row.first_due_at),
    absorbed: row.absorbed,
  };
}

interface SettingsRow {
  id: string;
  noise: string | null;
  retry: RetrySchedule;
}

/** Locked against deletion only; a webhook that is not among them is deleted already. */
async function lockSettings(
  tx: Knex.Transaction,
  ids: readonly string[],
): Promise<{
  settings: Map<string, Settings>;
  retry: Map<string, RetrySchedule>;
}> {
  const settings = new Map<string, Settings>();
  const retry = new Map<string, RetrySchedule>();
  for (const chunk of chunks(ids)) {
    const rows: SettingsRow[] = await tx('webhooks')
      .whereIn('id', [...chunk])
      .orderBy('id')
      .forKeyShare()
      .select('id', 'noise', 'retry');
    for (const row of rows) {
      const noise = row.noise ? JSON.parse(row.noise) : undefined;
      settings.set(row.id, normalizeNoise(noise));
      retry.set(row.id, row.retry);
    }
  }
  return { settings, retry };
}

async function readTold(
  tx: Knex.Transaction,
  options: {
    objectKeys: readonly string[];
    after: number;
    waiting: ReadonlySet<string>;
  },
): Promise<ToldAbout[]> {
  const { objectKeys, after, waiting } = options;
  const told: ToldAbout[] = [];
  for (const keys of chunks(objectKeys)) {
    const rows: HeldRow[] = await tx('deliveries')
      .whereIn('object_key', [...keys])
      .where('first_due_at', '>', after)
      .orderBy(['first_due_at', 'seq'])
      .select('id', 'webhook_id', 'object_key', 'first_due_at', 'hold_reason');
    for (const row of rows) {
      if (waiting.has(row.id)) continue;
      told.push({
        webhookId: row.webhook_id,
        objectKey: row.object_key,
        at: Number(row.first_due_at),
        reason: (row.hold_reason as HoldReason) ?? undefined,
      });
    }
  }
  return told;
}

function sortedSet(keys: readonly string[]): string[] {
  return [...new Set(keys)].sort();
}
