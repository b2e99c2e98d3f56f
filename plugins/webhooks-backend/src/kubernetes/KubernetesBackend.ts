import { AuthService, DiscoveryService } from '@backstage/backend-plugin-api';
import { ListedCluster, toCluster } from './clusters';
import { openRequest, readText } from './openRequest';
import { parseJson } from './parseAnswer';
import { ProxyTarget } from './ProxyTransport';
import { Cluster } from './WatchTransport';

const PLUGIN_ID = 'kubernetes';
const SILENCE_MS = 30_000;
const MAX_BYTES = 16 * 1024 * 1024;

export interface KubernetesBackendOptions {
  readonly auth: AuthService;
  readonly discovery: DiscoveryService;
  /** Auth providers of the portal's own that need no user. */
  readonly serverSideAuthProviders?: readonly string[];
}

/** Backstage's Kubernetes backend, in this process or another: which clusters it knows, and its proxy. */
export class KubernetesBackend {
  readonly #options: KubernetesBackendOptions;

  static create(options: KubernetesBackendOptions) {
    return new KubernetesBackend(options);
  }

  private constructor(options: KubernetesBackendOptions) {
    this.#options = options;
  }

  /**
   * All clusters, those that cannot be watched too.
   * @throws ClusterError
   */
  async clusters(signal: AbortSignal): Promise<Cluster[]> {
    const { discovery, serverSideAuthProviders = [] } = this.#options;
    const subject = 'the clusters';
    const response = await openRequest({
      url: new URL(`${await discovery.getBaseUrl(PLUGIN_ID)}/clusters`),
      headers: { Authorization: `Bearer ${await this.#token()}` },
      signal,
      silenceMs: SILENCE_MS,
      subject,
    });
    const text = await readText(response, MAX_BYTES);
    const { items } = parseJson(text, subject) as { items: ListedCluster[] };
    // Of two with one name the proxy always takes the first.
    const byName = new Map(
      [...items].reverse().map(item => [item.name, item] as const),
    );
    return [...byName.values()]
      .reverse()
      .map(item => toCluster(item, serverSideAuthProviders));
  }

  /** For {@link ProxyTransport}: the proxy, with a fresh token of this plugin. */
  async target(cluster: Cluster): Promise<ProxyTarget> {
    const baseUrl = await this.#options.discovery.getBaseUrl(PLUGIN_ID);
    return {
      baseUrl: `${baseUrl}/proxy`,
      headers: {
        Authorization: `Bearer ${await this.#token()}`,
        'Backstage-Kubernetes-Cluster': cluster.name,
        // `kubectl proxy` authenticates by itself. Without this header Backstage would pass our
        // own token on to it, and so to the cluster.
        ...(cluster.authProvider === 'localKubectlProxy' && {
          'Backstage-Kubernetes-Authorization': '',
        }),
      },
    };
  }

  async #token(): Promise<string> {
    const { auth } = this.#options;
    const { token } = await auth.getPluginRequestToken({
      onBehalfOf: await auth.getOwnServiceCredentials(),
      targetPluginId: PLUGIN_ID,
    });
    return token;
  }
}
