import { TestDatabases, mockErrorHandler } from '@backstage/backend-test-utils';
import express from 'express';
import { Knex } from 'knex';
import request from 'supertest';
import { checkAnswers } from '../__testUtils__/openapi/checkAnswers';
import { DeletionStore } from '../database/DeletionStore';
import { DeliveryStore } from '../database/DeliveryStore';
import { WebhookStore } from '../database/WebhookStore';
import { openTestDatabase } from '../database/__testUtils__/openTestDatabase';
import { addDelivery, addWebhook, now } from '../database/__testUtils__/rows';
import { claimAll } from '../database/__testUtils__/claimAll';
import { WebhooksService } from '../webhooks/WebhooksService';
import { accessOf } from './__testUtils__/accessOf';
import { createDeletionRouter } from './createDeletionRouter';

const documented = checkAnswers();

describe.each(TestDatabases.create().eachSupportedId())(
  'deleting a webhook on %s',
  databaseId => {
    let knex: Knex;
    let clock: Date;
    const onChange = jest.fn();
    const wake = jest.fn();

    beforeEach(async () => {
      knex = await openTestDatabase(databaseId);
      clock = now;
      jest.clearAllMocks();
      await addWebhook(knex, 'w1');
      await addWebhook(knex, 'w2');
      await addDelivery(knex, 'd1');
    });

    function start(policy: Parameters<typeof accessOf>[1] = {}) {
      const deletions = DeletionStore.create({ knex });
      const store = WebhookStore.create({ knex });
      const service = WebhooksService.create({
        store,
        deletions,
        dispatcher: { wake },
        now: () => clock,
        onChange,
        // Nothing else of it has to do with deleting.
      } as unknown as Parameters<typeof WebhooksService.create>[0]);
      const app = express()
        .use(documented())
        .use(
          createDeletionRouter({
            ...accessOf(knex, policy),
            service,
            deletions,
          }),
        )
        .use(mockErrorHandler());
      return { app, service, store };
    }

    const later = (seconds: number) => new Date(now.getTime() + seconds * 1000);
    const deliveries = () => knex('deliveries').pluck('id');
    const claimed = async (at: Date) => {
      const found = await claimAll(DeliveryStore.create({ knex }), { now: at });
      return found.map(({ id }) => id);
    };

    it('is for good, unless it is asked to be kept for a while', async () => {
      const { app } = start();
      await request(app).delete('/w1').expect(204);
      await expect(deliveries()).resolves.toEqual([]);
      const { status } = await request(app).post('/w1/restore');
      expect(status).toBe(404);
    });

    it('hides it at once and sends nothing of it, and restores it as it was', async () => {
      const { app, store } = start();
      const muted = later(3).getTime();
      await knex('delivery_lanes')
        .where({ webhook_id: 'w1' })
        .update({ muted_until: muted });
      await request(app).delete('/w1?undoSeconds=30').expect(204);
      await expect(store.get('w1')).rejects.toThrow('No webhook has the id');
      await expect(store.list({ limit: 10 })).resolves.toMatchObject({
        webhooks: [{ id: 'w2' }],
        total: 1,
      });
      await expect(store.getAll(['w1'])).resolves.toEqual([undefined]);
      // What happens meanwhile still finds its way to it, to be sent if it is restored.
      const filters = await store.enabledFilters();
      expect(filters.map(({ id }) => id).sort()).toEqual(['w1', 'w2']);
      await expect(claimed(later(29))).resolves.toEqual([]);

      await request(app).post('/w1/restore').expect(204);
      expect(wake).toHaveBeenCalledWith(['w1']);
      expect(onChange.mock.calls).toEqual([['w1'], ['w1']]);
      const lane = await knex('delivery_lanes')
        .where({ webhook_id: 'w1' })
        .first('muted_until');
      expect(Number(lane.muted_until)).toBe(muted);
      await expect(claimed(later(29))).resolves.toEqual(['d1']);
      await expect(store.get('w1')).resolves.toMatchObject({ id: 'w1' });
    });

    it('deletes it when its time is over, and not before', async () => {
      const { app, service } = start();
      await request(app).delete('/w1?undoSeconds=30').expect(204);
      clock = later(29);
      await service.deleteDue();
      await expect(deliveries()).resolves.toEqual(['d1']);
      clock = later(30);
      await service.deleteDue();
      await expect(deliveries()).resolves.toEqual([]);
      await expect(knex('webhooks').pluck('id')).resolves.toEqual(['w2']);
      const { status } = await request(app).post('/w1/restore');
      expect(status).toBe(404);
    });

    it('leaves its name to others at once, who then keep it', async () => {
      const { app, store } = start();
      await request(app).delete('/w1?undoSeconds=30').expect(204);
      const other = await store.get('w2');
      await store.update({ ...other, name: 'w1' });
      await expect(store.get('w2')).resolves.toMatchObject({ name: 'w1' });
      const { status } = await request(app).post('/w1/restore');
      expect(status).toBe(404);
    });

    it('is refused for a time that is no time, and a second time', async () => {
      const { app } = start();
      const answers = [
        await request(app).delete('/w1?undoSeconds=301'),
        await request(app).delete('/w1?undoSeconds=-1'),
        await request(app).delete('/w1?undoSeconds=30'),
        await request(app).delete('/w1?undoSeconds=30'),
        await request(app).post('/w2/restore'),
      ];
      expect(answers.map(({ status }) => status)).toEqual([
        400, 400, 204, 404, 404,
      ]);
    });

    it('is for who may delete, as is restoring', async () => {
      await request(start().app).delete('/w1?undoSeconds=30').expect(204);
      const { app } = start({ denied: ['webhooks.webhook.delete'] });
      const answers = [
        await request(app).delete('/w2'),
        await request(app).post('/w1/restore'),
      ];
      expect(answers.map(({ status }) => status)).toEqual([403, 403]);
    });
  },
);
