import { createServer, IncomingHttpHeaders, RequestListener } from 'node:http';
import {
  AddressInfo,
  createServer as createTcpServer,
  Server,
  Socket,
} from 'node:net';

/** A request as the receiver got it. */
export interface Received {
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly rawHeaders: string[];
  readonly body: string;
}

/** A receiver on the loopback; closed when the tests of the file are done. */
export interface Receiver {
  readonly url: string;
  /** `host:port`, as an entry of `allowedReceivers`. */
  readonly host: string;
  readonly received: Received[];
}

const cleanups: (() => Promise<void>)[] = [];
afterAll(async () => {
  await Promise.all(cleanups.splice(0).map(cleanup => cleanup()));
});

/** Starts an HTTP server that notes each request whole, and then lets the listener answer. */
export async function startReceiver(
  answer: RequestListener,
): Promise<Receiver> {
  const received: Received[] = [];
  const server = createServer(async (req, res) => {
    const chunks: Buffer[] = [];
    for await (const chunk of req) chunks.push(chunk);
    received.push({
      path: req.url!,
      headers: req.headers,
      rawHeaders: req.rawHeaders,
      body: Buffer.concat(chunks).toString(),
    });
    answer(req, res);
  });
  return { ...(await listen(server)), received };
}

/** Starts a server that speaks whatever the listener writes. */
export async function startTcpServer(onSocket: (socket: Socket) => void) {
  return listen(createTcpServer(onSocket));
}

/** Makes any server listen on a free port of the loopback. */
export async function listen(server: Server, scheme = 'http') {
  const sockets = new Set<Socket>();
  server.on('connection', (socket: Socket) => {
    sockets.add(socket.on('error', () => {}));
    socket.once('close', () => sockets.delete(socket));
  });
  await new Promise<void>(resolve => {
    server.listen(0, '127.0.0.1', resolve);
  });
  cleanups.push(async () => {
    const closed = new Promise(resolve => server.close(resolve));
    sockets.forEach(socket => socket.destroy());
    await closed;
  });
  const { port } = server.address() as AddressInfo;
  return {
    url: `${scheme}://127.0.0.1:${port}/hook`,
    host: `127.0.0.1:${port}`,
  };
}
