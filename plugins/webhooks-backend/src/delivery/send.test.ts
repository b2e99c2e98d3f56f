import { createServer as createTlsServer } from 'node:https';
import { LookupAddress } from 'node:dns';
import { Socket } from 'node:net';
import {
  brotliCompressSync,
  deflateSync,
  gzipSync,
  zstdCompressSync,
} from 'node:zlib';
import { generate } from 'selfsigned';
import {
  listen,
  startReceiver,
  startTcpServer,
} from './__testUtils__/startReceiver';
import { parseAllowedReceivers } from './allowedReceivers';
import { createSender, Sender, SenderOptions, SendResult } from './send';

const LIMIT = 16 * 1024;
/** A block of deflate that holds no bytes. */
const DEFLATED_NOTHING = Buffer.from([0x00, 0x00, 0x00, 0xff, 0xff]);
const KEY = 'abcdefghijklmnop';
const senders: Sender[] = [];
afterEach(async () => {
  await Promise.all(senders.splice(0).map(sender => sender.close()));
});

function senderFor(options: Partial<SenderOptions> = {}) {
  const sender = createSender({
    allowedReceivers: parseAllowedReceivers(['127.0.0.1']),
    ...options,
  });
  senders.push(sender);
  return sender;
}

async function send(
  url: string,
  options: Partial<SenderOptions> = {},
): Promise<SendResult> {
  return senderFor(options).send({
    url: `${url}?key=${KEY}`,
    method: 'POST',
    headers: { 'Content-Type': 'application/json; charset=utf-8' },
    body: '{"text":"größer 🟢"}',
  });
}

const resolveTo =
  (...addresses: string[]) =>
  (
    _: string,
    __: unknown,
    callback: (error: null, answers: LookupAddress[]) => void,
  ) =>
    callback(
      null,
      addresses.map(address => ({
        address,
        family: address.includes(':') ? 6 : 4,
      })),
    );

async function waitFor(condition: () => boolean) {
  while (!condition()) await new Promise(setImmediate);
}

