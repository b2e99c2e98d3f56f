import { ResourceType, resourceName } from '../changes/types';
import { BookmarkCadence } from './BookmarkCadence';
import { ClusterError } from './ClusterError';
import { explainNetworkError } from './explainFailure';
import { OpenOptions, openRequest, readText } from './openRequest';
import { readLines } from './readLines';
import { checkList, parseEvents, parseJson } from './parseAnswer';
import { resourcePath } from './resourcePath';
import {
  Cluster,
  ListPage,
  NegotiatingTransport,
  WatchEvent,
  WatchOptions,
} from './WatchTransport';

/** Where requests for a cluster go, and with what headers. */
export interface ProxyTarget {
  /** To which the path of the Kubernetes API is appended. */
  readonly baseUrl: string;
  readonly headers: Readonly<Record<string, string>>;
}

export interface ProxyTransportOptions {
  /** Asked for every request, so that a token in the headers is never an old one. */
  readonly target: (cluster: Cluster) => Promise<ProxyTarget>;
  /**
   * A stream without a byte for so long is dead, until the bookmarks of the cluster tell better.
   * Default: 150 s.
   */
  readonly silenceMs?: number;
  /** The API server ends a watch after a random half to all of so many seconds. Default: 600. */
  readonly watchSeconds?: number;
  /** Objects per page of a list. Default: 500. */
  readonly pageSize?: number;
  readonly random?: () => number;
}

const REQUEST_SILENCE_MS = 30_000;
/** etcd takes objects of 1.5 MB at most; JSON with managedFields can be larger than what it stores. */
const MAX_LINE_BYTES = 8 * 1024 * 1024;
const MAX_PAGE_BYTES = 64 * 1024 * 1024;
/** How long the API server may take to end a watch that it should have ended by itself. */
const DEADLINE_GRACE_MS = 15_000;

/** Reaches the clusters through the proxy of Backstage's Kubernetes backend. */
export class ProxyTransport implements NegotiatingTransport {
  readonly #options: Required<ProxyTransportOptions>;
  /** By cluster: all kinds of one API server behave alike. */
  readonly #cadences = new Map<string, BookmarkCadence>();

  static create(options: ProxyTransportOptions) {
    return new ProxyTransport({
      silenceMs: 150_000,
      watchSeconds: 600,
      pageSize: 500,
      random: Math.random,
      ...options,
    });
  }

  private constructor(options: Required<ProxyTransportOptions>) {
    this.#options = options;
  }

  accepting(mediaType: string): ProxyTransport {
    const { target } = this.#options;
    return new ProxyTransport({
      ...this.#options,
      target: async cluster => {
        const { baseUrl, headers } = await target(cluster);
        return { baseUrl, headers: { ...headers, Accept: mediaType } };
      },
    });
  }

  async get(cluster: Cluster, path: string, signal: AbortSignal) {
    return this.#getJson(cluster, path, path, signal);
  }

  async *list(
    cluster: Cluster,
    type: ResourceType,
    signal: AbortSignal,
  ): AsyncGenerator<ListPage, void, undefined> {
    const subject = resourceName(type);
    let token: string | undefined = '';
    while (token !== undefined) {
      const body = await this.#page(cluster, type, token, signal);
      const { metadata, items } = checkList(body, subject);
      yield { resourceVersion: metadata.resourceVersion, items };
      token = metadata.continue || undefined;
    }
  }

