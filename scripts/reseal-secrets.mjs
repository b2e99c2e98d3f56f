// npm run secrets:reseal: installs what is missing, and seals all stored secrets by the newest key
// of app-config. Arguments go to the backend, e.g. `-- --config app-config.yaml`. See
// docs/security.md.

import { spawn } from 'node:child_process';
import { join, resolve } from 'node:path';
import { bootstrap, root } from './bootstrap.mjs';

bootstrap();

const { typescriptArgs } = await import('./processes.mjs');

/** Paths are meant from where the command was given. */
function absolute(args) {
  const from = process.env.INIT_CWD ?? process.cwd();
  return args.map((arg, i) =>
    args[i - 1] === '--config' ? resolve(from, arg) : arg,
  );
}

const reseal = spawn(
  process.execPath,
  [
    ...typescriptArgs('packages/backend/src/resealSecrets.ts'),
    ...absolute(process.argv.slice(2)),
  ],
  // Where the portal's backend runs too, so that paths inside of app-config mean the same.
  { cwd: join(root, 'packages/backend'), stdio: 'inherit' },
);
reseal.once('exit', code => process.exit(code ?? 1));
