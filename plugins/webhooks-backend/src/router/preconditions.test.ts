import { TestDatabases } from '@backstage/backend-test-utils';
import { Knex } from 'knex';
import request from 'supertest';
import { checkAnswers } from '../__testUtils__/openapi/checkAnswers';
import { openTestDatabase } from '../database/__testUtils__/openTestDatabase';
import { addParked } from '../database/__testUtils__/rows';
import { startApi } from './__testUtils__/startApi';

const documented = checkAnswers();
const input = {
  name: 'ci',
  platform: 'http',
  url: 'http://127.0.0.1:9/x',
  secret: 'planted',
};

describe.each(TestDatabases.create().eachSupportedId())(
  'versions of webhooks on %s',
  databaseId => {
    let knex: Knex;
    let api: ReturnType<typeof startApi>;
    let id: string;
    let etag: string;

    beforeEach(async () => {
      knex = await openTestDatabase(databaseId);
      api = startApi({ knex, middleware: documented() });
      const { body } = await request(api.app).post('/').send(input);
      ({ id, etag } = body);
    });

    afterEach(() => api.stop());

    const get = () => request(api.app).get(`/${id}`);
    const put = (ifMatch: string, parts: object = {}) =>
      request(api.app)
        .put(`/${id}`)
        .set('If-Match', ifMatch)
        .send({ ...input, ...parts });

    it('are told in the answer and in its ETag, the same by every route', async () => {
      const one = await get();
      expect(one.body.etag).toBe(etag);
      expect(one.headers.etag.startsWith(`"${etag}.`)).toBe(true);
      const list = await request(api.app).get('/');
      expect(list.body.items[0].etag).toBe(etag);
      const changed = await put('*', { name: 'other' });
      const read = await get();
      expect(read.body.etag).toBe(changed.body.etag);
      expect(read.headers.etag).toBe(changed.headers.etag);
    });

    it('keep a change from undoing another', async () => {
      const { headers } = await get();
      const first = await put(headers.etag, { name: 'first' });
      expect(first.status).toBe(200);
      const second = await put(headers.etag, { name: 'second' });
      expect([second.status, second.body.error]).toEqual([
        412,
        expect.objectContaining({
          name: 'PreconditionFailedError',
          message: expect.stringMatching(/was changed since .* load it again/),
        }),
      ]);
      expect((await get()).body.name).toBe('first');
    });

    it('let one of several through who change the same at once', async () => {
      const answers = await Promise.all(
        ['a', 'b', 'c', 'd'].map(name => put(`"${etag}"`, { name })),
      );
      expect(answers.map(({ status }) => status).sort()).toEqual([
        200, 412, 412, 412,
      ]);
      const { name } = (await get()).body;
      expect(answers.find(it => it.status === 200)!.body.name).toBe(name);
    });

    it('keep what was changed from being deleted', async () => {
      await put('*', { name: 'other' });
      const remove = (tag: string) =>
        request(api.app).delete(`/${id}`).set('If-Match', tag);
      expect((await remove(`"${etag}"`)).status).toBe(412);
      const current = (await get()).headers.etag;
      expect((await remove(current)).status).toBe(204);
      expect((await get()).status).toBe(404);
    });

    it('change with what can be set, in whatever way', async () => {
      const changes = [
        () => put('*', { filters: { clusters: ['prod-us'] } }),
        () => request(api.app).post(`/${id}/rotate-secret`).send(),
        () => knex('webhooks').update({ enabled: false, disabled_reason: 'x' }),
      ];
      const seen = [etag];
      for (const change of changes) {
        await change();
        seen.push((await get()).body.etag);
      }
      expect(new Set(seen).size).toBe(changes.length + 1);
    });

    it('do not change when it is muted, which a PUT leaves as it is', async () => {
      await request(api.app)
        .post(`/${id}/mute`)
        .send({ until: '2999-01-01T00:00:00Z' });
      const muted = await get();
      expect(muted.body.etag).toBe(etag);
      const { status, body } = await put(`"${etag}"`);
      expect(status).toBe(200);
      expect(body.mutedUntil).toBe(muted.body.mutedUntil);
    });

    it('do not change with what is counted, and caches are told of that all the same', async () => {
      const before = await get();
      await addParked(knex, 'd1', { webhookId: id });
      const after = await request(api.app)
        .get(`/${id}`)
        .set('If-None-Match', before.headers.etag);
      expect([after.status, after.body.parked]).toEqual([200, 1]);
      expect(after.headers.etag).not.toBe(before.headers.etag);
      const same = await request(api.app)
        .get(`/${id}`)
        .set('If-None-Match', after.headers.etag);
      expect(same.status).toBe(304);
      expect((await put(before.headers.etag)).status).toBe(200);
    });

    it.each([
      ['any version', '*', 200],
      ['one of several', '"x", "ETAG"', 200],
      ['another', '"x"', 412],
      ['a weak one, which never matches', 'W/"ETAG"', 412],
      ['no tag at all', 'ETAG', 412],
    ])('take %s', async (_what, ifMatch, status) => {
      const answer = await put(ifMatch.replace('ETAG', etag));
      expect(answer.status).toBe(status);
    });

    it('tell nothing of what is secret', async () => {
      const { headers } = await get();
      const same = await request(api.app)
        .post('/')
        .send({ ...input, name: 'twin' });
      expect(same.body.etag).not.toBe(etag);
      expect(headers.etag).not.toMatch(/planted|127/);
    });
  },
);
