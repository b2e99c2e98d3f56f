import { DEFAULT_RESOURCES } from './resources';
import { limitOpenings } from './limitOpenings';
import { until } from './until.fixture';
import { ListPage, WatchEvent, WatchTransport } from './WatchTransport';

const CLUSTER = { name: 'prod-us', authProvider: 'serviceAccount' };
const PAGE: ListPage = { resourceVersion: '1', items: [] };

/** Lists and watches wait until a test lets them go on. */
function createTransport() {
  const waiting: { kind: string; goOn: () => void }[] = [];
  const pause = (kind: string) =>
    new Promise<void>(goOn => waiting.push({ kind, goOn }));
  const transport: WatchTransport = {
    get: async () => ({}),
    async *list(_cluster, type, signal) {
      if (signal.aborted) throw new Error('stopped');
      await pause(`list ${type.kind}`);
      yield PAGE;
    },
    async *watch(
      _cluster,
      type,
      { onOpen },
    ): AsyncGenerator<readonly WatchEvent[]> {
      await pause(`open ${type.kind}`);
      onOpen?.();
      yield [{ type: 'BOOKMARK', resourceVersion: '2' }];
      await pause(`end ${type.kind}`);
    },
  };
  const kinds = () => waiting.map(({ kind }) => kind);
  const goOn = (kind: string) => {
    const at = kinds().indexOf(kind);
    waiting.splice(at, 1)[0].goOn();
  };
  return { transport: limitOpenings(transport, 2), kinds, goOn };
}

async function drain(items: AsyncIterable<unknown>) {
  const seen = [];
  for await (const item of items) seen.push(item);
  return seen;
}

const { signal } = new AbortController();

it('lists a few resources at a time, in the order in which they were asked for', async () => {
  const { transport, kinds, goOn } = createTransport();
  const types = DEFAULT_RESOURCES.slice(0, 4);
  const lists = types.map(type => drain(transport.list(CLUSTER, type, signal)));
  await until(() => kinds().length === 2);
  expect(kinds()).toEqual(['list Deployment', 'list StatefulSet']);

  goOn('list StatefulSet');
  await expect(lists[1]).resolves.toEqual([PAGE]);
  await until(() => kinds().length === 2);
  expect(kinds()).toEqual(['list Deployment', 'list DaemonSet']);

  goOn('list Deployment');
  goOn('list DaemonSet');
  await until(() => kinds().length === 1);
  goOn('list ReplicaSet');
  await Promise.all(lists);
});

it('does not count watches that are open', async () => {
  const { transport, kinds, goOn } = createTransport();
  const watches = DEFAULT_RESOURCES.slice(0, 3).map(type =>
    drain(transport.watch(CLUSTER, type, { resourceVersion: '1', signal })),
  );
  await until(() => kinds().length === 2);
  goOn('open Deployment');
  await until(() => kinds().length === 3);
  expect(kinds().sort()).toEqual([
    'end Deployment',
    'open DaemonSet',
    'open StatefulSet',
  ]);
  goOn('open StatefulSet');
  goOn('open DaemonSet');
  await until(
    () => kinds().filter(kind => kind.startsWith('end')).length === 3,
  );
  kinds().forEach(goOn);
  await Promise.all(watches);
});

it('does not let a stop wait for a turn', async () => {
  const { transport, kinds, goOn } = createTransport();
  const [one, two, three] = DEFAULT_RESOURCES;
  const lists = [one, two].map(type =>
    drain(transport.list(CLUSTER, type, signal)),
  );
  await until(() => kinds().length === 2);
  const stopping = new AbortController();
  const stopped = drain(transport.list(CLUSTER, three, stopping.signal));
  stopping.abort();
  await expect(stopped).rejects.toThrow('stopped');

  // The turn that it never took is there for others.
  kinds().forEach(goOn);
  await Promise.all(lists);
  const next = drain(transport.list(CLUSTER, three, signal));
  await until(() => kinds().length === 1);
  goOn('list DaemonSet');
  await next;
});
