// npm run test:package: packs every published package, installs them into a new Backstage app, builds and starts
// it, has it deliver a change of a cluster, and looks at its page in Debian's Chromium. What is tested is what a
// registry would get, not the sources.
//
// --built  packs what `yarn tsc` and `yarn build:all` have just made, instead of making it
// --keep   leaves the app where it is, to look into it

import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, openSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { bootstrap, root } from './bootstrap.mjs';

bootstrap();

const { findChromium } = await import('./findChromium.mjs');
const { freePort } = await import('./freePort.mjs');
const newApp = await import('./newApp.mjs');
const { onStop, runToEnd, startNode, stopAll, typescriptArgs } = await import(
  './processes.mjs'
);

const { values: options } = parseArgs({
  options: {
    built: { type: 'boolean', default: false },
    keep: { type: 'boolean', default: false },
  },
});

const WEBHOOK = 'package test';
const SECRET = 'the secret of the receiver';
const TOKEN = 'a-static-token-of-this-test';
const PATIENCE_MS = 5 * 60_000;

/** What the portal writes: too much to stand between the lines of a test. */
const LOG = join(root, '.cache/package-portal.log');

const CHROMIUM = findChromium();
const work = mkdtempSync(join(tmpdir(), 'webhooks-package-'));
const app = join(work, 'portal');

const say = text => console.log(`[package] ${text}`);

const durations = {};

/** Does a part of the test, and notes how long it took. */
async function step(name, action) {
  say(name);
  const startedAt = performance.now();
  try {
    return await action();
  } finally {
    durations[name] = Math.round((performance.now() - startedAt) / 1000);
  }
}

/** @returns {Promise<{ url: string, next(): Promise<{ headers: object, body: Buffer }> }>} */
async function startReceiver() {
  const received = [];
  const waiting = [];
  const server = createServer(async (request, response) => {
    const chunks = [];
    for await (const chunk of request) chunks.push(chunk);
    const message = { headers: request.headers, body: Buffer.concat(chunks) };
    const wanted = waiting.shift();
    if (wanted) wanted(message);
    else received.push(message);
    response.end('ok');
  });
  await new Promise(resolve => server.listen(0, '127.0.0.1', resolve));
  onStop(() => server.close());
  return {
    url: `http://127.0.0.1:${server.address().port}/hook`,
    next: async () =>
      received.shift() ?? new Promise(resolve => waiting.push(resolve)),
  };
}

async function startCluster() {
  const [port, other] = [await freePort(), await freePort()];
  startNode(
    'The cluster simulator',
    typescriptArgs('packages/cluster-simulator/src/main.ts'),
    {
      env: {
        ...process.env,
        SIMULATOR_DATA: join(work, 'simulator'),
        SIMULATOR_PROD_US_PORT: String(port),
        SIMULATOR_STAGING_PORT: String(other),
      },
    },
  );
  return `http://127.0.0.1:${port}`;
}

function writeConfig({ url, port, cluster, receiver }) {
  const config = {
    app: { baseUrl: url },
    auth: {
      // The app runs as it would in production.
      providers: { guest: { dangerouslyAllowOutsideDevelopment: true } },
    },
    backend: {
      baseUrl: url,
      listen: { host: '127.0.0.1', port },
      auth: {
        externalAccess: [
          { type: 'static', options: { token: TOKEN, subject: 'test' } },
        ],
      },
    },
    catalog: { locations: [] },
    kubernetes: {
      serviceLocatorMethod: { type: 'multiTenant' },
      clusterLocatorMethods: [
        {
          type: 'config',
          clusters: [
            {
              name: 'prod-us',
              url: cluster,
              authProvider: 'serviceAccount',
              serviceAccountToken: 'simulator',
            },
          ],
        },
      ],
    },
    webhooks: {
      roles: { admin: ['user:development/guest'] },
      secrets: {
        keys: [{ id: 'test', secret: Buffer.alloc(32, 7).toString('base64') }],
      },
      delivery: { allowedReceivers: [new URL(receiver).host] },
    },
  };
  const file = join(app, 'app-config.test.yaml');
  writeFileSync(file, JSON.stringify(config));
  return file;
}

