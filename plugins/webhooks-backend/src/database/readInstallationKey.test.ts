import { TestDatabases } from '@backstage/backend-test-utils';
import { SecretBox, SecretKey } from '../webhooks/SecretBox';
import { openTestDatabase } from './__testUtils__/openTestDatabase';
import { readInstallationKey } from './readInstallationKey';

const box = SecretBox.create({ keys: [{ id: 'k', key: Buffer.alloc(32) }] });

describe.each(TestDatabases.create().eachSupportedId())(
  'readInstallationKey on %s',
  databaseId => {
    it('makes a key up once, whoever asks first, and keeps it sealed', async () => {
      const knex = await openTestDatabase(databaseId);
      const keys = await Promise.all(
        [1, 2, 3].map(() => readInstallationKey({ knex, box })),
      );
      const again = await readInstallationKey({ knex, box });
      expect(again).toHaveLength(32);
      for (const key of keys) expect(key).toEqual(again);
      expect(JSON.stringify(await knex('installation'))).not.toContain(
        again.toString('base64'),
      );
    });

    it('outlives a rotation of the keys that seal', async () => {
      const knex = await openTestDatabase(databaseId);
      const older = { id: 'k', key: Buffer.alloc(32) };
      const newer = { id: 'n', key: Buffer.alloc(32, 1) };
      const read = (...keys: [SecretKey, ...SecretKey[]]) =>
        readInstallationKey({ knex, box: SecretBox.create({ keys }) });
      const first = await read(older);
      await expect(read(newer, older)).resolves.toEqual(first);
      await expect(read(newer)).resolves.toEqual(first);
    });
  },
);
