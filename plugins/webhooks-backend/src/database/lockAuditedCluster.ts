import { Knex } from 'knex';

/** Tells these locks apart from those of others in the same database. */
const LOCK_CLASS = 0x77686b73;

/**
 * Lets audit records and events of one cluster be stored after one another, so that whichever comes
 * second sees the first; otherwise two transactions at the same time would miss each other. Events
 * do not wait for events. Held until the transaction ends; SQLite has one writer anyway.
 */
export async function lockAuditedCluster(
  tx: Knex.Transaction,
  cluster: string,
  mode: 'events' | 'records',
): Promise<void> {
  if (tx.client.config.client !== 'pg') return;
  const lock =
    mode === 'events'
      ? 'pg_advisory_xact_lock_shared'
      : 'pg_advisory_xact_lock';
  await tx.raw(`select ${lock}(?, hashtext(?))`, [LOCK_CLASS, cluster]);
}
