import {
  TestDatabases,
  mockErrorHandler,
  mockServices,
} from '@backstage/backend-test-utils';
import express from 'express';
import { Inbox, startInbox } from 'inbox';
import { Knex } from 'knex';
import request from 'supertest';
import { checkAnswers } from '../__testUtils__/openapi/checkAnswers';
import { EventHistory } from '../database/EventHistory';
import { WebhookStore } from '../database/WebhookStore';
import { openTestDatabase } from '../database/__testUtils__/openTestDatabase';
import { addWebhook, event, now } from '../database/__testUtils__/rows';
import { insertEvents } from '../database/insertEvents';
import { parseAllowedReceivers } from '../delivery/allowedReceivers';
import { Sender, createSender } from '../delivery/send';
import { sendDraftTest } from '../delivery/sendDraftTest';
import { builtInPlatforms } from '../platforms';
import { PlatformRegistry } from '../platforms/PlatformRegistry';
import { toMessage } from '@kubevision/backstage-plugin-webhooks-node';
import { PreviewService } from '../webhooks/PreviewService';
import { normalizeFilters } from '../webhooks/filters';
import { SecretBox } from '../webhooks/SecretBox';
import { TargetVault } from '../webhooks/TargetVault';
import { accessOf, condition } from './__testUtils__/accessOf';
import { TargetEditor } from '../webhooks/TargetEditor';
import { createPreviewRouter } from './createPreviewRouter';

const documented = checkAnswers();

