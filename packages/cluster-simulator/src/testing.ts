import { IncomingHttpHeaders, IncomingMessage, request } from 'node:http';
import { Cluster } from './Cluster';
import { JsonObject } from './objects';

/** A complete answer. */
export interface Answer {
  status: number;
  headers: IncomingHttpHeaders;
  body: JsonObject;
  text: string;
}

/** Sends a request with the cluster's token and leaves reading to the caller. */
export function send(
  cluster: Cluster,
  path: string,
  options: {
    method?: string;
    /** Text is sent as it is, everything else as JSON. */
    body?: string | object;
    headers?: Record<string, string>;
  } = {},
): Promise<IncomingMessage> {
  const { body, method = 'GET', headers } = options;
  const text = typeof body === 'string' || !body ? body : JSON.stringify(body);
  return new Promise((resolve, reject) => {
    const outgoing = request(
      cluster.url + path,
      {
        method,
        agent: false,
        headers: {
          authorization: `Bearer ${cluster.token}`,
          'user-agent': 'test/1.0 (linux)',
          // Node.js sends no length for the body of a DELETE by itself.
          ...(text && { 'content-length': Buffer.byteLength(text) }),
          ...headers,
        },
      },
      resolve,
    );
    outgoing.on('error', reject);
    outgoing.end(text || undefined);
  });
}

/** Sends a request and reads its answer whole. */
export async function ask(
  cluster: Cluster,
  path: string,
  options?: Parameters<typeof send>[2],
): Promise<Answer> {
  const response = await send(cluster, path, options);
  let text = '';
  for await (const chunk of response) text += chunk;
  const isJson = response.headers['content-type']?.includes('json');
  return {
    status: response.statusCode ?? 0,
    headers: response.headers,
    text,
    body: isJson ? JSON.parse(text) : {},
  };
}

/** A watch as a client sees it. */
export class TestWatch {
  static async open(
    cluster: Cluster,
    path: string,
    options?: Parameters<typeof send>[2],
  ): Promise<TestWatch> {
    const [resource, query] = path.split('?');
    const url = `${resource}?watch=true${query ? `&${query}` : ''}`;
    return new TestWatch(await send(cluster, url, options));
  }

  /** The lines that were JSON. */
  readonly events: { type: string; object: JsonObject }[] = [];
  /** The lines that were not. */
  readonly malformed: string[] = [];
  /** How the stream ended: `end` as it should, or the code of an error. */
  readonly ended: Promise<string>;
  readonly status: number;
  #rest = '';
  #waiting: (() => void)[] = [];

  private constructor(readonly response: IncomingMessage) {
    this.status = response.statusCode ?? 0;
    response.setEncoding('utf8');
    response.on('data', chunk => this.#read(chunk));
    this.ended = new Promise(resolve => {
      response.once('end', () => resolve('end'));
      response.once('error', error =>
        resolve((error as NodeJS.ErrnoException).code ?? error.message),
      );
    });
    this.ended.then(() => this.#notify());
  }

  /** E.g. `ADDED web`. */
  get names(): string[] {
    return this.events
      .filter(({ type }) => type !== 'BOOKMARK')
      .map(({ type, object }) => `${type} ${object.metadata.name}`);
  }

  /** Waits until the watch is as it should be. The test's own timeout ends a wait in vain. */
  async until(isTrue: (watch: this) => boolean): Promise<void> {
    while (!isTrue(this)) {
      await new Promise<void>(resolve => this.#waiting.push(resolve));
    }
  }

  close(): void {
    this.response.destroy();
  }

  #read(chunk: string) {
    const lines = (this.#rest + chunk).split('\n');
    this.#rest = lines.pop() ?? '';
    for (const line of lines) {
      try {
        this.events.push(JSON.parse(line));
      } catch {
        this.malformed.push(line);
      }
    }
    this.#notify();
  }

  #notify() {
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const resolve of waiting) resolve();
  }
}

/** Waits until something outside of a watch is as it should be. */
export async function until(isTrue: () => boolean): Promise<void> {
  while (!isTrue()) await new Promise(resolve => setTimeout(resolve, 5));
}

/** A ConfigMap in the namespace `default`. */
export function configMap(name: string, data: Record<string, string> = {}) {
  const metadata = { name, namespace: 'default' };
  return { apiVersion: 'v1', kind: 'ConfigMap', metadata, data };
}

/** A Deployment in the namespace `team-alpha`. */
export function deployment(name: string, spec: JsonObject = {}) {
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name, namespace: 'team-alpha' },
    spec: {
      replicas: 3,
      selector: { matchLabels: { app: name } },
      template: {
        metadata: { labels: { app: name } },
        spec: {
          containers: [
            {
              name: 'web',
              image: 'web:1',
              env: [{ name: 'LEVEL', value: 'info' }],
              ports: [{ containerPort: 80 }],
            },
          ],
        },
      },
      ...spec,
    },
  };
}
