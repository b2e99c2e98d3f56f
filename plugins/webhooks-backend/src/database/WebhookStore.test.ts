import { TestDatabases } from '@backstage/backend-test-utils';
import { because } from '@kubevision/backstage-plugin-webhooks-common';
import { Knex } from 'knex';
import { normalizeNoise } from '../noise/settings';
import { normalizeFilters } from '../webhooks/filters';
import { StoredWebhook } from './webhookRow';
import { WebhookStore } from './WebhookStore';
import { openTestDatabase } from './__testUtils__/openTestDatabase';

const webhook = (overrides: Partial<StoredWebhook> = {}): StoredWebhook => ({
  id: '00000000-0000-4000-8000-000000000001',
  name: 'payments to #ops',
  platform: 'slack',
  maskedUrl: 'https://hooks.slack.com/…XXXX',
  sealedTarget: 'v1.local.sealed',
  hasSecret: false,
  enabled: true,
  filters: normalizeFilters({ events: ['scale'], clusters: ['prod-us'] }),
  noise: normalizeNoise({ windowSeconds: 60, rollouts: 'progress' }),
  retry: 'contract',
  digest: true,
  health: 'unknown',
  createdAt: new Date('2026-03-05T10:23:00.123Z'),
  updatedAt: new Date('2026-03-05T10:23:00.123Z'),
  createdBy: 'user:default/olga',
  ...overrides,
});

/** As it is given back: with its lane. */
const kept = (stored: StoredWebhook) => ({
  ...stored,
  lane: expect.objectContaining({ probe_at: null }),
});

describe.each(TestDatabases.create().eachSupportedId())(
  'WebhookStore on %s',
  databaseId => {
    let knex: Knex;
    async function createStore() {
      knex = await openTestDatabase(databaseId);
      return WebhookStore.create({ knex });
    }

    it('gives back what was stored', async () => {
      const store = await createStore();
      await store.insert(webhook());
      await expect(store.get(webhook().id)).resolves.toEqual(kept(webhook()));
    });

    it('refuses a name that is taken, on insert and on update, and keeps what was stored', async () => {
      const store = await createStore();
      const other = webhook({ id: 'other', name: 'another' });
      await store.insert(webhook());
      await store.insert(other);
      const taken =
        /name: another webhook is already called 'payments to #ops'/;

      await expect(store.insert(webhook({ id: 'third' }))).rejects.toThrow(
        taken,
      );
      await expect(
        store.update({ ...other, name: webhook().name }),
      ).rejects.toThrow(taken);
      await expect(store.get('other')).resolves.toEqual(kept(other));
    });

    it('updates what people decide and leaves the health alone', async () => {
      const store = await createStore();
      await store.insert(webhook({ health: 'failing' }));
      const changed = webhook({
        enabled: false,
        hasSecret: true,
        health: 'healthy',
      });
      await store.update(changed);
      await expect(store.get(changed.id)).resolves.toEqual(
        kept({ ...changed, health: 'failing' }),
      );
    });

    it('forgets what its receiver did when that is asked for, and only then', async () => {
      const store = await createStore();
      const id = webhook().id;
      await store.insert(webhook({ enabled: false }));
      const circuit = {
        failures: 12,
        ownerFailures: 0,
        since: 1,
        open: { failedProbes: 1, nextProbeAt: 5 },
      };
      await knex('webhooks').update({
        circuit: JSON.stringify(circuit),
        disabled_reason: because('no-http').reason,
        disabled_reason_parts: JSON.stringify([{ code: 'no-http' }]),
      });
      await knex('delivery_lanes').update({ probe_at: 5 });
      await store.update(webhook({ enabled: false }));
      await expect(store.get(id)).resolves.toMatchObject({
        circuit,
        disabledReason: because('no-http').reason,
        disabledReasonParts: [{ code: 'no-http' }],
      });
      await store.update(webhook(), {}, { resetsHealth: true });
      await expect(store.get(id)).resolves.toEqual(kept(webhook()));
    });

    it('pages in order of name', async () => {
      const store = await createStore();
      for (const name of ['b', 'c', 'a']) {
        await store.insert(webhook({ id: name, name }));
      }
      const first = await store.list({ limit: 2 });
      expect(first.webhooks.map(w => w.name)).toEqual(['a', 'b']);
      expect(first.total).toBe(3);
      const second = await store.list({ limit: 2, after: 'b' });
      expect(second.webhooks.map(w => w.name)).toEqual(['c']);
    });

    it('pages through those that are not well, and counts no others', async () => {
      const store = await createStore();
      const add = async (name: string, changes: object = {}, row?: object) => {
        await store.insert(webhook({ id: name, name, ...changes }));
        if (row) await knex('webhooks').where({ id: name }).update(row);
      };
      await add('well');
      await add('failing', { health: 'failing' });
      await add('off', { health: 'failing', enabled: false });
      await add('gone', { enabled: false }, { disabled_reason: 'It is gone.' });
      await add('also', { health: 'failing' });
      const list = async (options: object) => {
        const { webhooks, total } = await store.list({
          limit: 2,
          unwell: true,
          ...options,
        });
        return [webhooks.map(({ name }) => name), total];
      };
      await expect(list({})).resolves.toEqual([['also', 'failing'], 3]);
      await expect(list({ after: 'failing' })).resolves.toEqual([['gone'], 3]);
      const where = ({ name }: { name: string }) => name !== 'also';
      await expect(list({ where })).resolves.toEqual([['failing', 'gone'], 2]);
    });

    it('answers the filters of enabled webhooks only', async () => {
      const store = await createStore();
      await store.insert(webhook());
      await store.insert(webhook({ id: 'off', name: 'off', enabled: false }));
      await expect(store.enabledFilters()).resolves.toEqual([
        { id: webhook().id, filters: webhook().filters, tellsPods: false },
      ]);
    });

    it('reads what an older version stored, without the newer filters', async () => {
      const store = await createStore();
      await store.insert(webhook());
      const older = JSON.stringify({ events: ['scale'], clusters: ['*'] });
      await knex('webhooks').update({ filters: older });
      const { filters } = await store.get(webhook().id);
      expect(filters).toEqual(normalizeFilters({ events: ['scale'] }));
    });

    it('says which webhook is not there', async () => {
      const store = await createStore();
      const missing = /No webhook has the id 'gone'/;
      await expect(store.get('gone')).rejects.toThrow(missing);
      await expect(store.update(webhook({ id: 'gone' }))).rejects.toThrow(
        missing,
      );
      await expect(store.delete('gone')).rejects.toThrow(missing);
    });
  },
);