describe('a receiver that answers', () => {
  it('gets the request byte for byte, and its answer comes back whole', async () => {
    const receiver = await startReceiver((_, res) => {
      res.setHeader('X-Answer', ['one', 'two']);
      res.writeHead(201).end('{"ok":true}');
    });
    const result = await send(receiver.url);

    expect(result).toEqual({
      kind: 'response',
      response: {
        status: 201,
        headers: expect.objectContaining({ 'x-answer': 'one, two' }),
        body: '{"ok":true}',
      },
      durationMs: expect.any(Number),
      truncated: false,
    });
    expect(receiver.received).toEqual([
      expect.objectContaining({
        path: `/hook?key=${KEY}`,
        body: '{"text":"größer 🟢"}',
        headers: expect.objectContaining({
          'content-type': 'application/json; charset=utf-8',
          'content-length': '24',
          'accept-encoding': 'identity',
          'user-agent': 'KubeVision-Webhooks',
        }),
      }),
    ]);
    // The contract names headers in mixed case; some receivers compare them so.
    expect(receiver.received[0].rawHeaders).toContain('Content-Type');
  });

  it('is not followed when it redirects', async () => {
    const elsewhere = await startReceiver((_, res) => res.end('here'));
    const receiver = await startReceiver((_, res) =>
      res.writeHead(302, { location: elsewhere.url }).end(),
    );
    await expect(send(receiver.url)).resolves.toMatchObject({
      response: { status: 302, headers: { location: elsewhere.url } },
    });
    expect(elsewhere.received).toEqual([]);
  });

  it('is reached without the proxies of the environment, behind which nothing could be checked', async () => {
    const proxy = await startReceiver((_, res) => res.end());
    const receiver = await startReceiver((_, res) => res.end('ok'));
    const names = [
      'HTTP_PROXY',
      'http_proxy',
      'ALL_PROXY',
      'NODE_USE_ENV_PROXY',
    ];
    const before = names.map(name => process.env[name]);
    names.forEach(name => {
      process.env[name] = name === 'NODE_USE_ENV_PROXY' ? '1' : proxy.url;
    });
    await expect(send(receiver.url)).resolves.toMatchObject({
      response: { body: 'ok' },
    });
    names.forEach((name, i) => {
      if (before[i] === undefined) delete process.env[name];
      else process.env[name] = before[i];
    });
    expect(proxy.received).toEqual([]);
  });

  it('keeps exactly 16 KiB uncut, and cuts what is longer without splitting a character', async () => {
    const answers = ['x'.repeat(LIMIT), `${'x'.repeat(LIMIT - 1)}é`];
    const receiver = await startReceiver((_, res) => res.end(answers.shift()));
    await expect(send(receiver.url)).resolves.toMatchObject({
      response: { body: 'x'.repeat(LIMIT) },
      truncated: false,
    });
    await expect(send(receiver.url)).resolves.toMatchObject({
      response: { body: 'x'.repeat(LIMIT - 1) },
      truncated: true,
    });
  });

  it('is cut off when it would answer without end', async () => {
    let written = 0;
    let closed = false;
    const receiver = await startReceiver((_, res) => {
      const chunk = Buffer.alloc(64 * 1024, 'x');
      const write = () => {
        while (!res.destroyed && res.write(chunk)) written += chunk.length;
      };
      res.on('drain', write);
      res.on('close', () => {
        closed = true;
      });
      write();
    });
    const result = await send(receiver.url);
    expect(result).toMatchObject({
      kind: 'response',
      response: { status: 200, body: 'x'.repeat(LIMIT) },
      truncated: true,
    });
    await waitFor(() => closed);
    // What fits into the buffers of the two sockets, and no more.
    expect(written).toBeLessThan(50 * 1024 * 1024);
  });

  it.each([
    ['gzip', gzipSync('größer')],
    ['br', brotliCompressSync('größer')],
    ['deflate', deflateSync('größer')],
    ['zstd', zstdCompressSync('größer')],
  ])(
    'may compress by %s, although it was asked not to',
    async (encoding, body) => {
      const receiver = await startReceiver((_, res) =>
        res.setHeader('content-encoding', encoding).end(body),
      );
      await expect(send(receiver.url)).resolves.toMatchObject({
        response: { body: 'größer' },
        truncated: false,
      });
    },
  );

  it.each([
    ['gzip', gzipSync],
    ['br', brotliCompressSync],
    ['deflate', deflateSync],
    ['zstd', zstdCompressSync],
  ])('gains nothing by a compression bomb: %s', async (encoding, compress) => {
    const bomb = compress(Buffer.alloc(64 * 1024 * 1024, 'x'));
    const receiver = await startReceiver((_, res) =>
      res.setHeader('content-encoding', encoding).end(bomb),
    );
    await expect(send(receiver.url)).resolves.toMatchObject({
      response: { status: 200, body: 'x'.repeat(LIMIT) },
      truncated: true,
    });
  });

  it.each<[string, (socket: Socket) => void]>([
    ['ends', socket => socket.end()],
    ['breaks', socket => socket.resetAndDestroy()],
  ])(
    'does no harm when the connection %s while much is left to decompress',
    async (_, finish) => {
      const emptyBlocks = Buffer.alloc(200_000, DEFLATED_NOTHING);
      const server = await startTcpServer(socket =>
        socket.once('data', () => {
          socket.write('HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n');
          socket.write('Connection: close\r\n\r\n');
          socket.write(gzipSync('ok').subarray(0, 10));
          socket.write(emptyBlocks, () => finish(socket));
        }),
      );
      for (let i = 0; i < 20; i += 1) {
        await expect(send(server.url)).resolves.toMatchObject({
          kind: expect.any(String),
        });
      }
    },
  );

  it('is cut off when it compresses nothing without end', async () => {
    const emptyBlocks = Buffer.alloc(50_000, DEFLATED_NOTHING);
    let closed = false;
    const receiver = await startReceiver((_, res) => {
      const write = () => {
        while (!closed && res.write(emptyBlocks));
      };
      res.setHeader('content-encoding', 'gzip');
      res.on('drain', write).on('close', () => {
        closed = true;
      });
      res.write(gzipSync('ok').subarray(0, 10));
      write();
    });
    await expect(send(receiver.url)).resolves.toMatchObject({
      response: { status: 200, body: '' },
      truncated: true,
    });
    await waitFor(() => closed);
  });

  it.each([
    ['gzip', ''],
    ['constructor', 'not compressed'],
  ])(
    'keeps its status when it is not compressed by %s as it says',
    async (encoding, body) => {
      const receiver = await startReceiver((_, res) =>
        res.setHeader('content-encoding', encoding).end('not compressed'),
      );
      await expect(send(receiver.url)).resolves.toMatchObject({
        response: { status: 200, body },
      });
    },
  );

  it('may answer bytes that are no text; a database can store what is kept', async () => {
    const receiver = await startReceiver((_, res) =>
      res.end(Buffer.from([0x61, 0x00, 0xff, 0x62])),
    );
    await expect(send(receiver.url)).resolves.toMatchObject({
      response: { body: 'a\uFFFD\uFFFDb' },
    });
  });
});

