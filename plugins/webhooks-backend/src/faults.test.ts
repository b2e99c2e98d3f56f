import assert from 'node:assert/strict';
import { setTimeout as delay } from 'node:timers/promises';
import { Gap, report, Told } from './__testUtils__/reconcile/reconcile';
import { Portal } from './__testUtils__/portal/Portal';
import { PortalDatabase } from './__testUtils__/portal/PortalOptions';
import { DATABASES, lockWrites } from './__testUtils__/testDatabases';
import { WatchedCluster } from './__testUtils__/WatchedCluster';
import { until } from './kubernetes/until.fixture';

/** How soon the portal takes a silent watch for dead. Bookmarks come four times as often. */
const WATCH_SILENCE = '2s';
/** Together more than a portal may keep in memory, each less than etcd takes. */
// Many times what may be read ahead, since what was read leaves garbage behind.
const LARGE_WRITES = 240;
const LARGE_BYTES = 1_000_000;
/** Of one fault on a busy machine; what does not settle says so before. */
const TIMEOUT_MS = 300_000;

/** What there is to make trouble with. */
interface Scene {
  readonly watched: WatchedCluster;
  readonly portal: Portal;
  /** The portal's own. */
  readonly database: PortalDatabase;
}

/**
 * Makes trouble while somebody writes, and answers which writes may be told as one, because the
 * cluster had forgotten them meanwhile. Ends when the cluster is well again.
 */
type Fault = (scene: Scene) => Promise<Gap[] | void>;

/** Resolves when both watches were opened anew. */
async function reopened({ watched }: Scene, cause: () => unknown) {
  const before = watched.cluster.watchesOpened;
  await cause();
  await until(() => watched.cluster.watchesOpened >= before + 2);
  await watched.writer.writes(10);
}

/** What happens in it may be told as one, from what was surely told before until it surely was. */
async function gap(
  { watched, portal }: Scene,
  happen: () => unknown,
  resource?: string,
): Promise<Gap> {
  const after = await watched.seen(portal);
  await happen();
  await watched.seen(portal);
  return { after, upTo: watched.revision, resource };
}

