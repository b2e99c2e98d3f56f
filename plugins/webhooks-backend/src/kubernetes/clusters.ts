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
  google: 'use googleServiceAccount',
  oidc: 'use serviceAccount',
  aks: 'use azure',
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
  const notWatchable = instead
    ? `Its auth provider '${authProvider}' needs the token of a user, and nobody is there while it is watched: ${instead}`
    : `It is not known whether its auth provider '${authProvider}' works without a user: if it does, name it in webhooks.kubernetes.serverSideAuthProviders in app-config`;
  return { name, title, authProvider, notWatchable };
}
