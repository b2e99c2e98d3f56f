import { mockServices } from '@backstage/backend-test-utils';
import { UserEntity } from '@backstage/catalog-model';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import {
  USERNAME_ANNOTATION,
  UserDirectory,
  UserDirectoryOptions,
} from './UserDirectory';

const user = (name: string, email?: string, username?: string): UserEntity => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'User',
  metadata: {
    name,
    ...(username && { annotations: { [USERNAME_ANNOTATION]: username } }),
  },
  spec: { profile: { email } },
});

const entities = [
  user('alice', 'alice@example.com'),
  user('bob', 'Bob@Example.com', 'bob-the-admin'),
  user('carol', 'shared@example.com'),
  user('carl', 'shared@example.com'),
  user('dora', undefined, 'twice'),
  user('dan', undefined, 'twice'),
  user('eve', undefined, 'alice@example.org'),
  user('erin', 'alice@example.org'),
];

function createDirectory(overrides: Partial<UserDirectoryOptions> = {}) {
  const catalog = catalogServiceMock({ entities });
  const getEntities = jest.spyOn(catalog, 'getEntities');
  const logger = mockServices.logger.mock();
  const stored = new Map<string, any>();
  const users = UserDirectory.create({
    auth: mockServices.auth(),
    cache: mockServices.cache.mock({
      get: async key => stored.get(key),
      set: async (key, value) => {
        stored.set(key, value);
      },
    }),
    catalog,
    logger,
    now: () => new Date(),
    ...overrides,
  });
  return { users, getEntities, logger };
}

describe('UserDirectory', () => {
  it.each([
    ['an annotation', 'bob-the-admin', 'bob'],
    ['an email', 'alice@example.com', 'alice'],
    ['an email, whatever its case', 'BOB@example.com', 'bob'],
    ['an annotation before an email', 'alice@example.org', 'eve'],
  ])('finds by %s', async (_, username, name) => {
    const { users } = createDirectory();
    await expect(users.find(username)).resolves.toEqual({
      name,
      ref: `user:default/${name}`,
    });
  });

  it.each([
    ['nobody has', 'mallory'],
    ['two have as their email', 'shared@example.com'],
    ['two have as their annotation', 'twice'],
    ['is an annotation in another case', 'BOB-the-admin'],
    ['is an entity name, but nothing says that it is the same', 'alice'],
  ])('finds nobody for a username that %s', async (_, username) => {
    const { users } = createDirectory();
    await expect(users.find(username)).resolves.toBeUndefined();
  });

  it.each(['system:admin', 'system:serviceaccount:ci:deployer'])(
    'does not look for %s, which is nobody',
    async username => {
      const { users, getEntities } = createDirectory();
      await expect(users.find(username)).resolves.toBeUndefined();
      expect(getEntities).not.toHaveBeenCalled();
    },
  );

  it('takes emails only from the OIDC provider, when its prefix is known', async () => {
    const { users } = createDirectory({ usernamePrefix: 'oidc:' });
    const alice = { name: 'alice', ref: 'user:default/alice' };
    await expect(users.find('oidc:alice@example.com')).resolves.toEqual(alice);
    await expect(users.find('alice@example.com')).resolves.toBeUndefined();
    await expect(users.find('bob-the-admin')).resolves.toMatchObject({
      name: 'bob',
    });
  });

  it('asks once for a username, known or not', async () => {
    const { users, getEntities } = createDirectory();
    for (const username of ['alice@example.com', 'mallory']) {
      const first = await users.find(username);
      await expect(users.find(username)).resolves.toEqual(first);
    }
    expect(getEntities).toHaveBeenCalledTimes(2);
  });

  it('knows nobody while the catalog is away, says so once, and asks again later', async () => {
    let now = new Date('2026-03-05T10:23:00Z');
    const { users, getEntities, logger } = createDirectory({ now: () => now });
    getEntities.mockRejectedValueOnce(new Error('no answer'));
    getEntities.mockRejectedValueOnce(new Error('no answer'));
    await expect(
      Promise.all(['alice@example.com', 'mallory'].map(it => users.find(it))),
    ).resolves.toEqual([undefined, undefined]);
    await expect(users.find('alice@example.com')).resolves.toBeUndefined();
    expect(getEntities).toHaveBeenCalledTimes(2);
    expect(logger.warn).toHaveBeenCalledTimes(1);

    now = new Date('2026-03-05T10:23:31Z');
    await expect(users.find('alice@example.com')).resolves.toMatchObject({
      name: 'alice',
    });
  });

  it('waits no longer than two seconds for the catalog', async () => {
    jest.useFakeTimers();
    try {
      const { users, getEntities } = createDirectory();
      getEntities.mockReturnValueOnce(new Promise(() => {}));
      const found = users.find('alice@example.com');
      await jest.advanceTimersByTimeAsync(2_000);
      await expect(found).resolves.toBeUndefined();
    } finally {
      jest.useRealTimers();
    }
  });
});
