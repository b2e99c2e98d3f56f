import { because } from '@kubevision/backstage-plugin-webhooks-common';
import { toRemedy } from './ClusterError';
import { Cluster } from './WatchTransport';

/** An item of `GET /api/kubernetes/clusters`. */
export interface ListedCluster {
  readonly name: string;
  readonly title?: string;
  readonly authProvider: string;
}

/** Providers of Backstage that authenticate on their own, without a user. */
const SERVER_SIDE: readonly string[] = [
  'serviceAccount',
  'aws',
  'azure',
  'googleServiceAccount',
  'localKubectlProxy',
];

/** Providers of Backstage that need a user's token in each request, and what to do instead. */
const CLIENT_SIDE: Readonly<Record<string, string>> = {
  google: 'googleServiceAccount',
  oidc: 'serviceAccount',
  aks: 'azure',
};

/**
 * Whether a cluster can be watched is decided by its auth provider alone, and before any request:
 * a provider that finds no credential may pass on the token of this plugin to the cluster.
 * https://backstage.io/docs/features/kubernetes/authentication
 *
 * @param serverSideAuthProviders - of the portal's own, as app-config names them
 */
export function toCluster(
  listed: ListedCluster,
  serverSideAuthProviders: readonly string[],
): Cluster {
  const { name, title, authProvider } = listed;
  const known = [...SERVER_SIDE, ...serverSideAuthProviders];
  if (known.includes(authProvider)) return { name, title, authProvider };
  const instead = CLIENT_SIDE[authProvider];
  const unwatchable = instead
    ? {
        notWatchable: because('auth-provider-needs-user', {
          provider: authProvider,
        }),
        ...toRemedy(because('use-auth-provider', { provider: instead })),
      }
    : {
        notWatchable: because('auth-provider-unknown', {
          provider: authProvider,
        }),
        ...toRemedy(because('name-auth-provider')),
      };
  return { name, title, authProvider, ...unwatchable };
}
