import {
  TestDatabaseId,
  TestDatabases,
  mockCredentials,
  mockServices,
} from '@backstage/backend-test-utils';
import {
  ClusterInfo,
  WebhookInput,
} from '@kubevision/backstage-plugin-webhooks-common';
import express from 'express';
import { Inbox, startInbox } from 'inbox';
import request from 'supertest';
import { checkAnswers } from '../__testUtils__/openapi/checkAnswers';
import { DeliveryStore } from '../database/DeliveryStore';
import { WebhookStore } from '../database/WebhookStore';
import { openTestDatabase } from '../database/__testUtils__/openTestDatabase';
import { addParked, now } from '../database/__testUtils__/rows';
import { builtInPlatforms } from '../platforms';
import { until } from '../kubernetes/until.fixture';
import { SecretBox } from '../webhooks/SecretBox';
import { WebhooksService } from '../webhooks/WebhooksService';
import { Authorizer } from './Authorizer';
import { permissionsBy } from './__testUtils__/accessOf';
import { startApi } from './__testUtils__/startApi';
import { createRouter } from './createRouter';

const SLACK_URL = 'https://hooks.slack.com/services/T000/B000/plantedXXXX';

const slack: WebhookInput = {
  name: 'payments to #ops',
  platform: 'slack',
  url: SLACK_URL,
  filters: { events: ['scale'], clusters: ['prod-us'] },
};

const cluster: ClusterInfo = {
  name: 'prod-us',
  state: 'idle',
  kinds: ['Deployment'],
  namespaces: [],
  watches: [],
};

const databases = TestDatabases.create();

const documented = checkAnswers();

