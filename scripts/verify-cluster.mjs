// npm run verify:cluster -- --kubeconfig FILE: installs what is missing, and checks the plugin
// against a real cluster. See docs/verify-cluster.md.

import { spawn } from 'node:child_process';
import { bootstrap } from './bootstrap.mjs';

bootstrap();

const { typescriptArgs } = await import('./processes.mjs');

const check = spawn(
  process.execPath,
  [
    ...typescriptArgs('packages/verify-cluster/src/main.ts'),
    ...process.argv.slice(2),
  ],
  {
    // Where the command was given, so that the path of a kubeconfig may be relative.
    cwd: process.env.INIT_CWD ?? process.cwd(),
    stdio: 'inherit',
  },
);
check.once('exit', code => process.exit(code ?? 2));

// It cleans up and ends by itself; Ctrl-C reaches it directly, a signal to this script does not.
process.removeAllListeners('SIGINT').on('SIGINT', () => {});
process.removeAllListeners('SIGTERM').on('SIGTERM', () => check.kill());
