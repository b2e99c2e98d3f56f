// Makes this machine ready to run the project: a Node.js that Backstage supports and the
// packages of yarn.lock. Needs only some Node.js from 20 on and npm; takes nothing but npm
// packages. Imports nothing outside of Node.js, because nothing else is installed yet.

import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { modulesAreStale } from './modulesAreStale.mjs';

export const root = fileURLToPath(new URL('..', import.meta.url));

const SUPPORTED_NODE = [22, 24];

function npm(args, options = {}) {
  return spawnSync('npm', args, {
    cwd: root,
    encoding: 'utf8',
    shell: process.platform === 'win32',
    ...options,
  });
}

/**
 * Starts the running script again under Node.js 24, taken from npm's own package `node`,
 * when the Node.js at hand is none that Backstage supports. Does not return in that case.
 */
function ensureNode() {
  const major = Number(process.versions.node.split('.')[0]);
  if (SUPPORTED_NODE.includes(major)) return;
  if (process.env.WEBHOOKS_BOOTSTRAP_NODE) {
    console.error(
      `Needs Node.js 22 or 24, but npm's package "node" started ${process.version}.`,
    );
    process.exit(1);
  }
  console.log(`Node.js ${process.version} is here; going on under Node.js 24.`);
  const { status, signal } = npm(
    [
      'exec',
      '--yes',
      '--package=node@24',
      '--',
      'node',
      ...process.argv.slice(1),
    ],
    {
      stdio: 'inherit',
      env: { ...process.env, WEBHOOKS_BOOTSTRAP_NODE: '1' },
    },
  );
  process.exit(status ?? (signal ? 130 : 1));
}

/** Yarn asks the registry that npm is configured for, so that a company's mirror is used. */
export function yarnEnvironment() {
  const setting = name => {
    const value = npm(['config', 'get', name]).stdout?.trim();
    return value && value !== 'null' && value !== 'undefined'
      ? value
      : undefined;
  };
  const registry = setting('registry');
  const caFile = setting('cafile');
  return {
    ...process.env,
    ...(registry && { YARN_NPM_REGISTRY_SERVER: registry }),
    ...(caFile && { YARN_HTTPS_CA_FILE_PATH: caFile }),
  };
}

function ensureModules() {
  if (!modulesAreStale(root)) return;
  console.log(
    'Installing the packages of yarn.lock; the first time takes some minutes.',
  );
  const { packageManager } = JSON.parse(
    readFileSync(join(root, 'package.json'), 'utf8'),
  );
  const version = packageManager.split('@')[1];
  // An installation that is current but older than yarn.lock on disk (a fresh checkout) ends in
  // seconds; --immutable makes sure that what is installed is what was tested.
  const { status } = npm(
    [
      'exec',
      '--yes',
      `--package=@yarnpkg/cli-dist@${version}`,
      '--',
      'yarn',
      'install',
      process.env.WEBHOOKS_UPDATE_LOCKFILE ? '--no-immutable' : '--immutable',
    ],
    { stdio: 'inherit', env: yarnEnvironment() },
  );
  if (status !== 0) {
    console.error(
      'The packages could not be installed. Check that npm reaches its registry (npm ping) and run the command again.',
    );
    process.exit(status ?? 1);
  }
}

/** Returns once Node.js and the packages are there; everything after it may import them. */
export function bootstrap() {
  ensureNode();
  ensureModules();
  process.env.PATH = `${join(root, 'node_modules/.bin')}${
    process.platform === 'win32' ? ';' : ':'
  }${process.env.PATH}`;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  bootstrap();
}
