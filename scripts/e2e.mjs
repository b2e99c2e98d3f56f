// npm run test:e2e: starts a portal with empty data and drives it in Debian's Chromium.
// Arguments go to Playwright, e.g. `npm run test:e2e -- --headed`.

import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { bootstrap, root } from './bootstrap.mjs';

bootstrap();

const { findChromium } = await import('./findChromium.mjs');
const { runPortal } = await import('./runPortal.mjs');

const CHROMIUM = findChromium();
const portal = await runPortal();
const { status } = spawnSync(
  process.execPath,
  [
    join(root, 'node_modules/@playwright/test/cli.js'),
    'test',
    ...process.argv.slice(2),
  ],
  {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, ...portal.env, CHROMIUM },
  },
);
await portal.stop();
process.exit(status ?? 1);
