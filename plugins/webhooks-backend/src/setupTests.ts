/** As `scripts/test.mjs` has it: a limit for what hangs, not for what is slow on a busy machine. */
const LIMIT_MS = 300_000;

const register = globalThis.afterAll;

/**
 * `TestDatabases` gives PostgreSQL a minute to drop its databases, and there is no option for it. It
 * takes longer while other tests of the same server freeze or kill those who are connected to it.
 */
globalThis.afterAll = (hook, timeout = 0) =>
  register(hook, Math.max(timeout, LIMIT_MS));
