import { createHash } from 'node:crypto';

/** 128 bits: no two objects ever share a key by accident. */
const KEY_HEX_DIGITS = 32;

/**
 * By which the deliveries of one object are found. By name, not by uid: whoever reads messages
 * takes an object that was deleted and created again for the same thing.
 *
 * @param object - `resource` is as `resourceName` says it, e.g. `deployments.apps`
 */
export function objectKey(object: {
  cluster: string;
  resource: string;
  namespace: string;
  name: string;
}): string {
  const { cluster, resource, namespace, name } = object;
  return createHash('sha256')
    .update(JSON.stringify([cluster, resource, namespace, name]))
    .digest('hex')
    .slice(0, KEY_HEX_DIGITS);
}
