import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, openSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from './bootstrap.mjs';
import { freePort } from './freePort.mjs';

async function isReady(urls) {
  const answers = await Promise.allSettled(
    urls.map(url => fetch(url, { signal: AbortSignal.timeout(5_000) })),
  );
  return answers.every(answer => answer.value?.ok);
}

/** What the portal writes: too much to stand between the lines of a test. */
const LOG = join(root, '.cache/portal.log');

/** Many times what it takes to build the app and to start. */
const PATIENCE_MS = 15 * 60_000;

/**
 * Runs a portal of its own: with empty data, its simulated clusters and its inbox, on free ports,
 * so that it stands in no other portal's way.
 *
 * @returns {Promise<{ env: Record<string, string>, stop: () => Promise<void> }>} `env` names the
 *   portal's addresses, `PORTAL_URL`, `BACKEND_URL`, `INBOX_URL` and, of a cluster, `CLUSTER_URL`,
 *   and its folder, `PORTAL_DATA`
 * @throws {Error} when the portal ends instead of getting ready, or is not ready after a quarter of an hour
 */
export async function runPortal() {
  const ports = {};
  for (const variable of [
    'APP_PORT',
    'BACKEND_PORT',
    'SIMULATOR_PROD_US_PORT',
    'SIMULATOR_STAGING_PORT',
    'INBOX_PORT',
  ]) {
    ports[variable] = String(await freePort());
  }
  const url = variable => `http://localhost:${ports[variable]}`;
  const env = {
    PORTAL_URL: url('APP_PORT'),
    BACKEND_URL: url('BACKEND_PORT'),
    INBOX_URL: url('INBOX_PORT'),
    CLUSTER_URL: url('SIMULATOR_PROD_US_PORT'),
    PORTAL_DATA: mkdtempSync(join(tmpdir(), 'webhooks-portal-')),
  };

  mkdirSync(join(root, '.cache'), { recursive: true });
  const log = openSync(LOG, 'w');
  const portal = spawn(
    process.execPath,
    [join(root, 'scripts/start.mjs'), '--data', env.PORTAL_DATA],
    {
      cwd: root,
      stdio: ['ignore', log, log],
      env: { ...process.env, ...ports },
    },
  );
  const ended = new Promise(resolve => portal.once('exit', resolve));
  const urls = [
    env.PORTAL_URL,
    `${env.BACKEND_URL}/.backstage/health/v1/readiness`,
  ];
  // A backend of which a plugin does not start goes on without ever being ready.
  const giveUpAt = Date.now() + PATIENCE_MS;
  while (!(await isReady(urls))) {
    const hasEnded = portal.exitCode !== null || portal.signalCode !== null;
    if (hasEnded || Date.now() > giveUpAt) {
      portal.kill('SIGTERM');
      throw new Error(`The portal did not start; ${LOG} says why.`);
    }
    await new Promise(resolve => setTimeout(resolve, 500));
  }
  return {
    env,
    async stop() {
      portal.kill('SIGTERM');
      await ended;
    },
  };
}
