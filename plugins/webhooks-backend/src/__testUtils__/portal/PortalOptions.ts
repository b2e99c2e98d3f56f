import { JsonObject } from '@backstage/types';

/** Where a portal keeps its data. Portals with the same database are replicas of one another. */
export type PortalDatabase =
  | {
      readonly client: 'better-sqlite3';
      /** Where the files are; each plugin has one of its own. */
      readonly directory: string;
    }
  | {
      readonly client: 'pg';
      readonly connectionString: string;
      /** Each plugin has a database of its own, whose name begins with this. */
      readonly prefix: string;
    };

/** How a portal is. JSON, as it goes to another process. */
export interface PortalOptions {
  readonly clusters: readonly {
    readonly name: string;
    readonly url: string;
    readonly token: string;
  }[];
  readonly database: PortalDatabase;
  /** As `webhooks.kubernetes.watch.silence`: after so long a silent watch is taken for dead. */
  readonly watchSilence?: string;
  /** As `webhooks.delivery.timeout`. */
  readonly deliveryTimeout?: string;
  /** Draws the pauses between attempts from the short end of their ranges. */
  readonly shortPauses?: boolean;
  /** By how much its clock is ahead; behind when negative. */
  readonly clockSkewMs?: number;
  /**
   * The process kills itself right before its so many-th statement, from 1, that has to do with
   * events and deliveries.
   */
  readonly dieAtStatement?: number;
  /** More app-config, merged at the top level. */
  readonly config?: JsonObject;
}

/** Lets tests call the API. */
export const PORTAL_TOKEN = 'token-of-the-tests';

/** The app-config of a portal that listens on a port of the loopback. */
export function toAppConfig(options: PortalOptions, port: number): JsonObject {
  const { clusters, database, watchSilence, deliveryTimeout, config } = options;
  const url = `http://127.0.0.1:${port}`;
  return {
    app: { baseUrl: url },
    backend: {
      baseUrl: url,
      listen: { host: '127.0.0.1', port },
      database:
        database.client === 'pg'
          ? {
              client: 'pg',
              connection: database.connectionString,
              prefix: database.prefix,
            }
          : {
              client: 'better-sqlite3',
              connection: { directory: database.directory },
            },
      auth: {
        externalAccess: [
          {
            type: 'static',
            options: { token: PORTAL_TOKEN, subject: 'tests' },
          },
        ],
      },
    },
    kubernetes: {
      serviceLocatorMethod: { type: 'multiTenant' },
      clusterLocatorMethods: [
        {
          type: 'config',
          clusters: clusters.map(({ name, url: clusterUrl, token }) => ({
            name,
            url: clusterUrl,
            authProvider: 'serviceAccount',
            serviceAccountToken: token,
          })),
        },
      ],
    },
    webhooks: {
      secrets: {
        keys: [{ id: 'test', secret: Buffer.alloc(32).toString('base64') }],
      },
      delivery: {
        allowedReceivers: ['127.0.0.1'],
        ...(deliveryTimeout && { timeout: deliveryTimeout }),
      },
      ...(watchSilence && { kubernetes: { watch: { silence: watchSilence } } }),
    },
    ...config,
  };
}
