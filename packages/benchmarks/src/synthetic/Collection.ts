import { once } from 'node:events';
import { ServerResponse } from 'node:http';
import { Kind } from './kinds';
import { SyntheticObjects } from './SyntheticObjects';

/** As much as a real API server writes at once, when much happens. */
const CHUNK_BYTES = 64 * 1024;

interface OpenWatch {
  readonly response: ServerResponse;
  readonly wantsBookmarks: boolean;
}

/** All synthetic objects of one kind in one cluster, and who watches them. */
export class Collection {
  readonly #objects: SyntheticObjects;
  readonly #watches = new Set<OpenWatch>();
  /** Watches from before it are told that the place is forgotten. */
  #oldestVersion = 0;

  static create(options: { kind: Kind; seed: number }) {
    return new Collection(SyntheticObjects.create(options));
  }

  private constructor(objects: SyntheticObjects) {
    this.#objects = objects;
  }

  get resourceVersion(): string {
    return this.#objects.resourceVersion;
  }

  get count(): number {
    return this.#objects.count;
  }

  get watchers(): number {
    return this.#watches.size;
  }

  /** Creates objects without anybody being told. */
  add(count: number) {
    this.#objects.add(count);
  }

  /** Creates objects and tells whoever watches. */
  async tellAdditions(count: number) {
    await this.#tell(this.#objects.additions(count));
  }

  /** Makes so many writes in the usual mix and tells whoever watches. */
  async tellChanges(count: number) {
    await this.#tell(this.#objects.changes(count));
  }

  /** Forgets what was before, as compaction does, and ends the watches. */
  expire() {
    this.#objects.skipVersion();
    this.#oldestVersion = Number(this.resourceVersion);
    for (const { response } of this.#watches) response.end();
  }

  /** Answers a list or one page of it. */
  async list(query: URLSearchParams, response: ServerResponse) {
    const { count } = this.#objects;
    const from = Number(query.get('continue') ?? 0);
    const to = from + Number(query.get('limit') ?? count);
    const metadata = {
      resourceVersion: this.resourceVersion,
      ...(to < count && { continue: String(to) }),
    };
    response.write(
      `{"kind":"List","apiVersion":"v1","metadata":${JSON.stringify(
        metadata,
      )},"items":[`,
    );
    await send(this.#objects.items(from, to), response);
    response.end(']}');
  }

  /**
   * Answers a watch. It is sent a bookmark at once, so that who resumes can be seen to be there.
   * What happened before is not told again, but a place that is forgotten is.
   */
  async watch(query: URLSearchParams, response: ServerResponse) {
    const wantsBookmarks = query.get('allowWatchBookmarks') === 'true';
    const open: OpenWatch = { response, wantsBookmarks };
    response.flushHeaders();
    if (query.get('sendInitialEvents') === 'true') {
      await send(this.#objects.initialEvents(), response);
      writeEvent(response, 'BOOKMARK', {
        metadata: {
          resourceVersion: this.resourceVersion,
          annotations: { 'k8s.io/initial-events-end': 'true' },
        },
      });
    } else if (Number(query.get('resourceVersion')) < this.#oldestVersion) {
      writeEvent(response, 'ERROR', {
        kind: 'Status',
        status: 'Failure',
        reason: 'Expired',
        code: 410,
      });
      response.end();
      return;
    }
    this.#watches.add(open);
    response.on('close', () => this.#watches.delete(open));
    this.bookmark();
  }

  /** Tells those who want to know where the watch is. */
  bookmark() {
    for (const { response, wantsBookmarks } of this.#watches) {
      if (!wantsBookmarks || response.writableNeedDrain) continue;
      writeEvent(response, 'BOOKMARK', {
        metadata: { resourceVersion: this.resourceVersion },
      });
    }
  }

  async #tell(events: Iterable<Buffer>) {
    const [open] = this.#watches;
    // What is told to nobody would be lost, and what is told to several is not measured.
    if (this.#watches.size !== 1) {
      throw new Error(`${this.#watches.size} watches are open instead of one`);
    }
    await send(events, open.response);
    this.bookmark();
  }
}

function writeEvent(response: ServerResponse, type: string, object: object) {
  response.write(`${JSON.stringify({ type, object })}\n`);
}

/** Never holds more than a chunk that the reader has not taken. */
async function send(pieces: Iterable<Buffer>, response: ServerResponse) {
  let chunk: Buffer[] = [];
  let size = 0;
  const flush = async () => {
    const isTaken = response.write(Buffer.concat(chunk, size));
    chunk = [];
    size = 0;
    if (!isTaken) await once(response, 'drain');
  };
  for (const piece of pieces) {
    chunk.push(piece);
    size += piece.length;
    if (size >= CHUNK_BYTES) await flush();
  }
  if (size > 0) await flush();
}
