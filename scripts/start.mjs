// npm start: installs what is missing, then runs the portal with everything it needs to be tried:
// two simulated clusters, an inbox that receives, the backend and the app.
//
// --postgres    keeps the data in an embedded PostgreSQL instead of SQLite
// --data <d>    keeps the data in another folder than .data
// --config <f>  more configuration, on top of app-config.yaml; may be given several times

import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { bootstrap, root } from './bootstrap.mjs';

const startedAt = Date.now();

bootstrap();

const { isPortTaken, onStop, startNode, stopAll, typescriptArgs } =
  await import('./processes.mjs');

const { values } = parseArgs({
  options: {
    postgres: { type: 'boolean', default: false },
    data: { type: 'string', default: join(root, '.data') },
    config: { type: 'string', multiple: true, default: [] },
  },
});

const dataDirectory = resolve(values.data);

/** Who listens where, and what to change when the port is taken. */
const PORTS = [
  { port: 3000, what: 'the app', variable: 'APP_PORT' },
  { port: 7007, what: 'the backend', variable: 'BACKEND_PORT' },
  {
    port: 7011,
    what: 'the cluster prod-us',
    variable: 'SIMULATOR_PROD_US_PORT',
  },
  {
    port: 7012,
    what: 'the cluster staging',
    variable: 'SIMULATOR_STAGING_PORT',
  },
  { port: 7020, what: 'the inbox', variable: 'INBOX_PORT' },
  ...(values.postgres
    ? [{ port: 7032, what: 'PostgreSQL', variable: 'POSTGRES_PORT' }]
    : []),
].map(entry => ({
  ...entry,
  port: Number(process.env[entry.variable] ?? entry.port),
}));

const portOf = what => PORTS.find(entry => entry.what === what).port;
const APP = `http://localhost:${portOf('the app')}`;
const READINESS = `http://localhost:${portOf(
  'the backend',
)}/.backstage/health/v1/readiness`;

function say(text) {
  const seconds = Math.round((Date.now() - startedAt) / 1000);
  console.log(`[portal ${String(seconds).padStart(3)} s] ${text}`);
}

async function checkPorts() {
  const taken = [];
  for (const entry of PORTS) {
    if (await isPortTaken(entry.port)) taken.push(entry);
  }
  for (const { port, what, variable } of taken) {
    console.error(
      `Port ${port}, for ${what}, is taken: set the environment variable ${variable} to another port.`,
    );
  }
  if (taken.length > 0) process.exit(1);
}

/** The key that seals webhook URLs and secrets: made once, kept beside the data it opens. */
function secretKey() {
  const file = join(dataDirectory, 'secret-key');
  if (!existsSync(file)) {
    writeFileSync(file, randomBytes(32).toString('base64'), { mode: 0o600 });
  }
  return readFileSync(file, 'utf8').trim();
}

async function answers(url) {
  try {
    return (await fetch(url, { signal: AbortSignal.timeout(5_000) })).ok;
  } catch {
    return false;
  }
}

async function waitFor(what, url) {
  say(`waiting for ${what} …`);
  for (;;) {
    if (await answers(url)) break;
    await new Promise(resolve => setTimeout(resolve, 500));
  }
  say(`${what} is ready`);
}

mkdirSync(dataDirectory, { recursive: true });
await checkPorts();

const configs = ['app-config.yaml'];
if (values.postgres) configs.push('app-config.postgres.yaml');
if (existsSync(join(root, 'app-config.local.yaml'))) {
  configs.push('app-config.local.yaml');
}
configs.push(...values.config);

const env = {
  ...process.env,
  PORTAL_DATA: dataDirectory,
  SIMULATOR_DATA: join(dataDirectory, 'simulator'),
  WEBHOOKS_SECRET_KEY: process.env.WEBHOOKS_SECRET_KEY ?? secretKey(),
};

if (values.postgres) {
  say('starting PostgreSQL …');
  const { startPostgres } = await import('./postgres.mjs');
  const postgres = await startPostgres({
    directory: join(dataDirectory, 'postgres'),
    port: portOf('PostgreSQL'),
    persistent: true,
  });
  onStop(() => postgres.stop());
  Object.assign(env, postgres.env);
}

say('starting the simulated clusters and the inbox …');
startNode(
  'The cluster simulator',
  typescriptArgs('packages/cluster-simulator/src/main.ts'),
  { env },
);
startNode('The inbox', typescriptArgs('packages/inbox/src/main.ts'), { env });

say(
  'building the app and starting the backend; the first build takes about a minute …',
);
startNode(
  'The portal',
  [
    join(root, 'node_modules/@backstage/cli/bin/backstage-cli'),
    'repo',
    'start',
    ...configs.flatMap(config => ['--config', resolve(root, config)]),
  ],
  { env },
).once('exit', code => stopAll(code ?? 0));

await waitFor('the backend', READINESS);
await waitFor('the app', APP);
say(
  `the portal is at ${APP} and the inbox at http://localhost:${portOf(
    'the inbox',
  )}`,
);
