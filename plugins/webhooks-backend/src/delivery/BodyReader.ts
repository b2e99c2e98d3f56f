import { Transform } from 'node:stream';
import {
  createBrotliDecompress,
  createGunzip,
  createInflate,
  createZstdDecompress,
} from 'node:zlib';

/** Identity was asked for, but an answer may come compressed all the same. */
const DECODERS = new Map<string, () => Transform>([
  ['gzip', createGunzip],
  ['x-gzip', createGunzip],
  ['deflate', createInflate],
  ['br', createBrotliDecompress],
  ['zstd', createZstdDecompress],
]);

/** The text of a body, as far as it was read. */
export interface BodyText {
  readonly text: string;
  /** True when there was more than the limit, or a part that could not be decompressed. */
  readonly truncated: boolean;
}

/** Options of {@link BodyReader}. */
export interface BodyReaderOptions {
  /** The `Content-Encoding`; `identity` when absent. */
  readonly encoding?: string;
  /** Counts decompressed bytes, and those that come as well: nothing is much longer compressed. */
  readonly maxBytes: number;
  /** Called once, when nothing more is read: at the end, at the limit, or where it is broken. */
  readonly onRead: (body: BodyText) => void;
}

/**
 * Reads a body up to a limit, chunk by chunk as they come: neither a gigabyte nor a compression bomb
 * is ever in memory.
 */
export class BodyReader {
  readonly #options: BodyReaderOptions;
  readonly #decoder: Transform | undefined;
  readonly #chunks: Buffer[] = [];
  #length = 0;
  #receivedLength = 0;
  #isComplete = false;
  #isRead = false;

  static create(options: BodyReaderOptions) {
    return new BodyReader(options);
  }

  private constructor(options: BodyReaderOptions) {
    this.#options = options;
    const { encoding } = options;
    if (encoding === undefined) return;
    this.#decoder = DECODERS.get(encoding.trim().toLowerCase())?.();
    this.#decoder
      ?.on('data', chunk => this.#keep(chunk))
      .on('end', () => this.#finish())
      // What cannot be decompressed is no reason to lose the status: it may be a success.
      .on('error', () => this.#finish({ truncated: true }));
  }

  /**
   * What is compressed waits in memory for its turn, no more of it than the limit and a chunk. The
   * connection is not paused meanwhile: undici's parser throws where nobody catches it when a
   * connection that is paused ends or breaks.
   */
  write(chunk: Buffer): void {
    if (!this.#decoder) {
      this.#keep(chunk);
      return;
    }
    if (this.#isComplete || this.#isRead) return;
    this.#decoder.write(chunk);
    this.#receivedLength += chunk.length;
    if (this.#receivedLength > this.#options.maxBytes) this.end();
  }

  /** The body is complete, or long enough. */
  end(): void {
    if (!this.#decoder) {
      this.#finish();
    } else if (!this.#isComplete && !this.#isRead) {
      this.#isComplete = true;
      this.#decoder.end();
    }
  }

  /** Gives up, without an answer. */
  destroy(): void {
    this.#isRead = true;
    this.#decoder?.destroy();
  }

  #keep(chunk: Buffer): void {
    if (this.#isRead) return;
    this.#chunks.push(chunk);
    this.#length += chunk.length;
    if (this.#length > this.#options.maxBytes) this.#finish();
  }

  #finish({ truncated = this.#length > this.#options.maxBytes } = {}): void {
    if (this.#isRead) return;
    this.destroy();
    const kept = Buffer.concat(this.#chunks).subarray(
      0,
      this.#options.maxBytes,
    );
    this.#options.onRead({ text: toText(kept, truncated), truncated });
  }
}

/** A character that the limit cut in two is left out. PostgreSQL's text holds no NUL. */
function toText(bytes: Buffer, isCut: boolean): string {
  const text = isCut
    ? new TextDecoder().decode(bytes, { stream: true })
    : bytes.toString();
  return text.replaceAll('\0', '\uFFFD');
}