describe('a receiver that does not answer', () => {
  const failure = (reason: RegExp, retryable = true) => ({
    kind: 'failure',
    reason: expect.stringMatching(reason),
    reasonParts: [expect.objectContaining({ code: expect.any(String) })],
    retryable,
    durationMs: expect.any(Number),
  });

  it.each<[string, (socket: Socket) => void]>([
    ['never', () => {}],
    ['with half a header', socket => socket.write('HTTP/1.1 200 OK\r\nX-')],
    [
      'with a body that never ends',
      socket => socket.write('HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nabc'),
    ],
  ])('in time: %s', async (_, onSocket) => {
    const server = await startTcpServer(onSocket);
    const result = await send(server.url, { timeoutMs: 200 });
    expect(result).toEqual(failure(/did not complete its answer within 0.2 s/));
  });

  it('in time, byte by byte', async () => {
    const timers: NodeJS.Timeout[] = [];
    const server = await startTcpServer(socket => {
      socket.write('HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n');
      timers.push(setInterval(() => socket.write('1\r\nx\r\n'), 20));
    });
    const result = await send(server.url, { timeoutMs: 200 });
    timers.forEach(clearInterval);
    expect(result).toEqual(failure(/did not complete its answer/));
  });

  it.each<[string, (socket: Socket) => void]>([
    ['at once', socket => socket.destroy()],
    ['with a reset', socket => socket.resetAndDestroy()],
    [
      'after the headers',
      socket => {
        socket.end('HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nabc');
      },
    ],
  ])('because it closes early: %s', async (_, close) => {
    const server = await startTcpServer(socket =>
      socket.once('data', () => close(socket)),
    );
    await expect(send(server.url)).resolves.toEqual(
      failure(/closed the connection before it had answered/),
    );
  });

  it('because it speaks no HTTP', async () => {
    const server = await startTcpServer(socket => {
      socket.end('SSH-2.0-OpenSSH_9.2\r\n');
    });
    await expect(send(server.url)).resolves.toEqual(
      failure(/did not answer in HTTP/),
    );
  });

  it('because its headers are too large', async () => {
    const receiver = await startReceiver((_, res) => {
      res.setHeader('x-large', 'x'.repeat(20_000)).end();
    });
    await expect(send(receiver.url)).resolves.toEqual(
      failure(/headers that are too large/),
    );
  });

  it('because nothing listens there', async () => {
    await expect(send('http://127.0.0.1:1/hook')).resolves.toEqual(
      failure(/refused the connection/),
    );
  });

  it('because its name does not exist', async () => {
    const resolve: SenderOptions['resolve'] = (_, __, callback) =>
      callback(Object.assign(new Error(), { code: 'ENOTFOUND' }), []);
    await expect(
      send('https://hooks.example/hook', { resolve }),
    ).resolves.toEqual(failure(/host name could not be resolved/));
  });

  it('because its certificate is not trusted', async () => {
    const { private: key, cert } = generate(
      [{ name: 'commonName', value: '127.0.0.1' }],
      { keySize: 2048, algorithm: 'sha256' },
    );
    const server = await listen(createTlsServer({ key, cert }), 'https');
    await expect(send(server.url)).resolves.toEqual(
      failure(/TLS certificate is not trusted/),
    );
  });

  it('because it speaks no TLS on this port', async () => {
    const receiver = await startReceiver((_, res) => res.end());
    await expect(
      send(receiver.url.replace('http:', 'https:')),
    ).resolves.toEqual(failure(/No TLS connection could be agreed on/));
  });

  it('because whoever sends has given up', async () => {
    const stop = new AbortController();
    const receiver = await startReceiver(() => stop.abort());
    const result = await senderFor().send(
      { url: receiver.url, method: 'POST', headers: {}, body: '' },
      { signal: stop.signal },
    );
    expect(result).toEqual(failure(/stopped before an answer came/));
  });

  it('because the URL is none; the words hold nothing of it', async () => {
    const result = await send(`//no url ${KEY}`);
    expect(result).toEqual(failure(/URL is not valid/, false));
    expect(JSON.stringify(result)).not.toContain(KEY);
  });
});

