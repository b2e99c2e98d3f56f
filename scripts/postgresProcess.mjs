import { startPostgres } from './postgres.mjs';

/**
 * A PostgreSQL in a process of its own that is started and stopped by messages, and answers each of them
 * when that is done: `{ start: { directory, port } }` with `{ connectionString }`, `{ stop: true }`
 * with `{ stopped: true }`.
 */
let postgres;
process.on('message', async ({ start, stop }) => {
  if (start) {
    postgres = await startPostgres({
      ...start,
      persistent: true,
      // What survives is decided by the process here, not by the machine.
      settings: ['fsync=off'],
    });
    process.send({ connectionString: postgres.connectionString });
  }
  if (stop) {
    await postgres.stop();
    process.send({ stopped: true });
  }
});
process.once('disconnect', async () => {
  await postgres?.stop();
  process.exit();
});
