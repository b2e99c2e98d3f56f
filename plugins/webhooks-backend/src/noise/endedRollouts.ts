import { Lifecycle, WORKLOAD_RESOURCES } from '../changes/lifecycle';
import { StoredObject } from '../changes/types';
import { objectKey } from './objectKey';
import { lifecycleIn } from './Subject';

/**
 * The objects that are not being rolled out, by their key, with how it ended. That most of them
 * never were is no matter: then nothing waits for them.
 *
 * @param watch - `resource` is as `resourceName` says it
 * @param objects - all that are different now
 */
export function endedRollouts(
  watch: { cluster: string; resource: string },
  objects: readonly StoredObject[],
): ReadonlyMap<string, Lifecycle | undefined> {
  if (!Object.values(WORKLOAD_RESOURCES).includes(watch.resource)) {
    return new Map();
  }
  return new Map(
    objects
      .map(object => [{ ...watch, ...object }, lifecycleIn(object)] as const)
      .filter(([, lifecycle]) => lifecycle !== 'progressing')
      .map(([object, lifecycle]) => [objectKey(object), lifecycle]),
  );
}
