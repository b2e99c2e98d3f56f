import { get } from 'node:http';
import { serveContender } from './serveContender';

/**
 * A program: splits the watch into lines and parses them, and nothing else. Nobody who looks at
 * whole events can be faster, so this is the yardstick.
 */

const NEWLINE = 0x0a;

serveContender({
  async open(url, reached) {
    const response = await new Promise<NodeJS.ReadableStream>(
      (resolve, reject) => {
        get(
          `${url}/api/v1/pods?watch=true&allowWatchBookmarks=true`,
          resolve,
        ).once('error', reject);
      },
    );
    let rest: Buffer[] = [];
    response.on('data', (chunk: Buffer) => {
      let start = 0;
      for (
        let end = chunk.indexOf(NEWLINE);
        end !== -1;
        end = chunk.indexOf(NEWLINE, start)
      ) {
        const last = chunk.subarray(start, end);
        const line = rest.length > 0 ? Buffer.concat([...rest, last]) : last;
        const { object } = JSON.parse(line.toString('utf8'));
        rest = [];
        start = end + 1;
        reached(object.metadata.resourceVersion);
      }
      if (start < chunk.length) rest.push(chunk.subarray(start));
    });
  },
});