describe.each(TestDatabases.create().eachSupportedId())(
  'routes of the preview on %s',
  databaseId => {
    let inbox: Inbox;
    let sender: Sender;
    let knex: Knex;
    const allowedReceivers = parseAllowedReceivers(['127.0.0.1']);
    const platforms = PlatformRegistry.create({ platforms: builtInPlatforms });
    const vault = TargetVault.create({
      box: SecretBox.create({ keys: [{ id: 'k', key: Buffer.alloc(32, 1) }] }),
    });

    beforeAll(async () => {
      inbox = await startInbox();
      sender = createSender({ allowedReceivers });
    });

    beforeEach(async () => {
      knex = await openTestDatabase(databaseId);
    });

    afterAll(async () => {
      await sender.close();
      await inbox.stop();
    });

    function post(
      path: string,
      body: object,
      policy: Parameters<typeof accessOf>[1] = {},
    ) {
      const attempts = {
        platforms: (id: string) => platforms.find(id),
        toMessage,
        allowedReceivers,
        sender,
        logger: mockServices.logger.mock(),
        now: () => now,
      };
      const app = express()
        .use(documented('/preview'))
        .use(express.json())
        .use(
          createPreviewRouter({
            ...accessOf(knex, policy),
            service: PreviewService.create({
              ...attempts,
              platforms,
              events: EventHistory.create({ knex }),
              store: WebhookStore.create({ knex }),
              targets: TargetEditor.create({
                platforms,
                vault,
                allowedReceivers,
                now: () => now,
              }),
              sendDraftTest: test => sendDraftTest(test, attempts),
            }),
          }),
        )
        .use(mockErrorHandler());
      return request(app).post(path).send(body);
    }

    /** A stored webhook of the inbox, with a secret. */
    async function addStored(secret: string) {
      await addWebhook(knex, 'w1');
      const target = { url: inbox.targets.http, secret };
      await knex('webhooks').update({
        sealed_target: vault.seal('w1', target).sealedTarget,
        has_secret: secret !== undefined,
      });
    }

    it('shows what a sample would be that the filters let through', async () => {
      const { status, body } = await post('/', {
        platform: 'slack',
        event: 'delete',
        filters: { clusters: ['staging'], resources: ['StatefulSet'] },
      });
      expect(status).toBe(200);
      expect(body.event).toMatchObject({
        event: 'delete',
        cluster: 'staging',
        resource: 'StatefulSet',
      });
      expect(body.message.headline).toBe('K8s StatefulSet deleted');
      expect(body.body).toContain('K8s StatefulSet deleted');
      expect(body.headers['Content-Type']).toContain('application/json');
    });

    it('shows what an event that happened would be', async () => {
      await knex.transaction(tx =>
        insertEvents(tx, [event({ id: 'e1', name: 'real-one' })], now),
      );
      const { body } = await post('/', { platform: 'http', eventId: 'e1' });
      expect(JSON.parse(body.body)).toMatchObject({
        name: 'real-one',
        event: 'scale',
      });
      const asUpdate = { platform: 'http', eventId: 'e1', event: 'update' };
      const told = await post('/', asUpdate);
      expect(JSON.parse(told.body.body).event).toBe('update');

      const { status } = await post('/', { platform: 'http', eventId: 'gone' });
      expect(status).toBe(404);
    });

    it.each(builtInPlatforms.map(({ id }) => id))(
      'shows where %s would be signed, and no signature',
      async platform => {
        const plain = await post('/', { platform });
        const signed = await post('/', { platform, signed: true });
        const masked = JSON.stringify([signed.body.headers, signed.body.body]);
        expect(JSON.stringify(plain.body.headers)).not.toContain('…');
        expect(masked).not.toMatch(/[0-9a-f]{64}/);
        expect(masked).not.toContain('placeholder');
      },
    );

    it('leaves of a signature what does not come from the secret', async () => {
      const http = await post('/', { platform: 'http', signed: true });
      expect(http.body.headers['X-KubeVision-Signature']).toBe('sha256=…');
      const feishu = await post('/', { platform: 'feishu', signed: true });
      expect(JSON.parse(feishu.body.body).sign).toMatch(/^…=?$/);
    });

    it('sends a test of what is not saved, and keeps nothing', async () => {
      const { status, body } = await post('/test', {
        platform: 'slack',
        url: inbox.targets.slack,
        filters: { namespaces: ['team-tried'] },
      });
      expect(status).toBe(200);
      expect(body).toMatchObject({
        outcome: 'delivered',
        statusCode: 200,
        responseBody: 'ok',
      });
      expect(JSON.stringify(inbox.received.at(-1))).toContain('team-tried');
      expect(await knex('deliveries')).toEqual([]);
      expect(await knex('webhooks')).toEqual([]);
    });

    it('uses what is stored for what is not given, of the same platform', async () => {
      await addStored(inbox.secret);
      const draft = { platform: 'http', id: 'w1' };
      const kept = await post('/test', draft);
      expect(kept.body.outcome).toBe('delivered');
      const { headers } = inbox.received.at(-1)!;
      expect(headers['x-kubevision-signature']).toMatch(/^sha256=/);

      const moved = await post('/test', { platform: 'slack', id: 'w1' });
      expect(moved.status).toBe(400);
      expect(moved.body.error.message).toMatch(/^url: is required/);
      const unknown = await post('/test', { platform: 'http', id: 'w2' });
      expect(unknown.status).toBe(404);
    });

    it('refuses what could not be saved either', async () => {
      const inside = { platform: 'http', url: 'http://169.254.169.254/latest' };
      const guarded = await post('/test', inside);
      expect(guarded.status).toBe(400);
      expect(guarded.body.error.message).toMatch(/^url: /);
      expect(JSON.stringify(guarded.body)).not.toContain('latest');

      const secret = { platform: 'wecom', secret: 'planted' };
      const useless = await post('/test', secret);
      expect(useless.body.error.message).toMatch(/^secret: WeCom has none/);
      expect(JSON.stringify(useless.body)).not.toContain('planted');
    });

    it('says what to do when the receiver refuses', async () => {
      const { body } = await post('/test', {
        platform: 'http',
        url: inbox.targets.http.replace(/\/[^/]*$/, '/nobody-is-here'),
      });
      expect(body).toMatchObject({ outcome: 'rejected', statusCode: 404 });
      expect(body.reason).toBeTruthy();
      expect(JSON.stringify(body)).not.toContain('nobody-is-here');
    });

    it('needs the permission to create, or to update what is stored', async () => {
      await addStored(inbox.secret);
      const update = { denied: ['webhooks.webhook.update'] };
      const created = { platform: 'http', url: inbox.targets.http };
      const answer = await post('/test', created, update);
      expect(answer.body.outcome).toBe('delivered');
      // Answers of receivers are for those who may change webhooks.
      expect(answer.body.responseBody).toBeUndefined();

      const stored = { platform: 'http', id: 'w1' };
      expect((await post('/test', stored, update)).status).toBe(403);
      const create = { denied: ['webhooks.webhook.create'] };
      expect((await post('/test', stored, create)).status).toBe(200);
      expect((await post('/test', created, create)).status).toBe(403);
    });

    describe('under conditions', () => {
      const limited = {
        conditions: condition('HAS_NAMESPACE', { namespaces: ['payments'] }),
      };

      it('shows no event that the caller may not see', async () => {
        await knex.transaction(tx =>
          insertEvents(
            tx,
            [
              event({ id: 'own', namespace: 'payments' }),
              event({ id: 'others', namespace: 'shop' }),
            ],
            now,
          ),
        );
        const show = (eventId: string) =>
          post('/', { platform: 'slack', eventId }, limited);
        expect((await show('own')).status).toBe(200);
        expect((await show('others')).status).toBe(404);
      });

      it('tries what could be saved, and nothing else', async () => {
        await addStored(inbox.secret);
        const draft = { platform: 'http', url: inbox.targets.http };
        const filters = { namespaces: ['payments'] };
        const own = await post('/test', { ...draft, filters }, limited);
        expect(own.body.outcome).toBe('delivered');
        expect(own.body.responseBody).toBeDefined();
        expect((await post('/test', draft, limited)).status).toBe(403);

        const hidden = { ...draft, id: 'w1', filters };
        const none = { ...hidden, id: 'none' };
        const stored = { platform: 'http', id: 'w1' };
        expect((await post('/test', hidden, limited)).status).toBe(404);
        expect((await post('/test', none, limited)).status).toBe(404);
        expect((await post('/test', stored, limited)).status).toBe(404);
        // As the URL, filters that are not given are those that are stored.
        await knex('webhooks').update({
          filters: JSON.stringify(normalizeFilters(filters)),
        });
        expect((await post('/test', stored, limited)).status).toBe(200);
        const widened = { ...stored, filters: {} };
        expect((await post('/test', widened, limited)).status).toBe(403);
      });
    });
  },
);
