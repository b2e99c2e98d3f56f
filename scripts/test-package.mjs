// npm run test:package: packs every published package, installs them into a new Backstage app, builds and starts
// it, and has it deliver a change of a cluster. What is tested is what a registry would get, not the sources.
//
// --keep   leaves the app where it is, to look into it

import { spawnSync } from 'node:child_process';
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bootstrap, root } from './bootstrap.mjs';

bootstrap();

const { freePort } = await import('./freePort.mjs');
const { onStop, startNode, stopAll, typescriptArgs } = await import(
  './processes.mjs'
);

/** Makes apps of the Backstage release that this repository is of (backstage.json). */
const CREATE_APP = '@backstage/create-app@0.9.2';

const FRONTEND = '@kubevision/backstage-plugin-webhooks';
const BACKEND = [
  '@kubevision/backstage-plugin-webhooks-backend',
  '@kubevision/backstage-plugin-permission-backend-module-webhooks-roles',
  '@kubevision/backstage-plugin-webhooks-backend-module-teams',
];
const COMMON = '@kubevision/backstage-plugin-webhooks-common';
const ALLOW_ALL =
  '@backstage/plugin-permission-backend-module-allow-all-policy';
const SECRET = 'the secret of the receiver';
const TOKEN = 'a-static-token-of-this-test';
const PATIENCE_MS = 5 * 60_000;

const work = mkdtempSync(join(tmpdir(), 'webhooks-package-'));
const app = join(work, 'portal');
const yarn = join(root, 'node_modules/@yarnpkg/cli-dist/bin/yarn.js');
const startedAt = Date.now();

function say(text) {
  const seconds = Math.round((Date.now() - startedAt) / 1000);
  console.log(`[package ${String(seconds).padStart(3)} s] ${text}`);
}

function run(cwd, command, ...args) {
  const { status } = spawnSync(command, args, {
    cwd,
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...process.env, BACKSTAGE_APP_NAME: 'portal' },
  });
  if (status !== 0) {
    throw new Error(`${command} ${args.join(' ')} failed in ${cwd}`);
  }
}

function edit(file, change) {
  const path = join(app, file);
  writeFileSync(path, change(readFileSync(path, 'utf8')));
}

const editJson = (file, change) =>
  edit(file, text => {
    const value = JSON.parse(text);
    change(value);
    return JSON.stringify(value, null, 2);
  });

/** @returns {Record<string, string>} where Yarn finds each package */
function packPackages() {
  run(root, 'tsc');
  run(root, 'backstage-cli', 'repo', 'build');
  mkdirSync(join(work, 'packages'));
  return Object.fromEntries(
    readdirSync(join(root, 'plugins')).map(folder => {
      const cwd = join(root, 'plugins', folder);
      const file = join(work, 'packages', `${folder}.tgz`);
      run(cwd, process.execPath, yarn, 'pack', '--out', file);
      const { name } = JSON.parse(
        readFileSync(join(cwd, 'package.json'), 'utf8'),
      );
      return [name, `file:${file}`];
    }),
  );
}

function createApp() {
  const tools = [CREATE_APP, '@yarnpkg/cli-dist'];
  run(
    work,
    'npm',
    'exec',
    '--yes',
    ...tools.map(tool => `--package=${tool}`),
    '--',
    'backstage-create-app',
    '--skip-install',
    '--path',
    app,
  );
}

/** As docs/install.md says. */
function addPackages(packed) {
  editJson('packages/app/package.json', ({ dependencies }) => {
    dependencies[FRONTEND] = packed[FRONTEND];
  });
  editJson('packages/backend/package.json', ({ dependencies }) => {
    for (const name of [...BACKEND, COMMON]) dependencies[name] = packed[name];
  });
  edit('packages/backend/src/index.ts', text =>
    text.replace(`import('${ALLOW_ALL}')`, `import('${BACKEND[0]}')`).replace(
      'backend.start();',
      BACKEND.slice(1)
        .map(name => `backend.add(import('${name}'));\n`)
        .concat('backend.start();')
        .join(''),
    ),
  );
}

