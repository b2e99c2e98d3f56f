import { Readable, Transform } from 'node:stream';
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

/**
 * Reads a body up to a limit, which counts decompressed bytes, and closes the connection when
 * more would come: neither a gigabyte nor a compression bomb is ever in memory.
 *
 * @throws the transport's error when the connection breaks before the end
 */
export async function readBody(
  body: Readable,
  options: { encoding?: string; maxBytes: number },
): Promise<BodyText> {
  const { encoding = 'identity', maxBytes } = options;
  let broken: unknown;
  body.once('error', error => {
    broken = error;
  });
  const decoded = decode(body, encoding);

  const chunks: Buffer[] = [];
  let length = 0;
  let truncated = false;
  try {
    for await (const chunk of decoded) {
      chunks.push(chunk);
      length += chunk.length;
      truncated = length > maxBytes;
      if (truncated) break;
    }
  } catch (error) {
    if (broken) throw broken;
    // What cannot be decompressed is no reason to lose the status: it may be a success.
    truncated = true;
  }
  if (truncated) {
    // Closing early is an error to the transport, which nobody needs to hear of any more.
    body.on('error', () => {});
    body.destroy();
  }
  return {
    text: toText(Buffer.concat(chunks).subarray(0, maxBytes)),
    truncated,
  };
}

function decode(body: Readable, encoding: string): Readable {
  const decoder = DECODERS.get(encoding.trim().toLowerCase())?.();
  if (!decoder) return body;
  body.once('error', error => decoder.destroy(error));
  return body.pipe(decoder);
}

/** A character that the limit cut in two is left out. PostgreSQL's text holds no NUL. */
function toText(bytes: Buffer): string {
  return new TextDecoder()
    .decode(bytes, { stream: true })
    .replaceAll('\0', '\uFFFD');
}
