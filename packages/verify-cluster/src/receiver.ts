import {
  SIGNATURE_HEADER,
  verifySignature,
} from '@kubevision/backstage-plugin-webhooks-common';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { Received } from './compare';

export interface MessageReceiver {
  readonly url: string;
  /** Of the webhook. */
  readonly secret: string;
  /** In the order of arrival. */
  readonly received: readonly Received[];
  /** Messages that were not signed as they should be; they are refused. */
  readonly forged: number;
  stop(): Promise<void>;
}

/** Takes what the webhook sends, on the loopback. */
export async function startReceiver(): Promise<MessageReceiver> {
  const secret = randomBytes(24).toString('base64url');
  const received: Received[] = [];
  let forged = 0;
  const server = createServer(async (request, response) => {
    const receivedAt = Date.now();
    const body = await buffer(request);
    const signature = String(request.headers[SIGNATURE_HEADER.toLowerCase()]);
    if (!(await verifySignature(secret, body, signature))) {
      forged += 1;
      response.writeHead(401).end();
      return;
    }
    const id = String(request.headers['webhook-id']);
    received.push({ id, event: JSON.parse(body.toString('utf8')), receivedAt });
    response.end();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/`,
    secret,
    received,
    get forged() {
      return forged;
    },
    async stop() {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}
