import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import authPlugin from '@backstage/plugin-auth-backend';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import request from 'supertest';
import { authModulePeopleProvider } from './module';

const user = (name: string, group: string) => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'User',
  metadata: { name, namespace: 'default' },
  spec: { memberOf: [group] },
  relations: [{ type: 'memberOf', targetRef: `group:default/${group}` }],
});

async function startAuth(people: string[]) {
  const { server } = await startTestBackend({
    features: [
      authPlugin,
      authModulePeopleProvider,
      catalogServiceMock.factory({ entities: [user('olga', 'ops')] }),
      mockServices.rootConfig.factory({
        data: {
          app: { baseUrl: 'http://localhost:3000' },
          backend: { baseUrl: 'http://localhost:7007' },
          auth: { providers: { people: { people } } },
        },
      }),
    ],
  });
  return request(server);
}

const signIn = '/api/auth/people/refresh';

describe('auth provider people', () => {
  const { NODE_ENV } = process.env;
  afterEach(() => {
    process.env.NODE_ENV = NODE_ENV;
  });

  it('signs in a listed person with the groups that the catalog knows', async () => {
    const auth = await startAuth(['olga']);
    const response = await auth.get(signIn).set('x-portal-person', 'olga');
    expect(response.status).toBe(200);
    expect(response.body.backstageIdentity.identity).toEqual({
      type: 'user',
      userEntityRef: 'user:default/olga',
      ownershipEntityRefs: expect.arrayContaining([
        'user:default/olga',
        'group:default/ops',
      ]),
    });
  });

  it('refuses someone who is not listed', async () => {
    const auth = await startAuth(['olga']);
    const response = await auth.get(signIn).set('x-portal-person', 'mallory');
    expect(response.status).toBe(403);
    expect(response.body.error.message).toMatch(/'mallory' is none of/);
  });

  it('refuses a listed person whom the catalog lacks', async () => {
    const auth = await startAuth(['olga', 'ghost']);
    const response = await auth.get(signIn).set('x-portal-person', 'ghost');
    expect(response.status).toBe(404);
  });

  it('refuses a request that names nobody', async () => {
    const auth = await startAuth(['olga']);
    const response = await auth.get(signIn);
    expect(response.status).toBe(401);
  });

  it('does not start in production', async () => {
    process.env.NODE_ENV = 'production';
    await expect(startAuth(['olga'])).rejects.toThrow(
      /does not start in production/,
    );
  });
});
