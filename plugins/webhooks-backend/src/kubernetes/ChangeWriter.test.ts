import { createProjector } from '../changes/projector';
import { DEPLOYMENT, object } from '../changes/observe.fixture';
import { Changeset } from './Changeset';
import { ChangeWriter } from './ChangeWriter';
import { KnownObjects } from './KnownObjects';

/** A store whose commits end when the test says so. */
function slowStore() {
  const known = KnownObjects.of([]);
  const commits: { names: string[]; cursor?: string; end(e?: Error): void }[] =
    [];
  const writer = ChangeWriter.create({
    maxSize: 4,
    maxAhead: 2,
    begin: () =>
      Changeset.create({
        cluster: 'prod-us',
        type: DEPLOYMENT,
        project: createProjector({ hmacKey: Buffer.alloc(32) }),
        known,
        now: () => new Date(),
      }),
    commit: (changeset, cursor) =>
      new Promise((resolve, reject) => {
        commits.push({
          names: changeset.upserts.map(({ name }) => name),
          cursor,
          end: error => (error ? reject(error) : resolve()),
        });
      }),
  });
  /** One change is a row and an event, so two of them fill a changeset. */
  const collect = (name: string, resourceVersion: string) => {
    const metadata = { name, uid: name, resourceVersion };
    writer.changeset.put(object({ metadata }), {
      seenBy: 'watch',
      isNew: true,
    });
    writer.moveTo(resourceVersion, { isDue: false });
  };
  const put = (name: string, resourceVersion: string) => {
    collect(name, resourceVersion);
    return writer.offer({ isUrgent: true });
  };
  return { writer, commits, collect, put };
}

it('commits at once, and together what came meanwhile', async () => {
  const { writer, commits, put } = slowStore();
  await put('a', '1');
  await put('b', '2');
  expect(commits).toMatchObject([{ names: ['a'], cursor: '1' }]);
  commits[0].end();
  const drained = writer.drain();
  await Promise.resolve();
  while (commits.length < 2) await new Promise(setImmediate);
  expect(commits[1]).toMatchObject({ names: ['b'], cursor: '2' });
  commits[1].end();
  await drained;
});

it('lets who collects wait for a store that is slower', async () => {
  const { commits, put } = slowStore();
  await put('a', '1');
  await put('b', '2');
  let hasRoom = false;
  const full = put('c', '3').then(() => {
    hasRoom = true;
  });
  await new Promise(setImmediate);
  expect(hasRoom).toBe(false);
  commits[0].end();
  await full;
  expect(commits[1]).toMatchObject({ names: ['b', 'c'], cursor: '3' });
});

it('fills a changeset first when nobody waits for it', async () => {
  const { writer, commits, collect } = slowStore();
  collect('a', '1');
  await writer.offer({ isUrgent: false });
  expect(commits).toEqual([]);
  collect('b', '2');
  await writer.offer({ isUrgent: false });
  expect(commits).toMatchObject([{ names: ['a', 'b'], cursor: '2' }]);
});

it('writes the place down without a change when that is due', async () => {
  const { writer, commits } = slowStore();
  writer.moveTo('7', { isDue: false });
  await writer.offer({ isUrgent: true });
  expect(commits).toEqual([]);
  writer.moveTo('8', { isDue: true });
  await writer.offer({ isUrgent: true });
  expect(commits).toMatchObject([{ names: [], cursor: '8' }]);
});

it('commits nothing after a commit that failed, and says so', async () => {
  const { writer, commits, put } = slowStore();
  await put('a', '1');
  await put('b', '2');
  commits[0].end(new Error('the database is away'));
  await expect(writer.drain()).rejects.toThrow('the database is away');
  await expect(writer.offer({ isUrgent: true })).rejects.toThrow(
    'the database is away',
  );
  expect(commits).toHaveLength(1);
});
