import { httpAuthServiceFactory } from '@backstage/backend-defaults/httpAuth';
import {
  mockCredentials,
  mockServices,
  startTestBackend,
} from '@backstage/backend-test-utils';
import {
  BackendFeature,
  coreServices,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import { JsonObject } from '@backstage/types';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import request from 'supertest';
import webhooks from '../..';

/**
 * As the mock, but what a service asks in the name of a user says so, as real tokens do. The
 * permission backend refuses such questions of users themselves.
 */
const authFactory = createServiceFactory({
  service: coreServices.auth,
  deps: { plugin: coreServices.pluginMetadata },
  factory: ({ plugin }) => {
    const auth = mockServices.auth({ pluginId: plugin.getId() });
    const authenticate = auth.authenticate.bind(auth);
    auth.authenticate = async (token, options) => {
      const credentials = await authenticate(token, options);
      const isDirect = token.startsWith('mock-user-token');
      return auth.isPrincipal(credentials, 'user') && !isDirect
        ? mockCredentials.user(credentials.principal.userEntityRef, {
            actor: { subject: 'plugin:webhooks' },
          })
        : credentials;
    };
    return auth;
  },
});

type Features = Parameters<typeof startTestBackend>[0]['features'];

/** A portal with the webhooks, and with permissions as the features decide them. */
export async function startGovernedPortal(options: {
  features: readonly (BackendFeature | NonNullable<Features>[number])[];
  config: JsonObject;
}) {
  const { features, config } = options;
  const backend = await startTestBackend({
    features: [
      ...features,
      webhooks,
      authFactory,
      httpAuthServiceFactory,
      catalogServiceMock.factory(),
      mockServices.rootConfig.factory({
        data: {
          ...config,
          webhooks: {
            ...(config.webhooks as JsonObject),
            secrets: {
              keys: [
                { id: 'test', secret: Buffer.alloc(32).toString('base64') },
              ],
            },
          },
        },
      }),
    ],
  });

  /** The API as somebody sees it, by the name of the user. */
  const as = (name: string) => {
    const call =
      (method: 'get' | 'post' | 'put' | 'delete') =>
      async (path: string, body?: object) =>
        request(backend.server)
          [method](`/api/webhooks${path}`)
          .set(
            'authorization',
            mockCredentials.user.header(`user:default/${name}`),
          )
          .send(body);
    return {
      get: call('get'),
      post: call('post'),
      put: call('put'),
      delete: call('delete'),
    };
  };
  /** @returns the id of a webhook that somebody creates */
  const create = async (name: string, webhook: object): Promise<string> => {
    const { status, body } = await as(name).post('', webhook);
    if (status !== 201) throw new Error(JSON.stringify(body.error));
    return body.id;
  };
  return { as, create, server: backend.server, stop: () => backend.stop() };
}

/** A webhook for some namespaces of a cluster; for all where none is named. */
export function aWebhook(name: string, namespaces: string[] = []) {
  return {
    name,
    platform: 'slack',
    url: 'https://hooks.slack.com/services/T000/B000/XXXX',
    filters: { clusters: ['prod-us'], namespaces },
  };
}
