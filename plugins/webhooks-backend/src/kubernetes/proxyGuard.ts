import { IncomingMessage } from 'node:http';
import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { RequestHandler } from 'express';

/** A peer that is gone without a word is noticed by the kernel's probes. */
const KEEPALIVE_MS = 30_000;

/**
 * Repairs what the proxy of the Kubernetes backend does to long streams: http-proxy 1.18 does not
 * tell the client when the cluster dies, does not tell the cluster when the client leaves, and
 * keeps the headers of an idle stream back. Requests that are answered at once are not affected.
 * https://github.com/http-party/node-http-proxy/issues/1586
 */
export const guardProxyStreams: RequestHandler = (request, response, next) => {
  if (!request.path.startsWith('/proxy')) {
    next();
    return;
  }

  // http-proxy waits for 'aborted' on the request, which Node no longer emits for a GET.
  response.once('close', () => {
    if (!response.writableFinished) request.emit('aborted');
  });

  response.once('pipe', (upstream: IncomingMessage) => {
    response.flushHeaders();
    upstream.socket?.setKeepAlive(true, KEEPALIVE_MS);
    upstream.once('close', () => {
      // Ending it properly would look to the client like a complete answer.
      if (!upstream.complete && !response.writableEnded) response.destroy();
    });
  });

  // After a reset the proxy answers with an error, into a stream that has begun.
  const sendJson = response.json;
  response.json = body => {
    if (!response.headersSent) return sendJson.call(response, body);
    response.destroy();
    return response;
  };

  next();
};

/** Belongs to the plugin `kubernetes`, and goes wherever that runs. Does nothing without it. */
export const webhooksKubernetesModuleProxyGuard = createBackendModule({
  pluginId: 'kubernetes',
  moduleId: 'webhooks-proxy-guard',
  register(env) {
    env.registerInit({
      deps: { httpRouter: coreServices.httpRouter },
      // Modules are initialised before their plugin, so this comes before the proxy.
      async init({ httpRouter }) {
        httpRouter.use(guardProxyStreams);
      },
    });
  },
});
