import { once } from 'node:events';
import { createServer } from 'node:http';
import { AddressInfo } from 'node:net';
import { answerParent } from '../ChildProgram';
import { Collection } from './Collection';
import { KINDS } from './kinds';

/**
 * A program: API servers with nothing but synthetic objects, so fast that they are never what is
 * measured. Everything before the path of a list is the cluster's name: `/c1/api/v1/pods`.
 */

const BOOKMARK_MS = 20_000;

const collections = new Map<string, Collection>();

function collection(path: string): Collection {
  let found = collections.get(path);
  if (!found) {
    const kind = KINDS.find(it => path.endsWith(it.path));
    if (!kind) throw new Error(`There are no synthetic objects at ${path}`);
    found = Collection.create({ kind, seed: 1 });
    collections.set(path, found);
  }
  return found;
}

const server = createServer(async (request, response) => {
  const { pathname, searchParams } = new URL(request.url!, 'http://localhost');
  response.setHeader('content-type', 'application/json');
  const isWatch = searchParams.get('watch') === 'true';
  const answer = collection(pathname);
  if (isWatch) await answer.watch(searchParams, response);
  else await answer.list(searchParams, response);
});

setInterval(() => {
  for (const it of collections.values()) it.bookmark();
}, BOOKMARK_MS).unref();

interface Stretch {
  readonly path: string;
  readonly count: number;
}

answerParent({
  /** @returns the address */
  async start() {
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  },
  resourceVersion: ({ path }: Stretch) => collection(path).resourceVersion,
  count: ({ path }: Stretch) => collection(path).count,
  watchers: ({ path }: Stretch) => collection(path).watchers,
  expire: ({ path }: Stretch) => collection(path).expire(),
  add: ({ path, count }: Stretch) => collection(path).add(count),
  tellAdditions: ({ path, count }: Stretch) =>
    collection(path).tellAdditions(count),
  tellChanges: ({ path, count }: Stretch) =>
    collection(path).tellChanges(count),
});
