import { TestDatabaseId } from '@backstage/backend-test-utils';
import {
  NoiseSettings,
  WebhookFilters,
} from '@kubevision/backstage-plugin-webhooks-common';
import { DEPLOYMENT, eventOf, stored } from '../../changes/observe.fixture';
import {
  KubernetesObject,
  ResourceType,
  resourceName,
} from '../../changes/types';
import { WatchBatch } from '../../kubernetes/WatchStore';
import { normalizeNoise } from '../../noise/settings';
import { normalizeFilters } from '../../webhooks/filters';
import { DatabaseWatchStore } from '../DatabaseWatchStore';
import { ClaimedDelivery } from '../deliveryRow';
import { DeliveryStore } from '../DeliveryStore';
import { claimAll } from './claimAll';
import { openTestDatabase } from './openTestDatabase';
import { addWebhook } from './rows';

/** When everything begins, in milliseconds since the epoch. */
export const start = Date.parse('2026-03-05T10:23:00Z');

const DAY_MS = 24 * 3600 * 1000;

/** The stores over one database, and a clock that only a test moves. */
export async function openOutbox(databaseId: TestDatabaseId) {
  const knex = await openTestDatabase(databaseId);
  let now = start;
  const clock = () => new Date(now);
  const wakes = jest.fn();
  const watches = DatabaseWatchStore.create({
    knex,
    onDeliveries: wakes,
    now: clock,
  });
  /** Some parts of what a watch commits. */
  const commit = (type: ResourceType, parts: Partial<WatchBatch>) =>
    watches.commit({
      key: { cluster: 'prod-us', resource: resourceName(type) },
      resourceVersion: '1',
      upserts: [],
      deletes: [],
      events: [],
      ...parts,
    });
  const deliveries = DeliveryStore.create({ knex });
  return {
    knex,
    deliveries,
    wakes,
    wait: (ms: number) => {
      now += ms;
    },
    async webhook(
      id: string,
      noise?: NoiseSettings,
      filters: WebhookFilters = {},
    ) {
      await addWebhook(knex, id);
      await knex('webhooks')
        .where({ id })
        .update({
          noise: noise ? JSON.stringify(normalizeNoise(noise)) : null,
          filters: JSON.stringify(normalizeFilters(filters)),
        });
    },
    /** What a watch commits of one write. */
    async change(
      before: KubernetesObject | null,
      after: KubernetesObject,
      type = DEPLOYMENT,
    ) {
      const event = eventOf(type, before, after);
      await commit(type, {
        upserts: [stored(after, type)!],
        events: event ? [event] : [],
      });
      return event;
    },
    async remove(object: KubernetesObject) {
      const gone = eventOf(DEPLOYMENT, object, null);
      const { uid } = object.metadata;
      await commit(DEPLOYMENT, { deletes: [uid], events: gone ? [gone] : [] });
    },
    /** Delivers what is due at a time, in the order in which it may be sent. */
    async claim(at = now, claimId = `at-${at}`): Promise<ClaimedDelivery[]> {
      const told: ClaimedDelivery[] = [];
      for (;;) {
        const due = { now: new Date(at), leaseMs: DAY_MS, claimId };
        const claimed = await claimAll(deliveries, due);
        if (claimed.length === 0) return told;
        for (const delivery of claimed) {
          const attempt = { startedAt: due.now, durationMs: 1 };
          await deliveries.complete({
            delivery,
            attempt: { ...attempt, outcome: 'delivered' },
            next: { status: 'delivered' },
            now: due.now,
          });
        }
        told.push(...claimed);
      }
    },
    heldBack: async (id: string) => {
      const found = await deliveries.heldBack({
        webhookIds: [id],
        now: clock(),
      });
      return found.get(id) ?? { total: 0, byReason: {} };
    },
  };
}
