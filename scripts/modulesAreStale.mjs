import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

/**
 * @param {string} root - the folder of a repository of Yarn workspaces
 * @returns {boolean} true when what says what to install is newer than what is installed
 */
export function modulesAreStale(root) {
  const changedAt = file => statSync(join(root, file)).mtimeMs;
  const state = 'node_modules/.yarn-state.yml';
  if (!existsSync(join(root, state))) return true;
  return [
    'yarn.lock',
    '.yarnrc.yml',
    'package.json',
    ...workspaceManifests(root),
  ].some(file => changedAt(file) > changedAt(state));
}

/** Each of `workspaces` is a folder of packages, e.g. `plugins/*`. */
function workspaceManifests(root) {
  const { workspaces } = JSON.parse(
    readFileSync(join(root, 'package.json'), 'utf8'),
  );
  return workspaces
    .map(glob => glob.replace('/*', ''))
    .flatMap(folder =>
      readdirSync(join(root, folder)).map(it =>
        join(folder, it, 'package.json'),
      ),
    )
    .filter(file => existsSync(join(root, file)));
}