describe('a receiver inside of the network', () => {
  const refused = {
    kind: 'failure',
    reason: expect.stringMatching(
      /private or reserved network.*webhooks\.delivery\.allowedReceivers/,
    ),
    retryable: false,
  };

  it.each([['127.0.0.1'], ['[::ffff:127.0.0.1]'], ['127.1']])(
    'is refused before anything is sent to it: %s',
    async host => {
      const receiver = await startReceiver((_, res) => res.end());
      const url = receiver.url.replace('127.0.0.1', host);
      const allowedReceivers = parseAllowedReceivers([]);
      const result = await send(url, { allowedReceivers });
      expect(result).toMatchObject(refused);
      expect(receiver.received).toEqual([]);
      expect(JSON.stringify(result)).not.toMatch(/127|\/hook|abcdef/);
    },
  );

  it.each([
    [['127.0.0.1']],
    [['8.8.8.8', '10.0.0.1']],
    [['2606:4700:4700::1111', '::1']],
    [['::ffff:169.254.169.254']],
  ])('is refused when its name leads to %j', async addresses => {
    await expect(
      send('https://rebinding.example/hook', {
        allowedReceivers: parseAllowedReceivers([]),
        resolve: resolveTo(...addresses),
      }),
    ).resolves.toMatchObject(refused);
  });

  it('is connected to by the address that was checked, whatever its name says a moment later', async () => {
    const receiver = await startReceiver((_, res) => res.end('ok'));
    let asked = 0;
    const sender = senderFor({
      resolve: (...args) => {
        asked += 1;
        resolveTo(asked === 1 ? '127.0.0.1' : '169.254.169.254')(...args);
      },
    });
    await expect(
      sender.send({
        url: receiver.url.replace('127.0.0.1', 'rebinding.example'),
        method: 'POST',
        headers: {},
        body: '',
      }),
    ).resolves.toMatchObject({ response: { body: 'ok' } });
    expect(asked).toBe(1);
    expect(receiver.received).toHaveLength(1);
  });

  it('is refused on a port of another service, before anything is sent', async () => {
    await expect(
      send('http://mail.example:25/hook', { resolve: resolveTo('8.8.8.8') }),
    ).resolves.toMatchObject({
      kind: 'failure',
      reason: expect.stringMatching(/port.*webhooks\.delivery\.allowedPorts/),
      retryable: false,
    });
  });

  it('is checked anew at every connection', async () => {
    const receiver = await startReceiver((_, res) =>
      res.setHeader('connection', 'close').end('ok'),
    );
    const answers = ['127.0.0.1', '127.0.0.2'];
    const sender = senderFor({
      resolve: (...args) => resolveTo(answers.shift()!)(...args),
    });
    const request = {
      url: receiver.url.replace('127.0.0.1', 'rebinding.example'),
      method: 'POST' as const,
      headers: {},
      body: '',
    };
    await expect(sender.send(request)).resolves.toMatchObject({
      response: { status: 200 },
    });
    await expect(sender.send(request)).resolves.toMatchObject(refused);
  });

  it.each([
    ['by its address', '127.0.0.1', []],
    ['by a range', '127.0.0.1', ['127.0.0.0/8']],
    ['by its name', 'hooks.corp.example', ['hooks.corp.example']],
  ])('is reached when allowed %s', async (_, host, entries) => {
    const receiver = await startReceiver((__, res) => res.end('ok'));
    const allowed = entries.length > 0 ? entries : [receiver.host];
    await expect(
      send(receiver.url.replace('127.0.0.1', host), {
        allowedReceivers: parseAllowedReceivers(allowed),
        resolve: resolveTo('127.0.0.1'),
      }),
    ).resolves.toMatchObject({ response: { status: 200, body: 'ok' } });
  });

  it('is not reached on another port than the allowed one', async () => {
    const receiver = await startReceiver((_, res) => res.end());
    await expect(
      send(receiver.url, {
        allowedReceivers: parseAllowedReceivers(['127.0.0.1:1']),
      }),
    ).resolves.toMatchObject(refused);
  });
});
