import { TestDatabases } from '@backstage/backend-test-utils';
import { Knex } from 'knex';
import { openTestDatabase } from '../database/__testUtils__/openTestDatabase';
import { addWebhook } from '../database/__testUtils__/rows';
import { TargetStore } from '../database/TargetStore';
import { resealTargets } from './resealTargets';
import { SecretBox } from './SecretBox';

// An id with a `_`, which is a wildcard where SQL compares texts by pattern.
const older = { id: 'key_1', key: Buffer.alloc(32, 1) };
const newer = { id: 'key-1', key: Buffer.alloc(32, 2) };
const lost = { id: 'lost', key: Buffer.alloc(32, 3) };
const [olderBox, newerBox, lostBox] = [older, newer, lost].map(key =>
  SecretBox.create({ keys: [key] }),
);
const box = SecretBox.create({ keys: [newer, older] });

describe.each(TestDatabases.create().eachSupportedId())(
  'resealTargets on %s',
  databaseId => {
    let knex: Knex;
    let store: TargetStore;

    beforeEach(async () => {
      knex = await openTestDatabase(databaseId);
      store = TargetStore.create({ knex });
    });

    async function add(id: string, by: SecretBox) {
      await addWebhook(knex, id);
      await knex('webhooks')
        .where({ id })
        .update({ sealed_target: by.seal(`planted ${id}`, id) });
    }

    const sealed = async (id: string): Promise<string> =>
      (await knex('webhooks').where({ id }).first()).sealed_target;

    it('leaves nothing that needs the older key, however many there are', async () => {
      const ids = Array.from({ length: 230 }, (_, i) => `w${1000 + i}`);
      for (const id of ids) await add(id, olderBox);
      await add('new', newerBox);
      await expect(resealTargets({ store, box })).resolves.toEqual({
        resealed: 230,
        current: 1,
        unreadable: [],
      });
      for (const id of [...ids, 'new']) {
        expect(newerBox.open(await sealed(id), id)).toBe(`planted ${id}`);
      }
      await expect(resealTargets({ store, box })).resolves.toEqual({
        resealed: 0,
        current: 231,
        unreadable: [],
      });
    });

    it('names what it cannot read, leaves it as it is, and goes on', async () => {
      await add('a', lostBox);
      await add('b', olderBox);
      const before = await sealed('a');
      const count = await resealTargets({ store, box });
      expect(count).toEqual({ resealed: 1, current: 0, unreadable: ['a'] });
      expect(await sealed('a')).toBe(before);
    });

    it('goes on after it was stopped', async () => {
      await add('a', olderBox);
      await add('b', olderBox);
      const reseal = jest
        .spyOn(store, 'reseal')
        .mockImplementationOnce(TargetStore.prototype.reseal)
        .mockRejectedValueOnce(new Error('stopped'));
      await expect(resealTargets({ store, box })).rejects.toThrow('stopped');
      reseal.mockRestore();
      await expect(resealTargets({ store, box })).resolves.toEqual({
        resealed: 1,
        current: 1,
        unreadable: [],
      });
    });

    it.each<[string, SecretBox, object]>([
      ['the newest key', newerBox, { resealed: 0, current: 1 }],
      ['the older key', olderBox, { resealed: 1, current: 0 }],
    ])(
      'never writes over what the portal saved meanwhile by %s',
      async (_, by, count) => {
        await add('a', olderBox);
        const list = store.list.bind(store);
        jest.spyOn(store, 'list').mockImplementationOnce(async options => {
          const page = await list(options);
          await knex('webhooks').update({
            sealed_target: by.seal('saved', 'a'),
          });
          return page;
        });
        await expect(resealTargets({ store, box })).resolves.toMatchObject(
          count,
        );
        expect(newerBox.open(await sealed('a'), 'a')).toBe('saved');
      },
    );

    it('does not mind a webhook that is deleted meanwhile', async () => {
      await add('a', olderBox);
      const list = store.list.bind(store);
      jest.spyOn(store, 'list').mockImplementationOnce(async options => {
        const page = await list(options);
        await knex('webhooks').delete();
        return page;
      });
      await expect(resealTargets({ store, box })).resolves.toEqual({
        resealed: 0,
        current: 0,
        unreadable: [],
      });
    });
  },
);
