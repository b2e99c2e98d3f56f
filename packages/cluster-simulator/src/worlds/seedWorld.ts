import { InputError } from '@backstage/errors';
import { v5 as nameToUuid } from 'uuid';
import { Cluster } from '../Cluster';
import { worlds } from './worlds';

/** Any UUID will do; it makes the uids of the worlds differ from others'. */
const NAMESPACE_UUID = 'b3d9a0b4-7a0e-4a53-9a58-6c0f6b1d2a11';

/**
 * Fills a cluster with the objects of a world; what is there already stays as it is. An object
 * has the same uid in each run, so that starting anew does not look like deleting everything.
 *
 * @param world - `prod-us` or `staging`
 * @throws InputError for another world
 */
export function seedWorld(cluster: Cluster, world: string): void {
  const manifests = worlds[world]?.();
  if (!manifests) {
    const known = Object.keys(worlds).join(', ');
    throw new InputError(`There is no world '${world}'; there are: ${known}`);
  }
  for (const manifest of manifests) {
    const { apiVersion, kind, metadata } = manifest;
    const { namespace, name = '' } = metadata;
    const resource = cluster.resourceOf(apiVersion, kind);
    if (cluster.find({ resource, namespace, name })) continue;
    const id = [cluster.name, apiVersion, kind, namespace, name].join('/');
    const uid = nameToUuid(id, NAMESPACE_UUID);
    cluster.create(
      { ...manifest, metadata: { ...metadata, uid } },
      { manager: kind === 'Node' ? 'kubelet' : 'argocd-controller' },
    );
  }
}
