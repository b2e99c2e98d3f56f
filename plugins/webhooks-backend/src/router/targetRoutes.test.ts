import { createServer as createTlsServer } from 'node:https';
import { TLSSocket } from 'node:tls';
import {
  mockErrorHandler,
  mockServices,
  TestDatabases,
} from '@backstage/backend-test-utils';
import {
  verifySignature,
  WebhookInput,
} from '@kubevision/backstage-plugin-webhooks-common';
import express from 'express';
import { Knex } from 'knex';
import request from 'supertest';
import { checkAnswers } from '../__testUtils__/openapi/checkAnswers';
import { certificateFor, encryptKey } from '../__testUtils__/certificates';
import { openTestDatabase } from '../database/__testUtils__/openTestDatabase';
import { CalmStore } from '../database/CalmStore';
import { DeletionStore } from '../database/DeletionStore';
import { DeliveryStore } from '../database/DeliveryStore';
import { TargetStore } from '../database/TargetStore';
import { WebhookStore } from '../database/WebhookStore';
import {
  listen,
  Receiver,
  startReceiver,
} from '../delivery/__testUtils__/startReceiver';
import { parseAllowedReceivers } from '../delivery/allowedReceivers';
import { Dispatcher } from '../delivery/Dispatcher';
import { createSender, Sender } from '../delivery/send';
import { builtInPlatforms } from '../platforms';
import { PlatformRegistry } from '../platforms/PlatformRegistry';
import { toMessage } from '@kubevision/backstage-plugin-webhooks-node';
import { SecretBox } from '../webhooks/SecretBox';
import { TargetEditor } from '../webhooks/TargetEditor';
import { TargetVault } from '../webhooks/TargetVault';
import { WebhooksService } from '../webhooks/WebhooksService';
import { Authorizer } from './Authorizer';
import { permissionsBy } from './__testUtils__/accessOf';
import { servicesOf } from './__testUtils__/servicesOf';
import { createRouter } from './createRouter';

const HOUR_MS = 3_600_000;
const DINGTALK = 'https://oapi.dingtalk.com/robot/send?access_token=planted';
const client = certificateFor('portal');
const tlsServer = certificateFor('receiver');

const documented = checkAnswers();

