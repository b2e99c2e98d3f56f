import { once } from 'node:events';
import { createServer } from 'node:http';
import { AddressInfo } from 'node:net';
import { answerParent } from '../ChildProgram';

/** A program: a receiver of webhooks that says `ok` to everything, and remembers what it was told. */

/** By the id of the delivery, which each contender sends: when it came first. */
let arrivals = new Map<string, number>();
let requests = 0;

const server = createServer((request, response) => {
  request.resume().on('end', () => {
    requests += 1;
    const id = String(request.headers['webhook-id']);
    if (!arrivals.has(id)) arrivals.set(id, Date.now());
    response.end('ok');
  });
});
server.keepAliveTimeout = 60_000;

answerParent({
  /** @returns the URL to post to */
  async start() {
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    return `http://127.0.0.1:${port}/hook`;
  },

  /** What came since it was asked last: how often, and which deliveries at what time. */
  take() {
    const taken = { requests, arrivals: [...arrivals] };
    arrivals = new Map();
    requests = 0;
    return taken;
  },

  /** How many different deliveries came. */
  count: () => arrivals.size,
});
