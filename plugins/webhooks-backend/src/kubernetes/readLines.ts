import { because } from '@kubevision/backstage-plugin-webhooks-common';
import { ClusterError } from './ClusterError';

const NEWLINE = 0x0a;

/**
 * Splits a stream of bytes into lines of bytes, without their ends. Lines that arrived together come
 * together, since a step of an async generator for each would cost more than the line itself.
 * What follows the last end of line is a line that was cut off, and is left out.
 *
 * @param options - `maxBytes` of one line; what is buffered never grows beyond it
 * @throws ClusterError `too-large` when a line is longer
 */
export async function* readLines(
  stream: AsyncIterable<Buffer>,
  options: { maxBytes: number },
): AsyncGenerator<readonly Buffer[], void, undefined> {
  // The pieces of a line are joined once, when it is complete: joining at every chunk would
  // copy a large object again and again.
  let pieces: Buffer[] = [];
  let size = 0;
  for await (const chunk of stream) {
    const lines: Buffer[] = [];
    let start = 0;
    for (
      let end = chunk.indexOf(NEWLINE);
      end !== -1;
      end = chunk.indexOf(NEWLINE, start)
    ) {
      const last = chunk.subarray(start, end);
      const line = pieces.length ? Buffer.concat([...pieces, last]) : last;
      if (line.length > 0) lines.push(line);
      pieces = [];
      size = 0;
      start = end + 1;
    }
    if (lines.length > 0) yield lines;
    const open = chunk.subarray(start);
    size += open.length;
    if (size > options.maxBytes) {
      throw new ClusterError(
        'too-large',
        because('line-too-large', { bytes: options.maxBytes }),
      );
    }
    if (open.length > 0) pieces.push(open);
  }
}