describe.each(databases.eachSupportedId())('routes on %s', databaseId => {
  let inbox: Inbox;
  const cleanups: (() => Promise<unknown>)[] = [];

  beforeAll(async () => {
    inbox = await startInbox();
  });

  afterEach(async () => {
    for (const cleanup of cleanups.splice(0)) await cleanup();
  });

  afterAll(async () => {
    await inbox.stop();
  });

  async function createApp(
    id: TestDatabaseId = databaseId,
    denied: readonly string[] = [],
  ) {
    const knex = await openTestDatabase(id);
    const api = startApi({
      knex,
      denied,
      middleware: documented(),
      clusters: [cluster],
    });
    cleanups.push(() => api.stop());
    return { ...api, knex };
  }

  describe('webhooks', () => {
    it('are created, and answered without anything secret', async () => {
      const { app, onChange } = await createApp();
      const { status, headers, body } = await request(app)
        .post('/')
        .send(slack);
      expect(status).toBe(201);
      expect(headers.location).toBe(`/${body.id}`);
      expect(body).toEqual({
        id: expect.any(String),
        etag: expect.any(String),
        name: 'payments to #ops',
        platform: 'slack',
        url: 'https://hooks.slack.com/…XXXX',
        hasSecret: false,
        enabled: true,
        filters: {
          events: ['scale'],
          clusters: ['prod-us'],
          resources: ['*'],
          namespaces: ['*'],
          names: ['*'],
          labels: ['*'],
          severities: ['*'],
          owners: ['*'],
          systems: ['*'],
        },
        noise: {
          windowSeconds: 10,
          autoscaling: true,
          flapping: true,
          rollouts: 'summary',
        },
        heldBack: { total: 0, byReason: {} },
        retry: 'contract',
        parked: 0,
        digest: true,
        quietHours: null,
        mutedUntil: null,
        circuit: { state: 'closed', failures: 0 },
        health: 'unknown',
        createdAt: expect.any(String),
        updatedAt: body.createdAt,
        createdBy: 'user:default/mock',
      });
      expect(onChange).toHaveBeenCalledWith(body.id);

      const list = await request(app).get('/');
      expect(list.body).toEqual({ items: [body], totalItems: 1, pageInfo: {} });
      const one = await request(app).get(`/${body.id}`);
      expect(one.body).toEqual(body);
    });

    it('keep their quiet hours and their digest until others are given', async () => {
      const { app } = await createApp();
      const quietHours = {
        start: '22:00',
        end: '07:00',
        timeZone: 'Europe/Berlin',
        days: ['mon'],
        exceptCritical: true,
      };
      const created = await request(app)
        .post('/')
        .send({ ...slack, quietHours, digest: false });
      expect(created.body).toMatchObject({ quietHours, digest: false });
      const { id } = created.body;
      const kept = await request(app).put(`/${id}`).send(slack);
      expect(kept.body).toMatchObject({ quietHours, digest: false });
      const ended = await request(app)
        .put(`/${id}`)
        .send({ ...slack, quietHours: null, digest: true });
      expect(ended.body).toMatchObject({ quietHours: null, digest: true });
    });

    it.each([
      [{ start: '24:00' }, /quietHours.start: must be a time of day/],
      [{ end: '22:00' }, /quietHours.end: must differ from start/],
      [{ timeZone: 'Mars' }, /quietHours.timeZone: must be a time zone/],
      [{ days: [] }, /quietHours.days: must not be empty/],
      [{ days: ['someday'] }, /quietHours.days\[0\]: must be one of mon/],
    ])('refuse quiet hours with %j', async (wrong, reason) => {
      const { app } = await createApp();
      const quietHours = { start: '22:00', end: '07:00', timeZone: 'UTC' };
      const { status, body } = await request(app)
        .post('/')
        .send({ ...slack, quietHours: { ...quietHours, ...wrong } });
      expect(status).toBe(400);
      expect(body.error.message).toMatch(reason);
    });

    it('are muted until a time, or until that is taken back', async () => {
      const { app } = await createApp();
      const { body } = await request(app).post('/').send(slack);
      const end = new Date(Date.now() + 3_600_000).toISOString();
      const mute = `/${body.id}/mute`;

      const muted = await request(app).post(mute).send({ until: end });
      expect(muted.status).toBe(200);
      expect(muted.body).toMatchObject({
        mutedUntil: end,
        waiting: { reason: 'muted', until: end, exceptCritical: false },
      });
      const kept = await request(app).put(`/${body.id}`).send(slack);
      expect(kept.body.mutedUntil).toBe(end);

      const unmuted = await request(app).delete(mute);
      expect(unmuted.body.mutedUntil).toBeNull();
      expect(unmuted.body).not.toHaveProperty('waiting');
      const again = await request(app)
        .put(`/${body.id}`)
        .send({ ...slack, mutedUntil: end });
      expect(again.body.mutedUntil).toBe(end);
    });

    it('are not muted until a time that has passed, or that is none', async () => {
      const { app } = await createApp();
      const { body } = await request(app).post('/').send(slack);
      for (const time of ['2020-01-01T00:00:00Z', 'tomorrow', '2030-01-01']) {
        const answer = await request(app)
          .post(`/${body.id}/mute`)
          .send({ until: time });
        expect(answer.status).toBe(400);
        expect(answer.body.error.message).toMatch(/until: /);
      }
      const gone = await request(app).delete('/gone/mute');
      expect(gone.status).toBe(404);
    });

    it('say who disabled them, and begin anew when they are enabled', async () => {
      const { app, knex } = await createApp();
      const { body } = await request(app)
        .post('/')
        .send({ ...slack, enabled: false });
      expect(body.disabledBy).toBe('user');
      await knex('webhooks').update({ disabled_reason: 'It is gone.' });
      const one = await request(app).get(`/${body.id}`);
      expect(one.body).toMatchObject({
        disabledBy: 'plugin',
        disabledReason: 'It is gone.',
      });
      const enabled = await request(app)
        .put(`/${body.id}`)
        .send({ ...slack, enabled: true });
      expect(enabled.body).not.toHaveProperty('disabledBy');
      expect(enabled.body).not.toHaveProperty('disabledReason');
    });

    it('that are not well are found alone', async () => {
      const { app, knex } = await createApp();
      await request(app).post('/').send(slack);
      await request(app)
        .post('/')
        .send({ ...slack, name: 'failing' });
      await knex('webhooks')
        .where({ name: 'failing' })
        .update({ health: 'failing' });
      const { body } = await request(app).get('/').query({ unwell: 'true' });
      expect(body).toMatchObject({
        items: [{ name: 'failing' }],
        totalItems: 1,
      });
      const all = await request(app).get('/').query({ unwell: 'false' });
      expect(all.body.totalItems).toBe(2);
      const wrong = await request(app).get('/').query({ unwell: 'perhaps' });
      expect(wrong.status).toBe(400);
    });

    it('keep what is said about noise, and say what they held back in a day', async () => {
      const { app, knex } = await createApp();
      const created = await request(app)
        .post('/')
        .send({ ...slack, noise: { windowSeconds: 60, rollouts: 'progress' } });
      const noise = {
        windowSeconds: 60,
        autoscaling: true,
        flapping: true,
        rollouts: 'progress',
      };
      expect(created.body.noise).toEqual(noise);
      const path = `/${created.body.id}`;
      const kept = await request(app).put(path).send(slack);
      expect(kept.body.noise).toEqual(noise);
      const replaced = await request(app)
        .put(path)
        .send({ ...slack, noise: { windowSeconds: 0 } });
      expect(replaced.body.noise).toEqual({
        windowSeconds: 0,
        autoscaling: true,
        flapping: true,
        rollouts: 'summary',
      });

      const hour = 3_600_000;
      const counted = (reason: string, count: number, hoursAgo: number) => ({
        webhook_id: created.body.id,
        reason,
        count,
        hour: Date.now() - hoursAgo * hour,
      });
      await knex('held_back').insert([
        counted('rollout', 5, 0),
        counted('rollout', 2, 23),
        counted('window', 1, 1),
        counted('flapping', 9, 25),
      ]);
      const heldBack = { total: 8, byReason: { rollout: 7, window: 1 } };
      const one = await request(app).get(path);
      expect(one.body.heldBack).toEqual(heldBack);
      const list = await request(app).get('/');
      expect(list.body.items[0].heldBack).toEqual(heldBack);
    });

    it('keep how they are tried again, by the contract unless told', async () => {
      const { app } = await createApp();
      const { body } = await request(app).post('/').send(slack);
      expect(body.retry).toBe('contract');
      const path = `/${body.id}`;
      const put = async (retry?: string) =>
        request(app)
          .put(path)
          .send({ ...slack, retry });
      expect((await put('patient')).body.retry).toBe('patient');
      expect((await put()).body.retry).toBe('patient');
      expect((await request(app).get(path)).body.retry).toBe('patient');
      const wrong = await put('never');
      expect(wrong.status).toBe(400);
      expect(wrong.body.error.message).toBe(
        'retry: must be one of contract, patient',
      );
    });

    it('say how many of their deliveries are parked, and which', async () => {
      const { app, knex } = await createApp();
      const { body } = await request(app).post('/').send(slack);
      const webhookId = body.id;
      await addParked(knex, 'a', { webhookId, failureClass: 'owner' });
      await addParked(knex, 'b', { webhookId });
      await addParked(knex, 'test', { webhookId, test: true });
      const list = await request(app).get('/');
      expect(list.body.items[0].parked).toBe(2);
      expect((await request(app).get(`/${webhookId}`)).body.parked).toBe(2);
      const found = await request(app).get(
        `/${webhookId}/deliveries?failureClass=owner`,
      );
      expect(found.body).toMatchObject({
        totalItems: 1,
        items: [
          { id: 'a', failureClass: 'owner', failedAt: now.toISOString() },
        ],
      });
      await request(app)
        .get(`/${webhookId}/deliveries?failureClass=luck`)
        .expect(400);
    });

    it.each([
      [{ windowSeconds: -1 }, 'noise.windowSeconds'],
      [{ windowSeconds: 3601 }, 'noise.windowSeconds'],
      [{ windowSeconds: 1.5 }, 'noise.windowSeconds'],
      [{ autoscaling: 'yes' }, 'noise.autoscaling'],
      [{ rollouts: 'sometimes' }, 'noise.rollouts'],
      [{ windows: 5 }, 'noise'],
    ])('refuse %j as noise', async (noise, field) => {
      const { app } = await createApp();
      const { status, body } = await request(app)
        .post('/')
        .send({ ...slack, noise });
      expect(status).toBe(400);
      expect(body.error.message).toContain(field);
    });

    it('keep nothing readable in the database', async () => {
      const { app, knex } = await createApp();
      await request(app)
        .post('/')
        .send({
          ...slack,
          platform: 'dingtalk',
          secret: 'SECplanted',
          url: 'https://oapi.dingtalk.com/robot/send?access_token=plantedXXXX',
        });
      const dump = JSON.stringify(await knex('webhooks'));
      expect(dump).toContain('payments to #ops');
      expect(dump).not.toContain('planted');
    });

    it('show a generated signing secret once', async () => {
      const { app } = await createApp();
      const created = await request(app).post('/').send({
        name: 'ci',
        platform: 'http',
        url: 'https://ci.example.com/hook',
      });
      expect(created.body.secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
      expect(created.body.hasSecret).toBe(true);
      const read = await request(app).get(`/${created.body.id}`);
      expect(read.body.secret).toBeUndefined();
    });

    it('do not repeat a secret that the caller gave', async () => {
      const { app } = await createApp();
      const { body } = await request(app).post('/').send({
        name: 'ci',
        platform: 'http',
        url: 'https://ci.example.com/hook',
        secret: 'mine',
      });
      expect(body.hasSecret).toBe(true);
      expect(body.secret).toBeUndefined();
    });

    it('are replaced whole by a PUT, which keeps url and secret when it has none', async () => {
      const { app, knex } = await createApp();
      const { body } = await request(app)
        .post('/')
        .send({ ...slack, enabled: false });
      const before = await knex('webhooks').first();
      const updated = await request(app)
        .put(`/${body.id}`)
        .send({ name: 'renamed', platform: 'slack', enabled: true });
      expect(updated.status).toBe(200);
      expect(updated.body).toMatchObject({
        name: 'renamed',
        url: 'https://hooks.slack.com/…XXXX',
        enabled: true,
        filters: { events: ['*'], clusters: ['*'], owners: ['*'] },
      });
      const after = await knex('webhooks').first();
      expect(open(after)).toEqual(open(before));
    });

    it('can be saved again when the key of what is stored is lost', async () => {
      const { app, knex } = await createApp();
      const { body } = await request(app).post('/').send(slack);
      await knex('webhooks').update({ sealed_target: 'v1.lost.AAAA' });
      const kept = await request(app)
        .put(`/${body.id}`)
        .send({ name: 'kept', platform: 'slack' });
      expect(kept.status).toBe(400);
      expect(kept.body.error.message).toMatch(
        /^url: what is stored can no longer/,
      );
      await request(app).put(`/${body.id}`).send(slack).expect(200);
    });

    it('need a URL when they move to another platform', async () => {
      const { app } = await createApp();
      const { body } = await request(app).post('/').send(slack);
      const moved = await request(app)
        .put(`/${body.id}`)
        .send({ name: 'moved', platform: 'discord' });
      expect(moved.status).toBe(400);
      expect(moved.body.error.message).toMatch(/^url: is required/);
    });

    it('are deleted with their history', async () => {
      const { app, knex } = await createApp();
      const { body } = await request(app)
        .post('/')
        .send({ ...slack, platform: 'http', url: inbox.targets.http });
      await request(app).post(`/${body.id}/test`);
      expect(await knex('deliveries')).toHaveLength(1);
      await request(app).delete(`/${body.id}`).expect(204);
      await request(app).get(`/${body.id}`).expect(404);
      expect(await knex('deliveries')).toEqual([]);
    });

    it('page by an opaque cursor', async () => {
      const { app } = await createApp();
      for (const name of ['a', 'b', 'c']) {
        await request(app)
          .post('/')
          .send({ ...slack, name });
      }
      const first = await request(app).get('/?limit=2');
      expect(first.body.items.map((w: any) => w.name)).toEqual(['a', 'b']);
      expect(first.body.totalItems).toBe(3);
      const { nextCursor } = first.body.pageInfo;
      const second = await request(app)
        .get('/')
        .query({ limit: 2, cursor: nextCursor });
      expect(second.body.items.map((w: any) => w.name)).toEqual(['c']);
      expect(second.body.pageInfo).toEqual({});
    });

    it('come all at once to who wants to find and sort among them', async () => {
      const { app, knex } = await createApp();
      await request(app).post('/').send(slack);
      const [stored] = await knex('webhooks');
      const others = Array.from({ length: 500 }, (_, n) => ({
        ...stored,
        id: `w${n}`,
        name: `webhook ${String(n).padStart(3, '0')}`,
      }));
      await knex.batchInsert('webhooks', others, 20);
      const { body } = await request(app).get('/?limit=1000');
      expect(body.items).toHaveLength(501);
      expect(body.totalItems).toBe(501);
      expect(body.pageInfo).toEqual({});
    });
  });

  describe('bad input', () => {
    it.each<[string, object, RegExp]>([
      ['no name', { name: undefined }, /^name: is required$/],
      ['a name with NUL', { name: 'a\0b' }, /^name: must not contain NUL$/],
      ['an empty name', { name: ' ' }, /^name: must not be empty$/],
      [
        'a name that is no text',
        { name: 7 },
        /^name: must be string, not number$/,
      ],
      ['an unknown key', { urll: 'x' }, /^urll: unknown; check the spelling$/],
      [
        'an unknown filter',
        { filters: { pods: [] } },
        /^filters\.pods: unknown/,
      ],
      [
        'an unknown event',
        { filters: { events: ['explode'] } },
        /^filters\.events\[0\]: /,
      ],
      [
        'an unknown platform',
        { platform: 'pager' },
        /^platform: must be one of slack, discord, dingtalk, feishu, wecom, http$/,
      ],
      [
        'the masked url',
        { url: 'https://hooks.slack.com/…XXXX' },
        /^url: is masked, as it is shown; leave it out/,
      ],
      ['no url', { url: undefined }, /^url: is required$/],
      ['what is no url', { url: 'planted' }, /^url: is no URL/],
      [
        'another scheme',
        { url: 'ftp://hooks.slack.com/planted' },
        /^url: must start with https:\/\//,
      ],
      [
        'http',
        { url: 'http://hooks.slack.com/services/T/B/planted' },
        /^url: must start with https:\/\//,
      ],
      [
        'a password in the url',
        { url: 'https://u:planted@hooks.slack.com/services/T/B/X' },
        /^url: must not contain a user name/,
      ],
      [
        'the url of another platform',
        { url: 'https://discord.com/api/webhooks/1/planted' },
        /^url: is a URL of Discord; choose Discord/,
      ],
      [
        'the url of no platform',
        { url: 'https://example.com/planted' },
        /^url: must have the host hooks\.slack\.com/,
      ],
      [
        'a private address',
        { platform: 'http', url: 'https://10.0.0.1/planted' },
        /^url: leads into a private or reserved network/,
      ],
      [
        'the metadata service',
        { platform: 'http', url: 'https://169.254.169.254/planted' },
        /^url: leads into a private/,
      ],
      [
        'a secret where there is none',
        { secret: 'planted' },
        /^secret: Slack has none/,
      ],
    ])(
      'refuses %s, naming the field and storing nothing',
      async (_, change, message) => {
        const { app, knex } = await createApp();
        const { status, body } = await request(app)
          .post('/')
          .send({ ...slack, ...change });
        expect(status).toBe(400);
        expect(body.error.name).toBe('InputError');
        expect(body.error.message).toMatch(message);
        expect(JSON.stringify(body)).not.toContain('planted');
        expect(await knex('webhooks')).toEqual([]);
      },
    );

    it('does not echo a body that is no JSON', async () => {
      const { app } = await createApp();
      const { status, text } = await request(app)
        .post('/')
        .type('json')
        .send('{"url":"https://planted');
      expect(status).toBe(400);
      expect(text).toContain('body: is no valid JSON');
      expect(text).not.toContain('planted');
    });

    it('refuses a name that is taken, on create and update, and loses nothing', async () => {
      const { app } = await createApp();
      await request(app).post('/').send(slack);
      const other = await request(app)
        .post('/')
        .send({ ...slack, name: 'other' });
      const again = await request(app).post('/').send(slack);
      const renamed = await request(app).put(`/${other.body.id}`).send(slack);
      for (const { status, body } of [again, renamed]) {
        expect(status).toBe(409);
        expect(body.error.message).toMatch(
          /^name: another webhook is already called 'payments to #ops'/,
        );
      }
      const kept = await request(app).get(`/${other.body.id}`);
      expect(kept.body).toEqual(other.body);
    });

    it.each(['limit=0', 'limit=1001', 'limit=x', 'cursor=!!', 'colour=red'])(
      'refuses the query %s',
      async query => {
        const { app } = await createApp();
        const { status, body } = await request(app).get(`/?${query}`);
        expect(status).toBe(400);
        expect(body.error.message).toMatch(
          new RegExp(`^${query.split('=')[0]}: `),
        );
      },
    );

    it.each([
      ['get', '/nope'],
      ['put', '/nope'],
      ['delete', '/nope'],
      ['post', '/nope/test'],
      ['get', '/nope/deliveries'],
      ['get', '/nope/deliveries/none'],
      ['post', '/nope/deliveries/none/redeliver'],
    ] as const)('answers 404 to %s %s', async (method, path) => {
      const { app } = await createApp();
      const { status, body } = await request(app)
        [method](path)
        .send(method === 'put' ? slack : undefined);
      expect(status).toBe(404);
      expect(body.error.name).toBe('NotFoundError');
    });
  });

  describe('NUL, which PostgreSQL cannot store', () => {
    it.each([
      ['/%00', 404],
      ['/any/deliveries/%00', 404],
      ['/?cursor=AA', 400],
    ])('in %s answers %i', async (path, expected) => {
      const { app } = await createApp();
      const { status } = await request(app).get(path);
      expect(status).toBe(expected);
    });
  });

  describe('permissions', () => {
    it.each([
      ['get', '/', 'webhooks.webhook.read'],
      ['post', '/', 'webhooks.webhook.create'],
      ['get', '/platforms', 'webhooks.view'],
      ['get', '/clusters', 'webhooks.view'],
      ['post', '/preview', 'webhooks.view'],
      ['post', '/preview/test', 'webhooks.webhook.create'],
      ['get', '/events/recent', 'webhooks.webhook.read'],
      ['get', '/events/any/explain', 'webhooks.webhook.read'],
      ['get', '/any', 'webhooks.webhook.read'],
      ['put', '/any', 'webhooks.webhook.update'],
      ['delete', '/any', 'webhooks.webhook.delete'],
      ['post', '/any/mute', 'webhooks.webhook.update'],
      ['delete', '/any/mute', 'webhooks.webhook.update'],
      ['post', '/any/test', 'webhooks.webhook.test'],
      ['get', '/any/deliveries', 'webhooks.delivery.read'],
      ['get', '/any/deliveries/any', 'webhooks.delivery.read'],
      ['post', '/any/deliveries/any/redeliver', 'webhooks.delivery.redeliver'],
    ] as const)('%s %s needs %s', async (method, path, permission) => {
      const { app } = await createApp(databaseId, [permission]);
      const denied = await request(app)[method](path);
      expect(denied.status).toBe(403);
      expect(denied.body.error.message).toContain(permission);
      const nobody = await request(app)
        [method](path)
        .set('authorization', mockCredentials.none.header());
      expect(nobody.status).toBe(401);
    });

    it('hide the URL and every answer from those who may only read', async () => {
      const { app, knex } = await createApp();
      const reader = await createReader(knex);
      const { body } = await request(app)
        .post('/')
        .send({
          ...slack,
          platform: 'http',
          url: `${inbox.targets.http}/long/enough/plantedURL`,
        });
      const test = await request(app).post(`/${body.id}/test`);
      const history = `/${body.id}/deliveries`;

      const seenByOps = await request(app).get(
        `${history}/${test.body.deliveryId}`,
      );
      expect(seenByOps.body.attemptLog[0]).toMatchObject({
        responseBody: expect.any(String),
        responseHeaders: expect.any(Object),
      });
      const answers = [
        await request(reader).get('/'),
        await request(reader).get(`/${body.id}`),
        await request(reader).get(history),
        await request(reader).get(`${history}/${test.body.deliveryId}`),
      ];
      for (const answer of answers) {
        expect(answer.status).toBe(200);
        expect(answer.text).not.toMatch(
          /responseBody|responseHeaders|127\.0\.0\.1|dURL/,
        );
      }
      expect(answers[1].body.url).toBe('…');
    });

    /** The same database, seen by somebody who may only read. */
    async function createReader(knex: any) {
      const denied = ['webhooks.webhook.update'];
      const store = WebhookStore.create({ knex });
      const deliveries = DeliveryStore.create({ knex });
      return express()
        .use(documented())
        .use(
          createRouter({
            authorizer: Authorizer.create({
              httpAuth: mockServices.httpAuth(),
              permissions: permissionsBy({ denied }),
            }),
            service: WebhooksService.create({
              deliveries,
              now: () => new Date(),
            } as any),
            store,
            deliveries,
            now: () => new Date(),
          } as any),
        );
    }
  });

  describe('test and history', () => {
    it('sends a message and answers what came back', async () => {
      const { app } = await createApp();
      const { body } = await request(app)
        .post('/')
        .send({ ...slack, url: inbox.targets.slack });
      const test = await request(app).post(`/${body.id}/test`);
      expect(test.status).toBe(200);
      expect(test.body).toEqual({
        outcome: 'delivered',
        statusCode: 200,
        responseBody: 'ok',
        durationMs: expect.any(Number),
        deliveryId: expect.any(String),
      });
      const history = await request(app).get(`/${body.id}/deliveries`);
      expect(history.body).toMatchObject({
        totalItems: 1,
        items: [
          {
            id: test.body.deliveryId,
            test: true,
            status: 'delivered',
            attempts: 1,
            statusCode: 200,
          },
        ],
      });
      const webhook = await request(app).get(`/${body.id}`);
      expect(webhook.body).toMatchObject({
        health: 'healthy',
        lastDeliveryAt: expect.any(String),
      });
    });

    it('answers 404 when the webhook is deleted while it is tested', async () => {
      const { app, knex } = await createApp();
      const { body } = await request(app)
        .post('/')
        .send({ ...slack, url: inbox.targets.slack });
      const [test] = await Promise.all([
        request(app).post(`/${body.id}/test`),
        knex('webhooks').where({ id: body.id }).delete(),
      ]);
      expect([200, 404]).toContain(test.status);
    });

    it('tells no answer to who may test but not update', async () => {
      const { app } = await createApp(databaseId, ['webhooks.webhook.update']);
      const { body } = await request(app)
        .post('/')
        .send({ ...slack, url: inbox.targets.slack });
      const test = await request(app).post(`/${body.id}/test`);
      expect(test.body).toMatchObject({
        outcome: 'delivered',
        statusCode: 200,
      });
      expect(test.body.responseBody).toBeUndefined();
    });

    it('redelivers nothing of a disabled webhook, and leaves the history as it is', async () => {
      const { app } = await createApp();
      const { body } = await request(app)
        .post('/')
        .send({ ...slack, url: inbox.targets.slack, enabled: false });
      const test = await request(app).post(`/${body.id}/test`);
      const path = `/${body.id}/deliveries/${test.body.deliveryId}`;
      const before = await request(app).get(path);
      const redelivered = await request(app).post(`${path}/redeliver`);
      expect(redelivered.status).toBe(409);
      expect(redelivered.body.error.message).toMatch(/is disabled; enable it/);
      const after = await request(app).get(path);
      expect(after.body).toEqual(before.body);
    });

    it('redelivers without telling who may not update webhooks what came back before', async () => {
      const { app, knex } = await createApp();
      const { body } = await request(app)
        .post('/')
        .send({ ...slack, url: inbox.targets.slack });
      const test = await request(app).post(`/${body.id}/test`);
      const operator = startApi({
        knex,
        denied: ['webhooks.webhook.update'],
        middleware: documented(),
      });
      cleanups.push(() => operator.stop());
      const { status, body: redelivered } = await request(operator.app).post(
        `/${body.id}/deliveries/${test.body.deliveryId}/redeliver`,
      );
      expect([status, redelivered.attemptLog.length]).toEqual([202, 1]);
      expect(JSON.stringify(redelivered)).not.toMatch(
        /responseBody|responseHeaders/,
      );
    });

    it('redelivers what has ended, and finds it by filters', async () => {
      const { app, dispatcher } = await createApp();
      const { body } = await request(app)
        .post('/')
        .send({ ...slack, url: inbox.targets.slack });
      const test = await request(app).post(`/${body.id}/test`);
      const path = `/${body.id}/deliveries/${test.body.deliveryId}`;
      const redelivered = await request(app).post(`${path}/redeliver`);
      expect(redelivered.status).toBe(202);
      expect(redelivered.body).toMatchObject({
        status: 'pending',
        attempts: 1,
      });
      // Slack allows one message a second, and that was the test.
      await until(async () => {
        await dispatcher.deliverDue();
        return (await request(app).get(path)).body.status === 'delivered';
      });
      const { body: after } = await request(app).get(path);
      expect(after.attempts).toBe(2);
      expect(after.attemptLog.map((a: any) => a.number)).toEqual([1, 2]);

      const found = async (query: string) =>
        (await request(app).get(`/${body.id}/deliveries?${query}`)).body
          .totalItems;
      expect(
        await found(
          'status=delivered&event=scale&cluster=prod-us&resource=Deployment&namespace=team-alpha',
        ),
      ).toBe(1);
      expect(await found('status=failed')).toBe(0);
      expect(await found('cluster=staging')).toBe(0);
    });
  });

  it('describes platforms and clusters for the form', async () => {
    const { app } = await createApp();
    const platforms = await request(app).get('/platforms');
    expect(platforms.body.items.map((p: any) => p.id)).toEqual([
      'slack',
      'discord',
      'dingtalk',
      'feishu',
      'wecom',
      'http',
    ]);
    const clusters = await request(app).get('/clusters');
    expect(clusters.body).toEqual({ items: [cluster] });
  });

  it('previews a message as each platform would get it', async () => {
    const { app } = await createApp();
    for (const { id } of builtInPlatforms) {
      const { status, body } = await request(app)
        .post('/preview')
        .send({ platform: id, event: 'delete' });
      expect(status).toBe(200);
      expect(body.method).toBe('POST');
      expect(body.body).toContain('api-server');
      expect(body.url).toBeUndefined();
    }
  });
});

function open(row: { id: string; sealed_target: string }) {
  return SecretBox.create({
    keys: [{ id: 'k', key: Buffer.alloc(32, 1) }],
  }).open(row.sealed_target, row.id);
}
