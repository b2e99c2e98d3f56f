import { IncomingMessage as Request, Server, createServer } from 'node:http';
import { AddressInfo } from 'node:net';
import { renderPage } from './page';
import { Answer, IncomingMessage, RECEIVERS, Receiver } from './receivers';
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

  const receive = async (receiver: Receiver, url: URL, request: Request) => {
    const raw = await readBody(request);
    const message = {
      url,
      headers: request.headers as Arrival['headers'],
      raw,
      json: parseJson(raw),
      secret,
      now: new Date(),
    };
    const answer = nextAnswers.shift() ?? accept(receiver, message);
    keep(receiver, request, raw, answer);
    return answer;
  };

  const answerTo = async (request: Request): Promise<Answer> => {
    const { method } = request;
    const url = new URL(`http://inbox${request.url}`);
    const route = `${method} ${url.pathname}`;
    const receiver = RECEIVERS.find(({ path }) => path.test(url.pathname));
    if (method === 'POST' && receiver) return receive(receiver, url, request);
    if (route === 'GET /') {
      const headers = { 'content-type': 'text/html; charset=utf-8' };
      return { status: 200, body: renderPage({ received, secret }), headers };
    }
    if (route === 'GET /received') return { status: 200, body: received };
    if (route === 'DELETE /received') {
      received.length = 0;
      return { status: 204, body: '' };
    }
    return {
      status: 404,
      body: 'Nothing is received here; see / for addresses',
    };
  };

  const server = createServer((request, response) => {
    answerTo(request).then(
      ({ status, body, headers }) =>
        response
          .writeHead(status, { 'content-type': contentType(body), ...headers })
          .end(toText(body)),
      // The sender went away in the middle of its message: nobody waits for an answer.
      () => response.destroy(),
    );
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
    // One byte more than is taken tells that it was too much.
    const room = MAX_BODY_BYTES + 1 - size;
    if (room > 0) chunks.push(chunk.subarray(0, room));
    size += chunk.length;
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

/** What is no message at all is refused as the platforms do, in their own words or ours. */
function accept(receiver: Receiver, message: IncomingMessage): Answer {
  if (message.raw.length > MAX_BODY_BYTES) {
    return { status: 413, body: 'The message is larger than 1 MiB' };
  }
  try {
    return receiver.accept(message);
  } catch {
    return { status: 400, body: 'This is no message of the platform' };
  }
}

function contentType(body: string | object): string {
  return typeof body === 'string'
    ? 'text/plain; charset=utf-8'
    : 'application/json';
}

function toText(body: string | object): string {
  return typeof body === 'string' ? body : JSON.stringify(body);
}
