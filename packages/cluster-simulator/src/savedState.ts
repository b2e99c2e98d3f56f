import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { ForwardedError } from '@backstage/errors';
import { Cluster } from './Cluster';
import { ClusterOptions } from './ClusterOptions';

/** What a cluster starts with. */
export type SavedState = Required<
  Pick<ClusterOptions, 'firstRevision' | 'objects'>
>;

/**
 * Reads what an earlier run saved; undefined when there is none.
 *
 * @throws ForwardedError when the file cannot be read; deleting it starts the world anew
 */
export function readState(file: string): SavedState | undefined {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
  try {
    const { firstRevision, objects } = JSON.parse(text) as SavedState;
    // A run that ended without saving may have got further than the file knows, but not than the clock.
    const byClock = Math.floor(Date.now() / 10);
    return { firstRevision: Math.max(firstRevision, byClock), objects };
  } catch (error) {
    throw new ForwardedError(
      `The saved cluster in ${file} cannot be read; delete the file to start anew`,
      error,
    );
  }
}

/** Saves the objects of a cluster. A file is replaced whole or not at all. */
export function saveState(cluster: Cluster, file: string): void {
  const state: SavedState = {
    firstRevision: Number(cluster.resourceVersion),
    objects: cluster.objects(),
  };
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(`${file}.new`, JSON.stringify(state), { mode: 0o600 });
  renameSync(`${file}.new`, file);
}
