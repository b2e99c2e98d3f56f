import { createServer as createTlsServer } from 'node:https';
import { TLSSocket } from 'node:tls';
import { certificateFor, encryptKey } from '../__testUtils__/certificates';
import { listen } from './__testUtils__/startReceiver';
import { AgentPool } from './AgentPool';
import { parseAllowedReceivers } from './allowedReceivers';
import { createSender, Sender } from './send';

const allowedReceivers = parseAllowedReceivers(['127.0.0.1']);
const server = certificateFor('receiver');
const [client, other] = ['portal', 'stranger'].map(certificateFor);

describe('a receiver that asks for a client certificate', () => {
  let sender: Sender;
  let url: string;
  let names: string[];

  beforeEach(async () => {
    names = [];
    sender = createSender({ allowedReceivers });
    const listening = createTlsServer(
      {
        key: server.key,
        cert: server.certificate,
        ca: client.certificate,
        requestCert: true,
      },
      (req, res) => {
        const { subject } = (req.socket as TLSSocket).getPeerCertificate();
        names.push(String(subject.CN));
        res.end('ok');
      },
    );
    ({ url } = await listen(listening, 'https'));
  });

  afterEach(() => sender.close());

  const sendWith = (clientCertificate?: typeof client & { ca?: string }) =>
    sender.send({
      url,
      method: 'POST',
      headers: {},
      body: '',
      clientCertificate,
    });

  it.each([
    ['as it is', client],
    ['with an encrypted key', encryptKey(client, 'word')],
  ])('gets it %s', async (_, certificate) => {
    await expect(
      sendWith({ ...certificate, ca: server.certificate }),
    ).resolves.toMatchObject({ response: { status: 200, body: 'ok' } });
    expect(names).toEqual(['portal']);
  });

  it('refuses another one, and none', async () => {
    const withoutCertificate = await sendWith();
    const withAnother = await sendWith({ ...other, ca: server.certificate });
    expect(withoutCertificate).toMatchObject({ kind: 'failure' });
    expect(withAnother).toMatchObject({
      kind: 'failure',
      reason: expect.stringMatching(/client certificate|closed the connection/),
    });
    expect(names).toEqual([]);
  });

  it('is not trusted without the authority that its own certificate is of', async () => {
    await expect(sendWith(client)).resolves.toMatchObject({
      reason: expect.stringMatching(/TLS certificate is not trusted/),
    });
  });

  it('is guarded as any other receiver is', async () => {
    const guarded = createSender({
      allowedReceivers: parseAllowedReceivers([]),
    });
    await expect(
      guarded.send({
        url,
        method: 'POST',
        headers: {},
        body: '',
        clientCertificate: { ...client, ca: server.certificate },
      }),
    ).resolves.toMatchObject({
      reason: expect.stringMatching(/private or reserved network/),
    });
    await guarded.close();
    expect(names).toEqual([]);
  });
});

describe('the pool', () => {
  it('shares connections by certificate, and keeps those that were used last', async () => {
    const pool = AgentPool.create({
      allowedReceivers,
      timeoutMs: 1000,
      certificates: 2,
    });
    const agents = [client, other, { ...client, passphrase: 'x' }].map(it =>
      pool.for(it),
    );
    expect(new Set([pool.for(undefined), ...agents]).size).toBe(4);
    expect(pool.for({ ...other })).toBe(agents[1]);
    expect(pool.size).toBe(3);
    expect(pool.for(client)).not.toBe(agents[0]);
    expect(pool.for(other)).toBe(agents[1]);
    await pool.destroy();
  });
});
