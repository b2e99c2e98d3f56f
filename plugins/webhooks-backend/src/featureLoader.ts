import { createBackendFeatureLoader } from '@backstage/backend-plugin-api';
import { webhooksKubernetesModuleProxyGuard } from './kubernetes/proxyGuard';
import { webhooksPlugin } from './plugin';

/**
 * Everything that one `backend.add` brings: the plugin, and the module of the plugin `kubernetes`
 * that repairs its proxy's streams. Where the Kubernetes backend runs in another process, add
 * `webhooksKubernetesModuleProxyGuard` there.
 */
export const webhooksFeatureLoader = createBackendFeatureLoader({
  *loader() {
    yield webhooksPlugin;
    yield webhooksKubernetesModuleProxyGuard;
  },
});
