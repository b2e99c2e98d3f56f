import { JsonObject } from '@backstage/types';

/** How the portal is set up. JSON, as it goes to another process. */
export interface PortalOptions {
  /** Of the forward proxy. */
  readonly clusterUrl: string;
  /** Where its databases are. */
  readonly directory: string;
  /** Lets the check call its API. */
  readonly token: string;
  /** Seals secrets; 32 bytes in base64. */
  readonly secretKey: string;
  readonly verbose: boolean;
}

/** What the cluster is called in the portal. */
export const CLUSTER_NAME = 'verified';

export function toAppConfig(options: PortalOptions, port: number): JsonObject {
  const baseUrl = `http://127.0.0.1:${port}`;
  return {
    app: { baseUrl },
    backend: {
      baseUrl,
      listen: { host: '127.0.0.1', port },
      database: {
        client: 'better-sqlite3',
        connection: { directory: options.directory },
      },
      auth: {
        externalAccess: [
          {
            type: 'static',
            options: { token: options.token, subject: 'verify-cluster' },
          },
        ],
      },
    },
    kubernetes: {
      serviceLocatorMethod: { type: 'multiTenant' },
      clusterLocatorMethods: [
        {
          type: 'config',
          clusters: [
            {
              name: CLUSTER_NAME,
              url: options.clusterUrl,
              // As with kubectl's own proxy, the credentials are added on the way.
              authProvider: 'localKubectlProxy',
            },
          ],
        },
      ],
    },
    webhooks: {
      secrets: { keys: [{ id: 'verify', secret: options.secretKey }] },
      delivery: { allowedReceivers: ['127.0.0.1'] },
    },
  };
}
