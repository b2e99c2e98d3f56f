// npm run test:e2e: starts the portal with empty data and drives it in Debian's Chromium.
// Arguments go to Playwright, e.g. `npm run test:e2e -- --headed`.

import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bootstrap, root } from './bootstrap.mjs';

bootstrap();

const CHROMIUM = process.env.CHROMIUM ?? '/usr/bin/chromium';
const PORTAL = 'http://localhost:3000';
const READINESS = 'http://localhost:7007/.backstage/health/v1/readiness';

if (!existsSync(CHROMIUM)) {
  console.error(
    `There is no Chromium at ${CHROMIUM}. Install Debian's package (apt-get install chromium) or name another one in the environment variable CHROMIUM.`,
  );
  process.exit(1);
}

const portal = spawn(
  process.execPath,
  [
    join(root, 'scripts/start.mjs'),
    '--data',
    mkdtempSync(join(tmpdir(), 'webhooks-e2e-')),
  ],
  { cwd: root, stdio: ['ignore', 'inherit', 'inherit'] },
);
let portalEnded = false;
portal.once('exit', () => {
  portalEnded = true;
});

async function isReady() {
  const answers = await Promise.allSettled(
    [PORTAL, READINESS].map(url =>
      fetch(url, { signal: AbortSignal.timeout(5_000) }),
    ),
  );
  return answers.every(answer => answer.value?.ok);
}

while (!portalEnded && !(await isReady())) {
  await new Promise(resolve => setTimeout(resolve, 500));
}
if (portalEnded) {
  console.error('The portal did not start; its output above says why.');
  process.exit(1);
}

const { status } = spawnSync(
  process.execPath,
  [
    join(root, 'node_modules/@playwright/test/cli.js'),
    'test',
    ...process.argv.slice(2),
  ],
  { cwd: root, stdio: 'inherit', env: { ...process.env, CHROMIUM } },
);

portal.kill('SIGTERM');
if (!portalEnded) await new Promise(resolve => portal.once('exit', resolve));
process.exit(status ?? 1);
