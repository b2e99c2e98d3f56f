import type { KubeConfig } from '@kubernetes/client-node';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import http, { IncomingMessage, ServerResponse } from 'node:http';
import https, { RequestOptions } from 'node:https';
import { AddressInfo } from 'node:net';
import { pipeline } from 'node:stream';

/** What of a kubeconfig is needed: where the cluster is, and how to authenticate there. */
export type Authentication = Pick<
  KubeConfig,
  'getCurrentCluster' | 'applyToHTTPSOptions'
>;

export interface ForwardProxy {
  /** With a path that nobody can guess: whoever knows it reads the cluster with the user's rights. */
  readonly url: string;
  stop(): Promise<void>;
}

/**
 * Lets the Kubernetes backend read a cluster with whatever a kubeconfig authenticates by: client
 * certificates, tokens, exec plugins. It listens on the loopback, passes GET requests on with the
 * credentials of the kubeconfig, and no others that came with them.
 */
export async function startForwardProxy(
  kubeConfig: Authentication,
): Promise<ForwardProxy> {
  const prefix = `/${randomBytes(24).toString('base64url')}`;
  const server = http.createServer((request, response) => {
    const isKnown = request.url!.startsWith(`${prefix}/`);
    if (request.method !== 'GET' || !isKnown) {
      response.writeHead(403).end();
      return;
    }
    const path = request.url!.slice(prefix.length);
    forward({ kubeConfig, path, request, response }).catch(error => {
      if (response.headersSent) response.destroy();
      else response.writeHead(502).end(String(error.message));
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}${prefix}`,
    async stop() {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}

async function forward(options: {
  kubeConfig: Authentication;
  path: string;
  request: IncomingMessage;
  response: ServerResponse;
}) {
  const { kubeConfig, path, request, response } = options;
  const { server } = kubeConfig.getCurrentCluster()!;
  const url = new URL(server.replace(/\/$/, '') + path);
  const requestOptions: RequestOptions = {
    method: 'GET',
    headers: {
      accept: request.headers.accept ?? 'application/json',
      'accept-encoding': 'identity',
    },
  };
  // Asked for every request, because tokens of exec plugins expire.
  await kubeConfig.applyToHTTPSOptions(requestOptions);
  const outgoing = (url.protocol === 'https:' ? https : http).request(
    url,
    requestOptions,
  );
  // A watch that nobody reads any more must not stay open in the cluster.
  response.once('close', () => outgoing.destroy());
  outgoing.end();
  const [incoming] = (await once(outgoing, 'response')) as [IncomingMessage];
  response.writeHead(incoming.statusCode!, {
    'content-type': incoming.headers['content-type'] ?? 'application/json',
  });
  response.flushHeaders();
  // An end that was cut off must be seen as one.
  pipeline(incoming, response, error => error && response.destroy());
}