/** The packages that they depend on are the tested ones, and nothing is compiled. */
function install(packed) {
  const { resolutions } = JSON.parse(
    readFileSync(join(root, 'package.json'), 'utf8'),
  );
  editJson('package.json', manifest => {
    manifest.resolutions = { ...resolutions, ...packed };
  });
  edit('.yarnrc.yml', () => readFileSync(join(root, '.yarnrc.yml'), 'utf8'));
  cpSync(join(root, 'yarn.lock'), join(app, 'yarn.lock'));
  run(app, process.execPath, yarn, 'install', '--no-immutable');
}

function build() {
  run(app, process.execPath, yarn, 'tsc');
  run(app, process.execPath, yarn, 'build:backend');
  // What the image does that Backstage's own Dockerfile makes.
  run(app, 'tar', 'xzf', 'packages/backend/dist/bundle.tar.gz');
  const scripts = join(app, 'packages/app/dist/static');
  const hasPage = readdirSync(scripts, { recursive: true, encoding: 'utf8' })
    .filter(name => name.endsWith('.js'))
    .some(name =>
      readFileSync(join(scripts, name), 'utf8').includes('New Webhook'),
    );
  if (!hasPage) throw new Error('The app was built without the page');
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

function writeConfig({ port, cluster, receiver }) {
  const config = {
    app: { baseUrl: `http://127.0.0.1:${port}` },
    backend: {
      baseUrl: `http://127.0.0.1:${port}`,
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
              url: `http://127.0.0.1:${cluster}`,
              authProvider: 'serviceAccount',
              serviceAccountToken: 'simulator',
            },
          ],
        },
      ],
    },
    webhooks: {
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

async function deliver(backend, receiver) {
  const call = async (path, body) => {
    const response = await fetch(`${backend}/api/v1/webhooks${path}`, {
      method: 'POST',
      headers: {
        Authorization: `Bearer ${TOKEN}`,
        'Content-Type': 'application/json',
      },
      body: JSON.stringify(body),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`${path}: ${response.status} ${text}`);
    return JSON.parse(text);
  };
  const { id } = await call('', {
    name: 'package test',
    platform: 'http',
    url: receiver.url,
    secret: SECRET,
  });
  const { outcome } = await call(`/${id}/test`, {});
  if (outcome !== 'delivered') throw new Error(`The test was ${outcome}`);

  const { verifySignature, SIGNATURE_HEADER } = createRequire(
    join(app, 'packages/backend/package.json'),
  )(COMMON);
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

async function main() {
  say('packing');
  const packed = packPackages();
  say('making a new app');
  createApp();
  addPackages(packed);
  say('installing it');
  install(packed);
  say('building it');
  build();

  say('starting it');
  const receiver = await startReceiver();
  const [port, cluster, staging] = [
    await freePort(),
    await freePort(),
    await freePort(),
  ];
  startNode(
    'The cluster simulator',
    typescriptArgs('packages/cluster-simulator/src/main.ts'),
    {
      env: {
        ...process.env,
        SIMULATOR_DATA: join(work, 'simulator'),
        SIMULATOR_PROD_US_PORT: String(cluster),
        SIMULATOR_STAGING_PORT: String(staging),
      },
    },
  );
  const config = writeConfig({ port, cluster, receiver: receiver.url });
  startNode(
    'The portal',
    ['packages/backend', '--config', 'app-config.yaml', '--config', config],
    { cwd: app },
  );
  const backend = `http://127.0.0.1:${port}`;
  await until('the portal answers', async () => {
    const ready = await fetch(`${backend}/.backstage/health/v1/readiness`);
    const page = await fetch(backend);
    return ready.ok && page.ok;
  });
  await deliver(backend, receiver);
  say('What would be published works in a new app.');
}

onStop(() => {
  if (process.argv.includes('--keep')) say(`the app is in ${app}`);
  else rmSync(work, { recursive: true, force: true });
});
await stopAll(
  await main().then(
    () => 0,
    error => {
      console.error(error);
      return 1;
    },
  ),
);
