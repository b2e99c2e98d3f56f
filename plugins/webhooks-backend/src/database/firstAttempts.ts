import { Knex } from 'knex';

/**
 * When the first delivery of each of some webhooks is due, but for those that a claim has just taken,
 * in milliseconds since the epoch. One look into an index for each webhook, whatever is waiting there.
 *
 * @param options - `after`: those that are due by then are not looked at either
 * @returns by the webhook's id; those of which nothing else is pending are not in it
 */
export async function readFirstAttempts(
  tx: Knex.Transaction,
  options: {
    webhookIds: readonly string[];
    claimId: string;
    after?: number;
  },
): Promise<ReadonlyMap<string, number>> {
  const { webhookIds, claimId, after } = options;
  if (webhookIds.length === 0) return new Map();
  const first = tx('deliveries as d')
    .min('d.next_attempt_at')
    .whereRaw("d.webhook_id = lane.webhook_id and d.status = 'pending'")
    .whereRaw('(d.claim_id is null or d.claim_id <> ?)', [claimId]);
  if (after !== undefined) first.where('d.next_attempt_at', '>', after);
  const rows: { webhook_id: string; at: number | string | null }[] = await tx(
    'delivery_lanes as lane',
  )
    .whereIn('lane.webhook_id', [...webhookIds])
    .select('lane.webhook_id', { at: first });
  return new Map(
    rows.flatMap(({ webhook_id: id, at }) =>
      at === null ? [] : [[id, Number(at)]],
    ),
  );
}
