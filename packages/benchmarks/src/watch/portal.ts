import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import kubernetesPlugin from '@backstage/plugin-kubernetes-backend';
import webhooks from '@kubevision/backstage-plugin-webhooks-backend';
import { AddressInfo } from 'node:net';
import { answerParent } from '../ChildProgram';

/** A program: a portal's backend that watches one cluster and tells a receiver of Deployments. */

export interface PortalOptions {
  readonly cluster: { readonly url: string; readonly token: string };
  readonly receiver: string;
  /** A connection string. */
  readonly postgres: string;
  /** What the names of the portal's databases begin with. */
  readonly prefix: string;
}

function configOf({ cluster, postgres, prefix }: PortalOptions) {
  return {
    backend: {
      database: { client: 'pg', connection: postgres, prefix },
    },
    kubernetes: {
      serviceLocatorMethod: { type: 'multiTenant' },
      clusterLocatorMethods: [
        {
          type: 'config',
          clusters: [
            {
              name: 'synthetic',
              url: cluster.url,
              authProvider: 'serviceAccount',
              serviceAccountToken: cluster.token,
            },
          ],
        },
      ],
    },
    webhooks: {
      secrets: {
        keys: [{ id: 'bench', secret: Buffer.alloc(32).toString('base64') }],
      },
      delivery: { allowedReceivers: ['127.0.0.1'] },
    },
  };
}

answerParent({
  /** Resolves once the Deployments are watched. */
  async start(options: PortalOptions) {
    const backend = await startTestBackend({
      features: [
        kubernetesPlugin,
        webhooks,
        mockServices.rootConfig.factory({ data: configOf(options) }),
        mockServices.rootLogger.factory({ level: 'none' }),
      ],
    });
    const { port } = backend.server.address() as AddressInfo;
    const api = async (path: string, body?: object) => {
      const response = await fetch(
        `http://127.0.0.1:${port}/api/v1/webhooks${path}`,
        {
          method: body ? 'POST' : 'GET',
          headers: { 'content-type': 'application/json' },
          body: body && JSON.stringify(body),
        },
      );
      const answer = await response.json();
      if (!response.ok) throw new Error(JSON.stringify(answer));
      return answer;
    };
    await api('', {
      name: 'benchmark',
      platform: 'http',
      url: options.receiver,
      filters: { resources: ['Deployment'] },
    });
    const isWatching = async () => {
      const { items } = await api('/clusters');
      return items[0]?.state === 'watching';
    };
    while (!(await isWatching())) {
      await new Promise(resolve => setTimeout(resolve, 100));
    }
  },

  /** The CPU that the process has used, in seconds. */
  cpu() {
    const { user, system } = process.cpuUsage();
    return (user + system) / 1e6;
  },
});
