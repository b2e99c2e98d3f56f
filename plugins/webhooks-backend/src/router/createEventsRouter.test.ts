import {
  TestDatabases,
  mockCredentials,
  mockErrorHandler,
  mockServices,
} from '@backstage/backend-test-utils';
import { WebhookEvent } from '@kubevision/backstage-plugin-webhooks-common';
import express from 'express';
import request from 'supertest';
import { checkAnswers } from '../__testUtils__/openapi/checkAnswers';
import { EventStore } from '../database/EventStore';
import { PublishingStore } from '../database/PublishingStore';
import { RetentionStore } from '../database/RetentionStore';
import { openTestDatabase } from '../database/__testUtils__/openTestDatabase';
import { event, now } from '../database/__testUtils__/rows';
import { insertEvents } from '../database/insertEvents';
import { createEvents } from '../events/createEvents';
import { accessOf, condition } from './__testUtils__/accessOf';
import { createEventsRouter } from './createEventsRouter';

const HOUR = 3_600_000;
const databases = TestDatabases.create();

const documented = checkAnswers();

describe.each(databases.eachSupportedId())('events on %s', databaseId => {
  const cleanups: (() => Promise<unknown>)[] = [];

  afterEach(async () => {
    for (const cleanup of cleanups.splice(0)) await cleanup();
  });

  async function open(policy: Parameters<typeof accessOf>[1] = {}) {
    const knex = await openTestDatabase(databaseId);
    const events = createEvents({
      store: EventStore.create({ knex }),
      place: PublishingStore.create({ knex }),
      logger: mockServices.logger.mock(),
      now: () => now,
      replica: 'replica-1',
      ownershipOf: ref =>
        ref === 'component:default/api-server'
          ? { owners: ['group:default/platform'], systems: [] }
          : { owners: [], systems: [] },
    });
    cleanups.push(() => events.stop());
    const app = express()
      .use(documented())
      .use(
        createEventsRouter({
          ...accessOf(knex, policy),
          events,
          now: () => now,
        }),
      )
      .use(mockErrorHandler());
    return {
      knex,
      app,
      async add(...added: Partial<WebhookEvent>[]) {
        await knex.transaction(tx =>
          insertEvents(
            tx,
            added.map(it => event(it)),
            now,
          ),
        );
        events.ring();
      },
      page: (query: Record<string, unknown> = {}) =>
        request(app)
          .get('/events')
          .query(query)
          .set('Accept', 'application/json'),
    };
  }

  const idsOf = (items: { id?: string }[]) =>
    items.flatMap(({ id }) => id ?? []);

  it('are lines of JSON, each with the cursor behind it, and a bookmark at the end', async () => {
    const { app, add } = await open();
    await add({ id: 'a' }, { id: 'b' });
    const { headers, text } = await request(app).get('/events').expect(200);
    expect(headers['content-type']).toMatch(/^application\/x-ndjson/);
    const lines = text
      .trimEnd()
      .split('\n')
      .map(line => JSON.parse(line));
    expect(lines).toEqual([
      { ...event({ id: 'a' }), cursor: expect.any(String) },
      { ...event({ id: 'b' }), cursor: expect.any(String) },
      { cursor: expect.any(String) },
    ]);

    const { text: rest } = await request(app)
      .get('/events')
      .query({ after: lines[0].cursor });
    expect(
      idsOf(
        rest
          .trimEnd()
          .split('\n')
          .map(line => JSON.parse(line)),
      ),
    ).toEqual(['b']);
  });

  it('are a page for who accepts only JSON, and read on by its cursor', async () => {
    const { add, page } = await open();
    await add({ id: 'a' }, { id: 'b' }, { id: 'c' });
    const { body: first } = await page({ limit: 2 }).expect(200);
    expect(idsOf(first.items)).toEqual(['a', 'b']);
    const { body: second } = await page({ after: first.pageInfo.nextCursor });
    expect(idsOf(second.items)).toEqual(['c']);
    const { body: third } = await page({ after: second.pageInfo.nextCursor });
    expect(third.items).toEqual([]);

    await add({ id: 'd' });
    const { body: fourth } = await page({ after: third.pageInfo.nextCursor });
    expect(idsOf(fourth.items)).toEqual(['d']);
  });

  it('come in full where they are more than one read takes', async () => {
    const { app, add } = await open();
    const ids = Array.from({ length: 1_203 }, (_, i) => `event-${i}`);
    await add(...ids.map(id => ({ id })));
    const { text } = await request(app).get('/events').query({ limit: 10_000 });
    const lines = text
      .trimEnd()
      .split('\n')
      .map(line => JSON.parse(line));
    expect(idsOf(lines)).toEqual(ids);
  });

  it('can be filtered as webhooks do, and the cursor goes past the others', async () => {
    const { add, page } = await open();
    await add(
      { id: 'a', cluster: 'prod-us', severity: 'critical' },
      { id: 'b', cluster: 'staging', severity: 'critical' },
      { id: 'c', cluster: 'prod-eu', severity: 'info' },
      { id: 'd', cluster: 'prod-eu', severity: 'warning' },
      { id: 'e', cluster: 'lab' },
    );
    const filter = { cluster: 'prod-*', severity: ['critical', 'warning'] };
    const { body } = await page(filter).expect(200);
    expect(idsOf(body.items)).toEqual(['a', 'd']);
    const rest = await page({ after: body.pageInfo.nextCursor });
    expect(rest.body.items).toEqual([]);
  });

  it('are waited for', async () => {
    const { add, page } = await open();
    await add({ id: 'old' });
    const { body: start } = await page({ after: 'latest' });
    expect(start.items).toEqual([]);

    const asked = page({
      after: start.pageInfo.nextCursor,
      wait: 50,
      name: 'x',
    });
    const answer = asked.then(({ body }) => body);
    await add({ id: 'other', name: 'y' });
    await add({ id: 'wanted', name: 'x' });
    expect(idsOf((await answer).items)).toEqual(['wanted']);
  });

  it('are an empty answer when the time to wait is over', async () => {
    const { page } = await open();
    const { body } = await page({ after: 'latest', wait: 0.05 }).expect(200);
    expect(body).toEqual({
      items: [],
      pageInfo: { nextCursor: expect.any(String) },
    });
  });

  it('are gone once retention has deleted some that a cursor has not seen', async () => {
    const { app, knex, add, page } = await open();
    await add({ id: 'a' }, { id: 'b' }, { id: 'c' });
    const { body: first } = await page({ limit: 1 });
    const { body: second } = await page({ limit: 2 });
    const old = RetentionStore.create({ knex });
    const upTo = await old.lastEventToDelete({ since: new Date(0), count: 1 });
    await expect(old.deleteEvents(upTo)).resolves.toBe(2);

    const { body } = await page({ after: first.pageInfo.nextCursor }).expect(
      410,
    );
    expect(body.error.message).toMatch(/deleted by retention.*Read on without/);
    await request(app)
      .get('/events')
      .query({ after: first.pageInfo.nextCursor })
      .expect(410);
    const whole = await page({ after: second.pageInfo.nextCursor }).expect(200);
    expect(idsOf(whole.body.items)).toEqual(['c']);
    expect(idsOf((await page()).body.items)).toEqual(['c']);
  });

  it('are gone for a cursor that is ahead of all of them', async () => {
    const { page } = await open();
    const ahead = Buffer.from('999999999').toString('base64url');
    const { body } = await page({ after: ahead }).expect(410);
    expect(body.error.message).toMatch(/database was restored/);
  });

  it.each([
    [{ after: 'nonsense' }, /after|cursor/],
    [{ wait: 3600 }, /wait/],
    [{ severity: 'bad' }, /severity\[0\]/],
    [{ clusters: 'prod' }, /clusters: unknown/],
  ])('refuse %j', async (query, message) => {
    const { page } = await open();
    const { body } = await page(query).expect(400);
    expect(body.error.message).toMatch(message);
  });

  it('need a permission of their own', async () => {
    const { app } = await open({ denied: ['webhooks.events.read'] });
    await request(app).get('/events').expect(403);
    await request(app)
      .get('/events')
      .set('Authorization', mockCredentials.none.header())
      .expect(401);
  });

  it('can be read by other services', async () => {
    const { app } = await open();
    await request(app)
      .get('/events')
      .set('Authorization', mockCredentials.service.header())
      .expect(200);
  });

  describe('that filters match', () => {
    const preview = (app: express.Express, body: object) =>
      request(app).post('/preview/matches').send(body);

    it('are counted and shown, the newest first, as the webhook gets them', async () => {
      const { app, add } = await open();
      await add(
        { id: 'a', event: 'scale' },
        { id: 'b', event: 'create' },
        { id: 'c', event: 'scale', entities: [] },
      );
      const { body } = await preview(app, {
        filters: { events: ['update'] },
      }).expect(200);
      expect(body).toMatchObject({ count: 2, scanned: 3, truncated: false });
      expect(body.items.map((it: WebhookEvent) => [it.id, it.event])).toEqual([
        ['c', 'update'],
        ['a', 'update'],
      ]);
      const owned = await preview(app, { filters: { owners: ['platform'] } });
      expect(idsOf(owned.body.items)).toEqual(['b', 'a']);
    });

    it('are those of the time asked for', async () => {
      const { app, knex, add } = await open();
      await add({ id: 'a' }, { id: 'b' });
      await knex('events')
        .where({ id: 'a' })
        .update({ created_at: now.getTime() - 3 * HOUR });
      const { body } = await preview(app, { filters: {}, sinceHours: 2 });
      expect(body).toMatchObject({ count: 1, scanned: 1 });
      const all = await preview(app, { filters: {} });
      expect(all.body).toMatchObject({ count: 2, scanned: 2 });
    });

    it('are no more than a request may look at', async () => {
      const { app, add } = await open();
      const many = Array.from({ length: 20_001 }, (_, i) => ({ id: `e${i}` }));
      await add(...many);
      const { body } = await preview(app, { filters: {} }).expect(200);
      expect(body).toMatchObject({
        count: 20_000,
        scanned: 20_000,
        truncated: true,
      });
      expect(body.items).toHaveLength(20);
    });

    it('are for those who may make webhooks', async () => {
      const creators = await open({ denied: ['webhooks.webhook.update'] });
      await preview(creators.app, { filters: {} }).expect(200);
      const readers = await open({
        denied: ['webhooks.webhook.create', 'webhooks.webhook.update'],
      });
      await preview(readers.app, { filters: {} }).expect(403);
    });

    it('are those that a webhook could get which the caller may make', async () => {
      const { app, add } = await open({
        conditions: condition('HAS_NAMESPACE', { namespaces: ['payments'] }),
      });
      await add(
        { id: 'own', namespace: 'payments' },
        { id: 'others', namespace: 'shop' },
      );
      const { body } = await preview(app, { filters: {} }).expect(200);
      expect(idsOf(body.items)).toEqual(['own']);
      expect(body.count).toBe(1);
    });
  });
});
