import { spawnSync } from 'node:child_process';
import {
  mkdirSync,
  mkdtempSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ROOT } from './Page';

const SCRIPT = pathToFileURL(join(ROOT, 'scripts/modulesAreStale.mjs')).href;
const INSTALLED = 'node_modules/.yarn-state.yml';
const READ = [
  'yarn.lock',
  '.yarnrc.yml',
  'package.json',
  'packages/backend/package.json',
  'plugins/webhooks/package.json',
];

describe('npm start installs what is missing', () => {
  let repository: string;

  beforeEach(() => {
    repository = mkdtempSync(join(tmpdir(), 'webhooks-modules-'));
    for (const folder of [
      'node_modules',
      'packages/backend',
      'packages/empty',
      'plugins/webhooks',
    ]) {
      mkdirSync(join(repository, folder), { recursive: true });
    }
    for (const file of [...READ, INSTALLED]) {
      writeFileSync(
        join(repository, file),
        JSON.stringify({ workspaces: ['packages/*', 'plugins/*'] }),
      );
    }
    touch(INSTALLED, 1);
    READ.forEach(file => touch(file, 0));
  });

  afterEach(() => rmSync(repository, { recursive: true }));

  function touch(file: string, minute: number) {
    const at = new Date(Date.UTC(2026, 2, 5, 10, minute));
    utimesSync(join(repository, file), at, at);
  }

  function isStale(): boolean {
    const { stdout, stderr } = spawnSync(
      process.execPath,
      [
        '--input-type=module',
        '--eval',
        `import { modulesAreStale } from '${SCRIPT}';
         console.log(modulesAreStale(process.argv[1]));`,
        repository,
      ],
      { encoding: 'utf8' },
    );
    expect(stderr).toBe('');
    return JSON.parse(stdout);
  }

  it('not when what is installed is newer than all that says what to install', () => {
    expect(isStale()).toBe(false);
  });

  it('when nothing is installed', () => {
    rmSync(join(repository, INSTALLED));
    expect(isStale()).toBe(true);
  });

  it.each(READ)('when %s has changed since', file => {
    touch(file, 2);
    expect(isStale()).toBe(true);
  });
});
