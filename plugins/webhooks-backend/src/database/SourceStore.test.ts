import { TestDatabases } from '@backstage/backend-test-utils';
import { WebhookEvent } from '@kubevision/backstage-plugin-webhooks-common';
import { WebhookMatcher } from './WebhookMatcher';
import { SourceStore } from './SourceStore';
import { openTestDatabase } from './__testUtils__/openTestDatabase';
import { addWebhook, event, now } from './__testUtils__/rows';
import { bumpRevision } from './revisions';

const pager = (id: string, parts: Partial<WebhookEvent> = {}) =>
  event({
    id,
    event: 'create',
    cluster: 'source:pager',
    resource: 'Incident',
    apiVersion: 'pager.example/v1',
    detail: { field: 'object', old: null, new: 'database is down' },
    ...parts,
  });

describe.each(TestDatabases.create().eachSupportedId())(
  'what sources publish, on %s',
  databaseId => {
    async function open() {
      const knex = await openTestDatabase(databaseId);
      const woken: string[] = [];
      const onEvents = jest.fn();
      const store = SourceStore.create({
        knex,
        matcher: WebhookMatcher.create({
          ownershipOf: () => ({ owners: [], systems: [] }),
        }),
        onDeliveries: ids => woken.push(...ids),
        onEvents,
        now: () => now,
      });
      return {
        knex,
        store,
        woken,
        onEvents,
        async webhook(id: string, clusters: string[], more: object = {}) {
          await addWebhook(knex, id);
          const filters = JSON.stringify({ clusters, ...more });
          await knex('webhooks').where({ id }).update({ filters });
          await knex.transaction(tx => bumpRevision(tx, 'webhooks'));
        },
        deliveries: () => knex('deliveries').pluck('webhook_id'),
      };
    }

    it('reaches the webhooks that name the source, and no others', async () => {
      const { store, webhook, deliveries, woken, onEvents } = await open();
      await webhook('named', ['source:pager']);
      await webhook('glob', ['source:*', 'prod-us']);
      await webhook('all', ['*']);
      await webhook('other', ['source:catalog']);
      await webhook('kind', ['source:pager'], { resources: ['Incident'] });
      await webhook('owned', ['source:pager'], { owners: ['group:default/a'] });
      await webhook('unowned', ['source:pager'], {
        owners: ['group:default/b'],
      });
      const owners = ['group:default/a'];
      await store.commit({ source: 'pager', events: [pager('1', { owners })] });
      const expected = ['named', 'glob', 'kind', 'owned'].sort();
      expect((await deliveries()).sort()).toEqual(expected);
      expect(woken.sort()).toEqual(expected);
      expect(onEvents).toHaveBeenCalledTimes(1);
    });

    it('is told once, however often it is published', async () => {
      const { store, webhook, deliveries, onEvents } = await open();
      await webhook('w1', ['source:pager']);
      for (let i = 0; i < 3; i++) {
        await store.commit({ source: 'pager', events: [pager('1')] });
      }
      await Promise.all([
        store.commit({ source: 'pager', events: [pager('2'), pager('1')] }),
        store.commit({ source: 'pager', events: [pager('1'), pager('2')] }),
      ]);
      expect(await deliveries()).toEqual(['w1', 'w1']);
      expect(onEvents).toHaveBeenCalledTimes(2);
    });

    it('folds what comes close together about one object', async () => {
      const { store, webhook, knex } = await open();
      await webhook('w1', ['source:pager']);
      const update = (id: string, field: string) => {
        const detail = { field, old: 1, new: 2 };
        return pager(id, { event: 'update', detail, changes: [detail] });
      };
      for (const id of ['a', 'b', 'c']) {
        await store.commit({ source: 'pager', events: [update(id, id)] });
      }
      const held = await knex('deliveries').where({ hold_reason: 'window' });
      expect(await knex('deliveries')).toHaveLength(2);
      expect(held).toMatchObject([{ absorbed: 1 }]);
    });

    it('remembers what the source puts, and only from where it was read', async () => {
      const { store, knex } = await open();
      const put = (entries: Record<string, string>) =>
        new Map(Object.entries(entries));
      const commit = (revision: number, parts: object, id = `r${revision}`) =>
        store.commit({
          source: 'pager',
          events: [pager(id)],
          state: { revision, ...parts },
        });
      expect(await store.readState('pager')).toEqual({
        revision: 0,
        entries: new Map(),
      });
      await commit(0, { put: put({ a: '1', b: '2' }) });
      await commit(1, { put: put({ b: '3' }), remove: ['a'] });
      expect(await store.readState('pager')).toEqual({
        revision: 2,
        entries: put({ b: '3' }),
      });
      expect((await store.readState('pager', ['a'])).entries.size).toBe(0);
      expect((await store.readState('other')).revision).toBe(0);

      for (const revision of [0, 1, 3]) {
        await expect(
          commit(revision, { put: put({ b: 'late' }) }, `late-${revision}`),
        ).rejects.toThrow('has changed since it was read');
      }
      // Nothing of it has happened.
      expect(await knex('events').whereLike('id', 'late%')).toEqual([]);
      expect((await store.readState('pager')).entries.get('b')).toBe('3');
    });

    it('lets one of several go on from a state', async () => {
      const { store, knex } = await open();
      const results = await Promise.allSettled(
        [1, 2, 3, 4].map(i =>
          store.commit({
            source: 'pager',
            events: [pager(`e${i}`)],
            state: { revision: 0, put: new Map([['who', `${i}`]]) },
          }),
        ),
      );
      expect(
        results.filter(({ status }) => status === 'fulfilled'),
      ).toHaveLength(1);
      expect(await knex('events')).toHaveLength(1);
    });
  },
);
