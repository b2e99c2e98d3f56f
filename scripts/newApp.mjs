// A new Backstage app with the packages of this repository in it, as a registry would give them.

import {
  cpSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { root, yarnEnvironment } from './bootstrap.mjs';
import { runToEnd } from './processes.mjs';

/** Makes apps of the Backstage release that this repository is of (backstage.json). */
const CREATE_APP = '@backstage/create-app@0.9.2';
/**
 * A day after the last of that release came out, and before the next did. What is younger does not go with it; apps
 * get a lock file from Backstage's repository for that, which is nothing that npm has.
 */
const RELEASED = Date.parse('2026-11-01');

const FRONTEND = '@kubevision/backstage-plugin-webhooks';
const BACKEND = [
  '@kubevision/backstage-plugin-webhooks-backend',
  '@kubevision/backstage-plugin-permission-backend-module-webhooks-roles',
  '@kubevision/backstage-plugin-webhooks-backend-module-teams',
];
/** What whoever verifies signatures installs. */
export const COMMON = '@kubevision/backstage-plugin-webhooks-common';
const ALLOW_ALL =
  '@backstage/plugin-permission-backend-module-allow-all-policy';

const YARN = join(root, 'node_modules/@yarnpkg/cli-dist/bin/yarn.js');
const PLUGINS = readdirSync(join(root, 'plugins')).map(folder =>
  join(root, 'plugins', folder),
);

const yarn = (cwd, minutes, ...args) =>
  runToEnd(process.execPath, [YARN, ...args], {
    cwd,
    minutes,
    env: {
      ...yarnEnvironment(),
      YARN_NPM_MINIMAL_AGE_GATE: `${Math.floor(
        (Date.now() - RELEASED) / 60_000,
      )}m`,
      // Each package starts the same tools anew.
      NODE_COMPILE_CACHE: join(root, '.cache/compiled'),
    },
  });

/** Compiles what is published. */
export async function buildPackages() {
  await runToEnd('tsc', [], { cwd: root, minutes: 15 });
  await runToEnd('backstage-cli', ['repo', 'build'], {
    cwd: root,
    minutes: 15,
  });
}

/** @throws {Error} when what was compiled is not of the sources that are here */
export function checkBuilt() {
  for (const plugin of PLUGINS) {
    const newest = folder =>
      Math.max(
        0,
        ...readdirSync(join(plugin, folder), {
          recursive: true,
          withFileTypes: true,
        })
          .filter(it => it.isFile() && !it.name.includes('.test.'))
          .map(it => statSync(join(it.parentPath, it.name)).mtimeMs),
      );
    if (newest('src') > newest('dist')) {
      throw new Error(
        `${plugin}/dist is older than its sources: run the test without --built`,
      );
    }
  }
}

/**
 * Packs each package as `npm publish` would.
 *
 * @returns {Promise<Record<string, string>>} where Yarn finds each
 */
export async function packPackages(folder) {
  mkdirSync(folder);
  await yarn(
    root,
    10,
    ...['workspaces', 'foreach', '--all', '--no-private', '--parallel'],
    ...['pack', '--out', join(folder, '%s.tgz')],
  );
  return Object.fromEntries(
    PLUGINS.map(plugin => {
      const { name } = JSON.parse(
        readFileSync(join(plugin, 'package.json'), 'utf8'),
      );
      const file = `${name.replace('/', '-')}.tgz`;
      return [name, `file:${join(folder, file)}`];
    }),
  );
}

/** Makes the app, and adds the packages as docs/install.md says. */
export async function createApp(app, packed) {
  await runToEnd(
    'npm',
    [
      'exec',
      '--yes',
      `--package=${CREATE_APP}`,
      '--package=@yarnpkg/cli-dist',
      '--',
      'backstage-create-app',
      '--skip-install',
      '--path',
      app,
    ],
    {
      cwd: join(app, '..'),
      minutes: 10,
      env: { ...process.env, BACKSTAGE_APP_NAME: 'portal' },
    },
  );
  const { edit, editJson } = editorOf(app);
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

/** Installs it: the packages that ours depend on are the tested ones, and nothing is compiled. */
export async function installApp(app, packed) {
  const { edit, editJson } = editorOf(app);
  const { resolutions } = JSON.parse(
    readFileSync(join(root, 'package.json'), 'utf8'),
  );
  editJson('package.json', manifest => {
    manifest.resolutions = { ...resolutions, ...packed };
  });
  edit('.yarnrc.yml', () => readFileSync(join(root, '.yarnrc.yml'), 'utf8'));
  cpSync(join(root, 'yarn.lock'), join(app, 'yarn.lock'));
  const install = () => yarn(app, 15, 'install', '--no-immutable');
  // A registry may not answer once. What was fetched by then is kept.
  await install().catch(install);
}

/** @throws {Error} when the app does not understand the types of the packages */
export function checkTypes(app) {
  return yarn(app, 10, 'tsc');
}

/** Builds the app and its backend, and puts them where the image does that Backstage's own Dockerfile makes. */
export async function buildApp(app) {
  await yarn(app, 15, 'build:backend');
  await runToEnd('tar', ['xzf', 'packages/backend/dist/bundle.tar.gz'], {
    cwd: app,
    minutes: 1,
  });
}

function editorOf(app) {
  const edit = (file, change) => {
    const path = join(app, file);
    writeFileSync(path, change(readFileSync(path, 'utf8')));
  };
  return {
    edit,
    editJson: (file, change) =>
      edit(file, text => {
        const value = JSON.parse(text);
        change(value);
        return JSON.stringify(value, null, 2);
      }),
  };
}