  /** Objects can be a thousand times larger than usual; then fewer of them go into a page. */
  async #page(
    cluster: Cluster,
    type: ResourceType,
    token: string,
    signal: AbortSignal,
    limit = this.#options.pageSize,
  ): Promise<unknown> {
    const query = new URLSearchParams({ limit: String(limit) });
    if (token) query.set('continue', token);
    const path = `${resourcePath(type)}?${query}`;
    try {
      return await this.#getJson(cluster, path, resourceName(type), signal);
    } catch (error) {
      const isTooLarge =
        error instanceof ClusterError && error.kind === 'too-large';
      if (!isTooLarge || limit === 1) throw error;
      return this.#page(cluster, type, token, signal, Math.ceil(limit / 10));
    }
  }

  async *watch(
    cluster: Cluster,
    type: ResourceType,
    options: WatchOptions,
  ): AsyncGenerator<readonly WatchEvent[], void, undefined> {
    const { signal } = options;
    const seconds = this.#watchSeconds();
    const deadline = new AbortController();
    const timer = setTimeout(
      () => deadline.abort(),
      seconds * 1000 + DEADLINE_GRACE_MS,
    );
    const abort = () => deadline.abort();
    signal.addEventListener('abort', abort, { once: true });
    if (signal.aborted) abort();
    try {
      yield* this.#events(cluster, type, {
        ...options,
        signal: deadline.signal,
        seconds,
      });
    } catch (error) {
      // Neither our own deadline nor a stop is a failure of the cluster.
      if (deadline.signal.aborted) return;
      yield [{ type: 'ERROR', error: explainNetworkError(error) }];
    } finally {
      clearTimeout(timer);
      signal.removeEventListener('abort', abort);
      deadline.abort();
    }
  }

  async *#events(
    cluster: Cluster,
    type: ResourceType,
    options: WatchOptions & { seconds: number },
  ): AsyncGenerator<readonly WatchEvent[], void, undefined> {
    const { resourceVersion, signal, seconds } = options;
    const subject = resourceName(type);
    const cadence = this.#cadenceOf(cluster);
    const query = new URLSearchParams({
      watch: 'true',
      allowWatchBookmarks: 'true',
      ...(resourceVersion === undefined
        ? { sendInitialEvents: 'true', resourceVersionMatch: 'NotOlderThan' }
        : { resourceVersion }),
      // Also bounds what an aborted watch costs where the proxy does not pass the abort on.
      timeoutSeconds: String(seconds),
    });
    const response = await this.#open(cluster, {
      path: `${resourcePath(type)}?${query}`,
      subject,
      signal,
      silenceMs: cadence.limitMs,
    });
    options.onOpen?.();
    const openedAt = performance.now();
    const watch = cadence.open();
    for await (const lines of readLines(response, {
      maxBytes: MAX_LINE_BYTES,
    })) {
      const events = parseEvents(lines, subject);
      if (events.some(event => event.type === 'BOOKMARK')) {
        watch.bookmark(performance.now());
        response.socket.setTimeout(cadence.limitMs ?? 0);
      }
      yield events;
      if (events.at(-1)?.type === 'ERROR') return;
    }
    watch.ended(performance.now() - openedAt);
  }

  #cadenceOf({ name }: Cluster): BookmarkCadence {
    let cadence = this.#cadences.get(name);
    if (!cadence) {
      const firstLimitMs = this.#options.silenceMs;
      cadence = BookmarkCadence.create({ firstLimitMs });
      this.#cadences.set(name, cadence);
    }
    return cadence;
  }

  async #getJson(
    cluster: Cluster,
    path: string,
    subject: string,
    signal: AbortSignal,
  ): Promise<unknown> {
    const response = await this.#open(cluster, {
      path,
      subject,
      signal,
      silenceMs: Math.min(REQUEST_SILENCE_MS, this.#options.silenceMs),
    });
    try {
      const text = await readText(response, MAX_PAGE_BYTES);
      return parseJson(text, subject);
    } finally {
      response.destroy();
    }
  }

  async #open(
    cluster: Cluster,
    request: Omit<OpenOptions, 'url' | 'headers'> & { path: string },
  ) {
    const { path, ...options } = request;
    const { baseUrl, headers } = await this.#options.target(cluster);
    return openRequest({
      ...options,
      url: new URL(`${baseUrl}${path}`),
      headers,
    });
  }

  /** Not all watches at once, so that they are not renewed all at once either. */
  #watchSeconds(): number {
    const { watchSeconds, random } = this.#options;
    return Math.ceil(watchSeconds * (0.5 + 0.5 * random()));
  }
}