describe.each(TestDatabases.create().eachSupportedId())(
  'targets by the API on %s',
  databaseId => {
    let knex: Knex;
    let sender: Sender;
    let dispatcher: Dispatcher;
    let service: WebhooksService;
    let app: express.Express;
    let receiver: Receiver;
    let clock: number;

    beforeEach(async () => {
      clock = Date.now();
      knex = await openTestDatabase(databaseId);
      receiver = await startReceiver((req, res) =>
        res.end(JSON.stringify(req.headers)),
      );
      const store = WebhookStore.create({ knex });
      const deliveries = DeliveryStore.create({ knex });
      const platforms = PlatformRegistry.create({
        platforms: builtInPlatforms,
      });
      const vault = TargetVault.create({
        box: SecretBox.create({ keys: [{ id: 'k', key: Buffer.alloc(32) }] }),
      });
      const allowedReceivers = parseAllowedReceivers(['127.0.0.1']);
      sender = createSender({ allowedReceivers });
      const now = () => new Date(clock);
      dispatcher = Dispatcher.create({
        store: deliveries,
        platforms: id => platforms.find(id),
        openTarget: webhook => vault.open(webhook),
        toMessage,
        allowedReceivers,
        sender,
        logger: mockServices.logger.mock(),
        now,
      });
      const targets = TargetEditor.create({
        platforms,
        vault,
        allowedReceivers,
        resolve: (host, _, callback) =>
          callback(
            null,
            host === 'inside.example'
              ? [{ address: '10.0.0.1', family: 4 }]
              : [],
          ),
        now,
      });
      service = WebhooksService.create({
        store,
        deliveries,
        dispatcher,
        platforms,
        targets,
        calm: CalmStore.create({ knex }),
        deletions: DeletionStore.create({ knex }),
        targetStore: TargetStore.create({ knex }),
        now,
        onChange: () => {},
      });
      app = express()
        .use(documented())
        .use(
          createRouter({
            authorizer: Authorizer.create({
              httpAuth: mockServices.httpAuth(),
              permissions: permissionsBy({}),
            }),
            service,
            ...servicesOf({
              knex,
              store,
              deliveries,
              dispatcher,
              platforms,
              targets,
              sender,
              now,
            }),
            now,
            store,
            deliveries,
            platforms,
            health: { describe: async () => [] },
          }),
        )
        .use(mockErrorHandler());
    });

    afterEach(async () => {
      await dispatcher.stop();
      await sender.close();
    });

    const input = (parts: Partial<WebhookInput> = {}): WebhookInput => ({
      name: 'ci',
      platform: 'http',
      url: receiver.url,
      ...parts,
    });

    async function create(parts: Partial<WebhookInput> = {}) {
      const { body, status } = await request(app).post('/').send(input(parts));
      expect([status, body.error]).toEqual([201, undefined]);
      return body;
    }

    async function put(id: string, parts: Partial<WebhookInput>) {
      const { url: _, ...rest } = input(parts);
      const { body } = await request(app)
        .put(`/${id}`)
        .send({ ...rest, ...parts });
      return body;
    }

    async function refused(parts: Partial<WebhookInput>): Promise<string> {
      const { status, body } = await request(app).post('/').send(input(parts));
      expect(status).toBe(400);
      expect(JSON.stringify(body)).not.toContain('planted');
      return body.error.message;
    }

    const rotate = (id: string, body: object = {}) =>
      request(app).post(`/${id}/rotate-secret`).send(body);

    /** The request of a test message. */
    async function sent(id: string) {
      await request(app).post(`/${id}/test`).expect(200);
      return receiver.received.at(-1)!;
    }

    it('refuse a name that leads inside when they are saved, as when they are sent', async () => {
      await expect(
        refused({ url: 'https://inside.example/planted' }),
      ).resolves.toMatch(/^url: leads into a private or reserved network/);
    });

    describe('a rotated secret', () => {
      const signatures = (headers: Record<string, unknown>) =>
        String(headers['webhook-signature']).split(' ').length;

      it('is shown once, and signs beside the one before until that expires', async () => {
        const { id, secret: first } = await create();
        const { body } = await rotate(id, { overlapHours: 2 }).expect(200);
        const second = body.secret;
        expect(second).toMatch(/^whsec_/);
        expect(second).not.toBe(first);
        const expiresAt = new Date(clock + 2 * HOUR_MS).toISOString();
        expect(body.secretRotation).toEqual({ previousExpiresAt: expiresAt });
        const read = await request(app).get(`/${id}`);
        expect(read.body.secret).toBeUndefined();
        expect(read.body.secretRotation).toEqual(body.secretRotation);

        const { body: raw, headers } = await sent(id);
        const now = headers['x-kubevision-signature'] as string;
        const before = headers['x-kubevision-signature-previous'] as string;
        await expect(verifySignature(second, raw, now)).resolves.toBe(true);
        await expect(verifySignature(first, raw, before)).resolves.toBe(true);
        expect(signatures(headers)).toBe(2);

        clock += 2 * HOUR_MS;
        const later = await sent(id);
        expect(later.headers).not.toHaveProperty(
          'x-kubevision-signature-previous',
        );
        expect(signatures(later.headers)).toBe(1);
      });

      it('drops the one before out of what is stored when its time is over', async () => {
        const { id } = await create();
        await rotate(id).expect(200);
        const stored = () => knex('webhooks').where({ id }).first();
        const before = await stored();
        clock += 24 * HOUR_MS - 1;
        await service.dropExpiredSecrets();
        expect(await stored()).toEqual(before);
        clock += 1;
        await service.dropExpiredSecrets();
        const after = await stored();
        expect(after.previous_secret_expires_at).toBeNull();
        expect(after.sealed_target.length).toBeLessThan(
          before.sealed_target.length,
        );
        expect(after.updated_at).toEqual(before.updated_at);
        const { body } = await request(app).get(`/${id}`);
        expect(body).not.toHaveProperty('secretRotation');
      });

      it('survives a PUT of everything else', async () => {
        const { id } = await create();
        const { body } = await rotate(id);
        await put(id, { name: 'renamed' });
        const { headers, body: raw } = await sent(id);
        const signature = headers['x-kubevision-signature'] as string;
        await expect(
          verifySignature(body.secret, raw, signature),
        ).resolves.toBe(true);
        expect(signatures(headers)).toBe(2);
      });

      it('is not lost to changes that others make at the same time', async () => {
        const { id } = await create();
        const [rotation, ...others] = await Promise.all([
          rotate(id),
          ...['a', 'b', 'c'].map(name => put(id, { name })),
        ]);
        expect(others.map(({ error }) => error)).toEqual(
          others.map(() => undefined),
        );
        const { headers, body: raw } = await sent(id);
        await expect(
          verifySignature(
            rotation.body.secret,
            raw,
            headers['x-kubevision-signature'] as string,
          ),
        ).resolves.toBe(true);
      });

      it('may be one that the caller gives, and then is never answered', async () => {
        const { id } = await create();
        const { body } = await rotate(id, { secret: 'mine', overlapHours: 0 });
        expect(body).not.toHaveProperty('secret');
        expect(body).not.toHaveProperty('secretRotation');
        const { headers, body: raw } = await sent(id);
        const signature = headers['x-kubevision-signature'] as string;
        await expect(verifySignature('mine', raw, signature)).resolves.toBe(
          true,
        );
      });

      it.each([
        [
          {
            platform: 'slack',
            url: 'https://hooks.slack.com/services/T/B/planted',
          },
          { secret: 'planted2' },
          /^secret: Slack has none/,
        ],
        [
          { platform: 'dingtalk', url: DINGTALK },
          {},
          /^secret: is required; have DingTalk/,
        ],
        [
          { platform: 'dingtalk', url: DINGTALK },
          { secret: 'planted2', overlapHours: 1 },
          /^overlapHours: DingTalk takes one signature/,
        ],
        [
          { secret: 'planted1' },
          { secret: 'planted1' },
          /^secret: is the one that is stored/,
        ],
        [{}, { overlapHours: 169 }, /^overlapHours: /],
        [{}, { hours: 1 }, /^hours: unknown/],
      ])('of %j is refused: %j', async (parts, body, message) => {
        const { id } = await create(parts);
        const { body: answer } = await rotate(id, body).expect(400);
        expect(answer.error.message).toMatch(message);
        expect(JSON.stringify(answer)).not.toContain('planted');
      });

      it('replaces that of a robot at once', async () => {
        const { id } = await create({ platform: 'dingtalk', url: DINGTALK });
        const { body } = await rotate(id, { secret: 'SECnew' }).expect(200);
        expect(body).toMatchObject({ hasSecret: true });
        expect(body).not.toHaveProperty('secretRotation');
      });
    });

    describe('request headers', () => {
      const headers = [
        { name: 'Authorization', value: 'Bearer planted-token' },
        { name: 'X-Team', value: 'planted-team' },
      ];
      const names = [{ name: 'Authorization' }, { name: 'X-Team' }];

      it('are sent, and shown by name only', async () => {
        const { id, ...created } = await create({ headers });
        expect(created.headers).toEqual(names);
        const { body } = await request(app).get(`/${id}`);
        expect(body.headers).toEqual(names);
        expect(JSON.stringify([created, body])).not.toContain('planted');
        expect((await sent(id)).headers).toMatchObject({
          authorization: 'Bearer planted-token',
          'x-team': 'planted-team',
        });
        // The receiver repeats what it got.
        const history = await request(app).get(`/${id}/deliveries`);
        expect(history.text).toContain('[redacted]');
        expect(history.text).not.toContain('planted');
        expect(JSON.stringify(await knex('webhooks'))).not.toContain('planted');
      });

      it('stay when a PUT leaves them out or names them, and go when it does not', async () => {
        const { id } = await create({ headers });
        await put(id, {});
        await put(id, { headers: names });
        expect((await sent(id)).headers).toMatchObject({
          authorization: 'Bearer planted-token',
          'x-team': 'planted-team',
        });
        await put(id, { headers: [{ name: 'x-team', value: 'other' }] });
        const { headers: after } = await sent(id);
        expect(after['x-team']).toBe('other');
        expect(after).not.toHaveProperty('authorization');
        expect(await put(id, { headers: [] })).not.toHaveProperty('headers');
      });

      it('never follow a URL to another receiver', async () => {
        const { id } = await create({ headers });
        const elsewhere = await startReceiver((_, res) => res.end());
        for (const parts of [{}, { headers: names }]) {
          const { error } = await put(id, { url: elsewhere.url, ...parts });
          expect(error.message).toMatch(/^headers.*the URL leads to/);
        }
        await put(id, { url: `${receiver.url}/other` });
        expect((await sent(id)).headers).toHaveProperty('authorization');
        await put(id, { url: elsewhere.url, headers: [] });
        await request(app).post(`/${id}/test`).expect(200);
        expect(elsewhere.received[0].headers).not.toHaveProperty(
          'authorization',
        );
      });

      it.each([
        ['Host', 'x', /Host is set by the portal/],
        ['content-length', '1', /is set by the portal/],
        ['Transfer-Encoding', 'chunked', /is set by the portal/],
        ['Proxy-Authorization', 'planted', /is set by the portal/],
        ['X-KubeVision-Signature', 'planted', /is set by the portal/],
        ['webhook-signature', 'planted', /is set by the portal/],
        ['X Team', 'planted', /is no name of a header/],
        ['X-Team\r\nHost', 'planted', /is no name of a header/],
        ['__proto__', 'planted', /is no name of a header/],
        ['X-Team', 'planted\r\nHost: x', /must be ASCII text without line/],
        ['X-Team', 'plantedé', /must be ASCII text/],
        ['X-Team', undefined, /is required/],
      ])('refuse %j: %j', async (name, value, message) => {
        await expect(refused({ headers: [{ name, value }] })).resolves.toMatch(
          message,
        );
      });

      it('are there once each, and for custom HTTP only', async () => {
        const twice = [...headers, { name: 'x-TEAM', value: 'a' }];
        await expect(refused({ headers: twice })).resolves.toMatch(
          /^headers\[2\]\.name: x-TEAM is there twice/,
        );
        await expect(
          refused({ platform: 'dingtalk', url: DINGTALK, headers }),
        ).resolves.toMatch(/^headers: DingTalk has none/);
      });
    });

    describe('a client certificate', () => {
      async function startTlsReceiver() {
        const names: string[] = [];
        const server = createTlsServer(
          {
            key: tlsServer.key,
            cert: tlsServer.certificate,
            ca: client.certificate,
            requestCert: true,
          },
          (req, res) => {
            const { subject } = (req.socket as TLSSocket).getPeerCertificate();
            names.push(String(subject.CN));
            res.end();
          },
        );
        const { url } = await listen(server, 'https');
        return { url, names };
      }

      const ca = tlsServer.certificate;

      it('is shown to the receiver, and of it only what is public to people', async () => {
        const { url, names } = await startTlsReceiver();
        const clientCertificate = { ...encryptKey(client, 'planted'), ca };
        const created = await create({ url, clientCertificate });
        expect(created.clientCertificate).toEqual({
          subject: 'CN=portal',
          expiresAt: expect.stringMatching(/^20\d\d-/),
          fingerprint256: expect.stringMatching(/^([0-9A-F]{2}:){31}/),
        });
        expect(JSON.stringify(created)).not.toMatch(/planted|BEGIN/);
        await put(created.id, { name: 'renamed' });
        const { body } = await request(app).post(`/${created.id}/test`);
        expect(body).toMatchObject({ outcome: 'delivered' });
        expect(names).toEqual(['portal']);
        const without = await put(created.id, { clientCertificate: null });
        expect(without).not.toHaveProperty('clientCertificate');
        const after = await request(app).post(`/${created.id}/test`);
        expect(after.body.outcome).not.toBe('delivered');
      });

      it('is refused when it has expired', async () => {
        clock += 40 * 24 * HOUR_MS;
        await expect(refused({ clientCertificate: client })).resolves.toMatch(
          /^clientCertificate\.certificate: expired on 20/,
        );
      });

      it.each([
        [
          'no certificate',
          { ...client, certificate: 'planted' },
          /^clientCertificate\.certificate: is no certificate/,
        ],
        [
          'no key',
          { ...client, key: 'planted' },
          /^clientCertificate\.key: is no private key/,
        ],
        [
          'the key of another',
          { ...client, key: tlsServer.key },
          /^clientCertificate\.key: belongs to another/,
        ],
        [
          'a wrong passphrase',
          { ...encryptKey(client, 'a'), passphrase: 'planted' },
          /^clientCertificate\.passphrase: does not open/,
        ],
        [
          'no authority',
          { ...client, ca: 'planted' },
          /^clientCertificate\.ca: is no certificate/,
        ],
        ['a URL without TLS', client, /^clientCertificate: is for TLS only/],
      ])(
        'is refused when there is %s',
        async (_, clientCertificate, message) => {
          await expect(refused({ clientCertificate })).resolves.toMatch(
            message,
          );
        },
      );
    });
  },
);