async function until(what, attempt) {
  for (const end = Date.now() + PATIENCE_MS; Date.now() < end; ) {
    const result = await attempt().catch(() => undefined);
    if (result) return result;
    await new Promise(resolve => setTimeout(resolve, 500));
  }
  throw new Error(`Not within ${PATIENCE_MS / 60_000} minutes: ${what}`);
}

async function startPortal(receiver) {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const cluster = await startCluster();
  const config = writeConfig({ url, port, cluster, receiver: receiver.url });
  const log = openSync(LOG, 'w');
  startNode(
    'The portal',
    ['packages/backend', '--config', 'app-config.yaml', '--config', config],
    { cwd: app, stdio: ['ignore', log, log] },
  );
  await until('the portal answers', async () => {
    const signal = AbortSignal.timeout(5_000);
    const ready = await fetch(`${url}/.backstage/health/v1/readiness`, {
      signal,
    });
    const page = await fetch(url, { signal });
    return ready.ok && page.ok;
  });
  return url;
}

async function deliver(portal, receiver) {
  const call = async (path, body) => {
    const response = await fetch(`${portal}/api/v1/webhooks${path}`, {
      method: 'POST',
      headers: {
        Authorization: `Bearer ${TOKEN}`,
        'Content-Type': 'application/json',
      },
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(PATIENCE_MS),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`${path}: ${response.status} ${text}`);
    return JSON.parse(text);
  };
  const { id } = await call('', {
    name: WEBHOOK,
    platform: 'http',
    url: receiver.url,
    secret: SECRET,
  });
  const { outcome } = await call(`/${id}/test`, {});
  if (outcome !== 'delivered') throw new Error(`The test was ${outcome}`);

  const { verifySignature, SIGNATURE_HEADER } = createRequire(
    join(app, 'packages/backend/package.json'),
  )(newApp.COMMON);
  for (const what of ['the test', 'a change of the cluster']) {
    const { headers, body } = await Promise.race([
      receiver.next(),
      new Promise((_, reject) =>
        setTimeout(reject, PATIENCE_MS, new Error(`${what} did not arrive`)),
      ),
    ]);
    const signature = headers[SIGNATURE_HEADER.toLowerCase()];
    if (!(await verifySignature(SECRET, body, signature))) {
      throw new Error(`${what} came with a wrong signature`);
    }
    const { event, resource, name } = JSON.parse(body);
    say(`delivered ${what}: ${event} of ${resource} ${name}`);
  }
}

function look(portal) {
  return runToEnd(
    process.execPath,
    [
      join(root, 'node_modules/@playwright/test/cli.js'),
      'test',
      '--config',
      'playwright.package.config.ts',
    ],
    {
      cwd: root,
      minutes: 10,
      env: { ...process.env, PORTAL_URL: portal, CHROMIUM, WEBHOOK },
    },
  );
}

async function main() {
  if (options.built) newApp.checkBuilt();
  else await step('building the packages', newApp.buildPackages);
  const packed = await step('packing them', () =>
    newApp.packPackages(join(work, 'packages')),
  );
  await step('making a new app', () => newApp.createApp(app, packed));
  await step('installing it', () => newApp.installApp(app, packed));
  // Neither keeps two cores busy by itself.
  await step('building it, and checking its types', () =>
    Promise.all([newApp.buildApp(app), newApp.checkTypes(app)]),
  );

  const receiver = await startReceiver();
  const portal = await step('starting it', () => startPortal(receiver));
  await step('delivering', () => deliver(portal, receiver));
  await step('looking at its page', () => look(portal));
  say('What would be published works in a new app.');
}

mkdirSync(join(root, '.cache'), { recursive: true });
onStop(() => {
  console.table(durations);
  if (options.keep) say(`the app is in ${app}`);
  // A hundred thousand files, for which nobody should have to wait.
  else spawn('rm', ['-rf', work], { detached: true, stdio: 'ignore' }).unref();
});
await stopAll(
  await main().then(
    () => 0,
    error => {
      console.error(error);
      say(`what the portal wrote is in ${LOG}`);
      return 1;
    },
  ),
);