const FAULTS: Readonly<Record<string, Fault>> = {
  'connections that are reset': async scene => {
    const { incidents } = scene.watched.cluster;
    await reopened(scene, () => incidents.reset());
    await reopened(scene, () => incidents.reset());
  },

  'connections that are closed in the middle of a line': async scene => {
    const { incidents } = scene.watched.cluster;
    await reopened(scene, () => incidents.closeAbruptly());
  },

  'watches that the API server ends': async scene => {
    const { incidents } = scene.watched.cluster;
    await reopened(scene, () => incidents.endWatches());
  },

  'half-open connections': async scene => {
    const { incidents } = scene.watched.cluster;
    await reopened(scene, () => incidents.freeze());
  },

  silence: async scene => {
    const { faults } = scene.watched.cluster;
    await reopened(scene, () => faults.set({ silence: true }));
    faults.clear();
  },

  'requests that are never answered': async scene => {
    const { faults, incidents, openSockets } = scene.watched.cluster;
    faults.set({ hang: true });
    incidents.reset();
    await until(() => scene.watched.cluster.openSockets >= openSockets);
    await scene.watched.writer.writes(20);
    await reopened(scene, () => {
      faults.clear();
      incidents.reset();
    });
  },

  'watches that would be compressed': async scene => {
    const { faults, incidents } = scene.watched.cluster;
    faults.set({ gzip: true });
    await reopened(scene, () => incidents.endWatches());
  },

  'events that come late': async ({ watched }) => {
    watched.cluster.faults.set({ slowMs: 25 });
    await watched.writer.writes(50);
    watched.cluster.faults.clear();
  },

  'events that overtake each other': async scene => {
    const { faults, incidents } = scene.watched.cluster;
    faults.set({ reorder: true });
    await scene.watched.writer.writes(30);
    await reopened(scene, () => incidents.endWatches());
    await scene.watched.writer.writes(20);
    faults.clear();
  },

  'events that come twice': async ({ watched }) => {
    // Held back for a moment each time, so that several go together.
    for (let i = 0; i < 5; i += 1) {
      watched.cluster.faults.set({ duplicate: true, silence: true });
      await watched.writer.writes(8);
      watched.cluster.faults.set({ silence: false });
      await watched.writer.writes(2);
    }
    watched.cluster.faults.clear();
  },

  'a line that is no JSON': async scene => {
    const { incidents } = scene.watched.cluster;
    await reopened(scene, () => incidents.malformedLine());
  },

  'a history that ends inside of the stream (410)': async scene => [
    await gap(scene, async () => {
      const { faults, incidents } = scene.watched.cluster;
      // While it cannot be reached, more happens than it remembers.
      faults.set({ answers: [{ code: 503 }] });
      incidents.reset();
      await scene.watched.writer.writes(30);
      incidents.compact();
      faults.clear();
    }),
  ],

  'watches that are refused (410)': async scene => [
    await gap(scene, async () => {
      const { faults, incidents } = scene.watched.cluster;
      const expired = { code: 410, verbs: ['watch'], times: 2 };
      faults.set({ answers: [expired] });
      await reopened(scene, () => incidents.endWatches());
    }),
  ],

  'compaction all the time': async scene => [
    await gap(scene, async () => {
      const { incidents } = scene.watched.cluster;
      for (let i = 0; i < 3; i += 1) {
        await reopened(scene, () => {
          incidents.endWatches();
          incidents.compact();
        });
      }
    }),
  ],

  'a kind that may not be read for a while (403)': async scene => {
    const { watched, portal } = scene;
    const { faults, incidents } = watched.cluster;
    const missed = await gap(
      scene,
      async () => {
        faults.deny('configmaps');
        incidents.endWatches();
        await until(async () => {
          const watch = await watched.watchOf(portal, 'ConfigMap');
          return watch?.state === 'failing' && watch.reason?.includes('403');
        });
        // The other kind goes on.
        const isDeployment = ({ event }: Told) =>
          event.resource === 'Deployment';
        const before = watched.told.filter(isDeployment).length;
        await until(
          () => watched.told.filter(isDeployment).length > before + 10,
        );
        incidents.compact();
        faults.clear();
      },
      'configmaps',
    );
    const kinds = watched.told
      .filter(({ event }) => event.observed === 'catch-up')
      .map(({ event }) => event.resource);
    assert.deepEqual([...new Set(kinds)], ['ConfigMap']);
    return [missed];
  },

  'a token that has expired (401)': async scene => {
    const { faults, incidents } = scene.watched.cluster;
    const refusals = 1000;
    faults.set({ answers: [{ code: 401, times: refusals }] });
    incidents.reset();
    await until(() => faults.settings.answers![0].times! <= refusals - 3);
    await reopened(scene, () => faults.clear());
  },

  'an API server that is away for a while': async scene => {
    const { incidents } = scene.watched.cluster;
    await incidents.refuseConnections();
    await scene.watched.writer.writes(30);
    await reopened(scene, () => incidents.acceptConnections());
  },

  'an API server that starts anew, and remembers no history': async scene => [
    await gap(scene, async () => {
      await scene.watched.writer.stop();
      await scene.watched.restart();
      scene.watched.writer.start();
    }),
  ],

  'a portal that stands still for a while': async ({ watched, portal }) => {
    portal.freeze();
    await watched.writer.writes(60);
    portal.thaw();
  },

  'a reader that is slower than the writer, in bounded memory': async scene => {
    const { watched, portal, database } = scene;
    const before = portal.peakMemory;
    const unlock = await lockWrites(database);
    for (let i = 0; i < LARGE_WRITES; i += 1) {
      watched.writer.writeLarge(LARGE_BYTES);
      await delay(1);
    }
    // It answers, so it has had its turns to read on.
    for (let i = 0; i < 3; i += 1) await portal.request('get', '/platforms');
    const grown = portal.peakMemory - before;
    await unlock();
    assert(
      grown < (LARGE_WRITES * LARGE_BYTES) / 2,
      `The portal's memory has grown by ${grown} bytes`,
    );
  },
};

/** In the short form, each fault is tried on one database, in turn. */
function faultsWith(engine: string) {
  const isLong = process.env.FAULT_ROUNDS !== undefined;
  return Object.entries(FAULTS).filter(
    (_, i) => isLong || DATABASES[i % DATABASES.length][0] === engine,
  );
}

describe.each(DATABASES)(
  'with %s, what is sent is what changed',
  (engine, create) => {
    const faults = faultsWith(engine);
    const clusters = new Map<string, WatchedCluster>();
    let database: PortalDatabase;
    let portal: Portal;

    beforeAll(async () => {
      Portal.prepare();
      database = create();
      for (const [name] of faults) {
        clusters.set(name, await WatchedCluster.start({ name }));
      }
      portal = await Portal.start({
        database,
        clusters: [...clusters.values()].map(({ entry }) => entry),
        watchSilence: WATCH_SILENCE,
      });
    });

    afterAll(async () => {
      await portal?.stop();
      await Promise.all([...clusters.values()].map(it => it.stop()));
    });

    it.each(faults)(
      '%s',
      async (name, fault) => {
        const watched = clusters.get(name)!;
        await watched.subscribe(portal);
        watched.writer.start();
        await watched.writer.writes(10);
        const gaps = await fault({ watched, portal, database });
        await watched.writer.writes(10);
        await watched.writer.stop();
        await watched.settle(portal);
        await watched.unsubscribe(portal);
        expect(report(watched.reconcile(gaps ?? []), watched.journal)).toBe('');
        expect(watched.journal.length).toBeGreaterThan(20);
      },
      TIMEOUT_MS,
    );
  },
);
