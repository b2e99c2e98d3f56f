import { because } from '@kubevision/backstage-plugin-webhooks-common';
import http, { IncomingMessage } from 'node:http';
import https from 'node:https';
import { ClusterError } from './ClusterError';
import { explainNetworkError, explainResponse } from './explainFailure';

/** Dead peers are found by the kernel, where no proxy keeps the connection alive in between. */
const KEEPALIVE_MS = 30_000;
const MAX_ERROR_BYTES = 64 * 1024;

export interface OpenOptions {
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly signal: AbortSignal;
  /**
   * The request is given up when no byte arrives for so long, before or within the answer; never
   * when absent. To change it while the answer comes, set the timeout of its socket.
   */
  readonly silenceMs?: number;
  /** What is asked for, for messages, e.g. `deployments.apps`. */
  readonly subject: string;
}

/**
 * Sends a GET and answers as soon as the headers are there. Not `fetch`: it asks for gzip, behind
 * which Backstage's compression holds back watch events for seconds, and it gives up on an idle
 * stream after 300 s.
 *
 * @throws ClusterError for every status but 200, and when there is no answer
 */
export async function openRequest(
  options: OpenOptions,
): Promise<IncomingMessage> {
  const response = await send(options);
  if (response.statusCode === 200) return response;
  const body = await readText(response, MAX_ERROR_BYTES).catch(() => '');
  throw explainResponse(
    {
      status: response.statusCode ?? 0,
      body,
      retryAfter: response.headers['retry-after'],
    },
    options.subject,
  );
}

function send(options: OpenOptions): Promise<IncomingMessage> {
  const { url, headers, signal, silenceMs = 0 } = options;
  const { request } = url.protocol === 'https:' ? https : http;
  return new Promise((resolve, reject) => {
    const outgoing = request(url, {
      // A connection of its own: a pooled one may have been closed by the other side just now.
      agent: false,
      signal,
      headers: {
        Accept: 'application/json',
        'Accept-Encoding': 'identity',
        ...headers,
      },
    });
    let incoming: IncomingMessage | undefined;
    outgoing.once('socket', socket => socket.setKeepAlive(true, KEEPALIVE_MS));
    outgoing.setTimeout(silenceMs);
    outgoing.on('timeout', () => {
      const limitMs = outgoing.socket?.timeout ?? silenceMs;
      if (incoming && incoming.readableLength > 0) {
        // Bytes wait to be read, so it is we who are slow. The timer has to be set anew.
        outgoing.socket?.setTimeout(limitMs);
        return;
      }
      const seconds = Math.round(limitMs / 1000);
      // Whichever of the two is being waited for must hear of it.
      (incoming ?? outgoing).destroy(
        new ClusterError('silent', because('cluster-silent', { seconds })),
      );
    });
    outgoing.once('response', response => {
      incoming = response;
      resolve(response);
    });
    outgoing.on('error', error => reject(explainNetworkError(error)));
    outgoing.end();
  });
}

/**
 * The whole body as text.
 * @throws ClusterError `too-large` when it has more than `maxBytes`
 */
export async function readText(
  response: IncomingMessage,
  maxBytes: number,
): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  try {
    for await (const chunk of response) {
      size += chunk.length;
      if (size > maxBytes) {
        throw new ClusterError(
          'too-large',
          because('answer-too-large', { bytes: maxBytes }),
        );
      }
      chunks.push(chunk);
    }
  } catch (error) {
    throw explainNetworkError(error);
  }
  return Buffer.concat(chunks).toString('utf8');
}
