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
  /** Counts decompressed bytes. */
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

  /** @returns a promise to wait for before more is written, where decompressing takes longer */
  write(chunk: Buffer): Promise<void> | undefined {
    const decoder = this.#decoder;
    if (!decoder) {
      this.#keep(chunk);
    } else if (!this.#isRead && !decoder.write(chunk)) {
      return new Promise(resolve => {
        decoder.once('drain', resolve).once('close', resolve);
      });
    }
    return undefined;
  }

  /** The body is complete. */
  end(): void {
    if (this.#decoder) this.#decoder.end();
    else this.#finish();
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
    const [first] = this.#chunks;
    const bytes =
      this.#chunks.length === 1 ? first : Buffer.concat(this.#chunks);
    const kept = bytes.subarray(0, this.#options.maxBytes);
    this.#options.onRead({ text: toText(kept), truncated });
  }
}

const decoder = new TextDecoder();

/** A character that the limit cut in two is left out. PostgreSQL's text holds no NUL. */
function toText(bytes: Buffer): string {
  const text = decoder.decode(bytes, { stream: true });
  // Forgets the half of a character.
  decoder.decode();
  return text.replaceAll('\0', '\uFFFD');
}
