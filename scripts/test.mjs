// npm test: installs what is missing, starts a PostgreSQL, and runs all tests of all packages.
// Arguments go to Jest, e.g. `npm test -- plugins/webhooks-backend`.

import { chmodSync, mkdirSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { bootstrap, root } from './bootstrap.mjs';

bootstrap();

const { startPostgres } = await import('./postgres.mjs');
const { freePort } = await import('./freePort.mjs');

const args = process.argv.slice(2);
const temporary = mkdtempSync(join(tmpdir(), 'webhooks-test-'));
// Run by root, PostgreSQL becomes another user, who must be let through to its own folder.
chmodSync(temporary, 0o711);
const postgres = await startPostgres({
  directory: join(temporary, 'postgres'),
  port: await freePort(),
  persistent: false,
});
mkdirSync(join(root, '.cache'), { recursive: true });

// Not spawnSync: PostgreSQL stops working when nobody reads what it writes, as soon as that is much.
const tests = spawn(
  process.execPath,
  [
    join(root, 'node_modules/@backstage/cli/bin/backstage-cli'),
    'repo',
    'test',
    ...(args.some(arg => arg.startsWith('--watch')) ? [] : ['--watch=false']),
    // A limit for what hangs, not for what is slow on a busy machine.
    '--testTimeout=300000',
    ...args,
  ],
  {
    cwd: root,
    stdio: 'inherit',
    env: {
      ...process.env,
      // The Kubernetes backend imports an ES module, which Jest can do only with this.
      NODE_OPTIONS: `${
        process.env.NODE_OPTIONS ?? ''
      } --experimental-vm-modules`,
      BACKSTAGE_TEST_DISABLE_DOCKER: '1',
      BACKSTAGE_TEST_DATABASE_POSTGRES18_CONNECTION_STRING:
        postgres.connectionString,
    },
  },
);
const [status] = await once(tests, 'exit');
await postgres.stop();
process.exit(status ?? 1);
