import { IncomingMessage as Request, Server, createServer } from 'node:http';
import { AddressInfo } from 'node:net';
import { renderPage } from './page';
import { Answer, RECEIVERS, Receiver } from './receivers';
import { Verification } from './signatures';

/** What arrived, newest last in {@link Inbox.received}. */
export interface Arrival {
  readonly number: number;
  readonly platform: string;
  readonly receivedAt: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string | undefined>>;
  /** The body as it came. */
  readonly body: string;
  /** Absent on platforms that sign nothing. */
  readonly verification?: Verification;
  readonly answer: { readonly status: number; readonly body: string };
}

/** Options of {@link startInbox}. */
export interface InboxOptions {
  /** 0 for any free port, the default. */
  readonly port?: number;
  /** Signs and verifies on DingTalk, Feishu and custom HTTP; `inbox-secret` when absent. */
  readonly secret?: string;
}

/** A running inbox. */
export interface Inbox {
  readonly url: string;
  readonly secret: string;
  /** The URL to paste, by platform id. */
  readonly targets: Readonly<Record<string, string>>;
  readonly received: readonly Arrival[];
  /** Answers the next message in this way, whatever it is. */
  answerNext(answer: Answer): void;
  stop(): Promise<void>;
}

const DEFAULT_SECRET = 'inbox-secret';
const KEPT_ARRIVALS = 200;
const MAX_BODY_BYTES = 1024 * 1024;

/** Starts a receiver of all six formats on the loopback. */
export async function startInbox(options: InboxOptions = {}): Promise<Inbox> {
  const { port = 0, secret = DEFAULT_SECRET } = options;
  const received: Arrival[] = [];
  const nextAnswers: Answer[] = [];
  let count = 0;

  const keep = (
    receiver: Receiver,
    request: Request,
    raw: Buffer,
    answer: Answer,
  ) => {
    received.push({
      number: (count += 1),
      platform: receiver.platform,
      receivedAt: new Date().toISOString(),
      path: request.url!,
      headers: request.headers as Arrival['headers'],
      body: raw.toString('utf8'),
      verification: answer.verification,
      answer: { status: answer.status, body: toText(answer.body) },
    });
    received.splice(0, received.length - KEPT_ARRIVALS);
  };

  const server = createServer(async (request, response) => {
    const url = new URL(request.url!, 'http://inbox');
    const receiver = RECEIVERS.find(({ path }) => path.test(url.pathname));
    const send = (status: number, type: string, body: string) =>
      response.writeHead(status, { 'content-type': type }).end(body);

    if (request.method === 'POST' && receiver) {
      const raw = await readBody(request);
      const answer =
        nextAnswers.shift() ??
        receiver.accept({
          url,
          headers: request.headers as Arrival['headers'],
          raw,
          json: parseJson(raw),
          secret,
          now: new Date(),
        });
      keep(receiver, request, raw, answer);
      const type =
        typeof answer.body === 'string' ? 'text/plain' : 'application/json';
      send(answer.status, type, toText(answer.body));
    } else if (request.method === 'GET' && url.pathname === '/') {
      send(200, 'text/html; charset=utf-8', renderPage({ received, secret }));
    } else if (request.method === 'GET' && url.pathname === '/received') {
      send(200, 'application/json', JSON.stringify(received));
    } else if (request.method === 'DELETE' && url.pathname === '/received') {
      received.length = 0;
      send(204, 'text/plain', '');
    } else {
      send(404, 'text/plain', 'Nothing is received here; see / for addresses');
    }
  });

  await listen(server, port);
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url,
    secret,
    targets: Object.fromEntries(
      RECEIVERS.map(({ platform, address }) => [platform, url + address]),
    ),
    received,
    answerNext: answer => nextAnswers.push(answer),
    stop: () =>
      new Promise(resolve => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function listen(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
}

async function readBody(request: Request): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    size += chunk.length;
    if (size <= MAX_BODY_BYTES) chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function parseJson(raw: Buffer): unknown {
  try {
    return JSON.parse(raw.toString('utf8'));
  } catch {
    return undefined;
  }
}

function toText(body: string | object): string {
  return typeof body === 'string' ? body : JSON.stringify(body);
}
