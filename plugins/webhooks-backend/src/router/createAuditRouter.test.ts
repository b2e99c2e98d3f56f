import {
  TestDatabases,
  mockErrorHandler,
  mockServices,
} from '@backstage/backend-test-utils';
import express from 'express';
import { gzipSync } from 'node:zlib';
import request from 'supertest';
import { checkAnswers } from '../__testUtils__/openapi/checkAnswers';
import { AuditIngest } from '../audit/AuditIngest';
import { AuditTokens } from '../audit/AuditTokens';
import { auditEvent } from '../audit/auditEvent.fixture';
import { AuditStore } from '../database/AuditStore';
import { openTestDatabase } from '../database/__testUtils__/openTestDatabase';
import { createAuditRouter } from './createAuditRouter';

const TOKENS = ['first-token-of-prod-us', 'second-token-of-prod-us'];
const MEBIBYTE = 1024 * 1024;
const now = new Date('2026-03-05T10:23:01Z');

const list = (...items: unknown[]) => ({
  kind: 'EventList',
  apiVersion: 'audit.k8s.io/v1',
  metadata: {},
  items,
});

const documented = checkAnswers();

describe.each(TestDatabases.create().eachSupportedId())(
  'the audit route on %s',
  databaseId => {
    async function createApp(
      overrides: Partial<Parameters<typeof AuditIngest.create>[0]> = {},
    ) {
      const knex = await openTestDatabase(databaseId);
      for (const resource of ['deployments.apps', 'secrets']) {
        await knex('watch_cursors').insert({
          cluster: 'prod-us',
          resource,
          resource_version: '1',
          updated_at: 0,
        });
      }
      const app = express()
        .use(documented('/audit'))
        .use(
          createAuditRouter({
            tokens: AuditTokens.create({
              clusters: [
                { name: 'prod-us', tokens: TOKENS },
                { name: 'staging', tokens: ['the-token-of-staging'] },
              ],
            }),
            ingest: AuditIngest.create({
              sink: AuditStore.create({ knex }),
              findUser: async username =>
                username === 'alice'
                  ? { name: 'alice.smith', ref: 'user:default/alice.smith' }
                  : undefined,
              onDeliveries: () => {},
              logger: mockServices.logger.mock(),
              now: () => now,
              ...overrides,
            }),
          }),
        )
        .use(mockErrorHandler());
      const post = (cluster = 'prod-us', token = TOKENS[0]) =>
        request(app)
          .post(`/${cluster}`)
          .set('authorization', `Bearer ${token}`)
          .set('content-type', 'application/json');
      return { app, knex, post };
    }

    it.each(TOKENS)('stores what is sent with %s', async token => {
      const { knex, post } = await createApp();
      const bob = auditEvent({ auditID: 'audit-2', user: { username: 'bob' } });
      const { status, body } = await post('prod-us', token).send(
        list(auditEvent(), bob, auditEvent({ verb: 'get' }), 'nonsense'),
      );
      expect(status).toBe(200);
      expect(body).toEqual({ stored: 2, unreadable: 1 });
      const rows = await knex('audit_records').orderBy('audit_id');
      expect(rows).toMatchObject([
        {
          cluster: 'prod-us',
          username: 'alice',
          actor: 'alice.smith',
          actor_ref: 'user:default/alice.smith',
        },
        { username: 'bob', actor: 'bob', actor_ref: null },
      ]);
    });

    it('answers the same to a wrong token and for an unknown cluster', async () => {
      const { app, knex, post } = await createApp();
      const answers = await Promise.all([
        post('prod-us', 'wrong').send(list(auditEvent())),
        post('prod-us', 'the-token-of-staging').send(list(auditEvent())),
        post('nosuch', TOKENS[0]).send(list(auditEvent())),
        post('__proto__', TOKENS[0]).send(list(auditEvent())),
        request(app).post('/prod-us').send(list(auditEvent())),
        request(app)
          .post('/prod-us')
          .set('authorization', `Basic ${TOKENS[0]}`)
          .send(list(auditEvent())),
        // Not even read.
        post('prod-us', 'wrong').send('{'),
      ]);
      const [first] = answers;
      expect(first.status).toBe(401);
      for (const { status, body } of answers) {
        expect([status, body.error]).toEqual([401, first.body.error]);
      }
      await expect(knex('audit_records')).resolves.toEqual([]);
    });

    it('keeps nothing of the objects', async () => {
      const { knex, post } = await createApp();
      const secret = {
        kind: 'Secret',
        metadata: { name: 'db', uid: 'uid-s', resourceVersion: '9' },
        data: { password: 'planted' },
      };
      await post()
        .send(
          list(
            auditEvent({
              objectRef: { resource: 'secrets', namespace: 'x', name: 'db' },
              requestObject: secret,
              responseObject: secret,
            }),
          ),
        )
        .expect(200, { stored: 1, unreadable: 0 });
      const rows = await knex('audit_records');
      expect(rows).toHaveLength(1);
      expect(JSON.stringify(rows)).not.toContain('planted');
    });

    it.each([
      ['no JSON', '{"planted'],
      ['no list', JSON.stringify({ planted: true })],
      [
        'another version',
        JSON.stringify({ ...list(), apiVersion: 'audit.k8s.io/v1beta1' }),
      ],
    ])('refuses %s without repeating it', async (_, text) => {
      const { post } = await createApp();
      const { status, body } = await post().send(text);
      expect(status).toBe(400);
      expect(JSON.stringify(body)).not.toContain('planted');
    });

    it('takes a large batch, also compressed', async () => {
      const { post } = await createApp();
      const padding = 'x'.repeat(20 * MEBIBYTE);
      const text = JSON.stringify(
        list(auditEvent({ requestObject: { padding } })),
      );
      await post().send(text).expect(200);
      await post()
        .set('content-encoding', 'gzip')
        .serialize(body => body as unknown as string)
        .send(gzipSync(text) as unknown as object)
        .expect(200);
    });

    it('refuses one that is too large once it is decompressed', async () => {
      const { post } = await createApp();
      const bomb = gzipSync(Buffer.alloc(33 * MEBIBYTE, ' '));
      expect(bomb.length).toBeLessThan(MEBIBYTE);
      const { status, body } = await post()
        .set('content-encoding', 'gzip')
        .serialize(it => it as unknown as string)
        .send(bomb as unknown as object);
      expect(status).toBe(413);
      expect(body.error.message).toMatch(
        /32mb.*--audit-webhook-batch-max-size/,
      );
    });

    it('fails when it cannot store a batch, so that it is sent again', async () => {
      const { post: broken } = await createApp({
        sink: {
          watchedResources: async () => new Set(['deployments.apps']),
          add: async () => {
            throw new Error('the database is away');
          },
        },
      });
      await broken().send(list(auditEvent())).expect(500);
      const { post } = await createApp();
      await post()
        .send(list(auditEvent()))
        .expect(200, { stored: 1, unreadable: 0 });
    });
  },
);
