// npm run api-reports: writes report.api.md and report.sql.md of each published package, which show in a review
// what a change does to those who use it. `npm run api-reports -- --ci` fails where one is out of date.
//
// Backstage's tool for it brings a bundled PostgreSQL and an OpenAPI generator, 300 MB in all, so it is
// fetched when it is asked for and no dependency of everybody who runs the portal.

import { spawnSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { bootstrap, root } from './bootstrap.mjs';

const REPO_TOOLS = '@backstage/repo-tools@0.19.1';

/** The code has no release tags: everything that is exported is public. */
const OMITTED = [
  'ae-missing-release-tag',
  'ae-undocumented',
  'ae-wrong-input-file-type',
];

bootstrap();

const run = (command, args) => {
  const { status } = spawnSync(command, args, { cwd: root, stdio: 'inherit' });
  if (status !== 0) process.exit(status ?? 1);
};

// The order in which TypeScript names the members of a union is that in which it met them, and it meets
// others first when it checks only what has changed.
rmSync(join(root, 'dist-types'), { recursive: true, force: true });
run('tsc', []);
run('npm', [
  'exec',
  '--yes',
  `--package=${REPO_TOOLS}`,
  '--',
  'backstage-repo-tools',
  'api-reports',
  'plugins/*',
  '--omit-messages',
  OMITTED.join(','),
  '--sql-reports',
  ...process.argv.slice(2),
]);
