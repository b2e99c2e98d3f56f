import { createGunzip } from 'node:zlib';
import { Cluster, startCluster } from '../Cluster';
import { ask, configMap, send, TestWatch, until } from '../testing';

const PATH = '/api/v1/namespaces/default/configmaps';

describe('faults', () => {
  let cluster: Cluster;
  const place = { resource: 'configmaps', namespace: 'default', name: 'a' };
  const rewrite = (value: string) => cluster.patch(place, { data: { value } });
  const watch = () =>
    TestWatch.open(
      cluster,
      `${PATH}?resourceVersion=${cluster.resourceVersion}`,
    );
  const admin = (method: string, path: string, body?: object) =>
    ask(cluster, `/simulator/${path}`, { method, body });

  beforeEach(async () => {
    cluster = await startCluster({ name: 'test' });
    cluster.create(configMap('a'));
  });
  afterEach(() => cluster.stop());

  it.each([
    [401, 'Unauthorized'],
    [429, 'TooManyRequests'],
    [500, 'InternalError'],
    [503, 'ServiceUnavailable'],
  ])('answers %i on demand, for so many times', async (code, reason) => {
    cluster.faults.set({ answers: [{ code, times: 2, retryAfterSeconds: 3 }] });
    for (const verb of ['', '?watch=true']) {
      const answer = await ask(cluster, PATH + verb);
      expect(answer.status).toBe(code);
      expect(answer.body).toMatchObject({ kind: 'Status', code, reason });
      expect(answer.headers['retry-after']).toBe('3');
    }
    expect((await ask(cluster, PATH)).status).toBe(200);
  });

  it('denies one kind, or one verb of it', async () => {
    cluster.faults.deny('secrets');
    cluster.faults.deny('configmaps', { verbs: ['watch'] });
    const denied = await ask(cluster, '/api/v1/secrets');
    expect(denied.status).toBe(403);
    expect(denied.body.message).toBe(
      'secrets is forbidden: User "simulator" cannot list resource "secrets" in API group "" at the cluster scope',
    );
    expect((await ask(cluster, PATH)).status).toBe(200);
    expect((await ask(cluster, `${PATH}?watch=true`)).status).toBe(403);
    cluster.faults.clear();
    expect((await ask(cluster, '/api/v1/secrets')).status).toBe(200);
  });

  it('resets every connection', async () => {
    const open = await watch();
    cluster.incidents.reset();
    expect(await open.ended).toBe('ECONNRESET');
    expect((await ask(cluster, PATH)).status).toBe(200);
  });

  it('closes connections in the middle of an answer', async () => {
    const open = await watch();
    cluster.incidents.closeAbruptly();
    expect(await open.ended).toBe('ECONNRESET');
    expect(open.response.complete).toBe(false);
  });

  it('ends watches as a server does that has had enough', async () => {
    const open = await watch();
    cluster.incidents.endWatches();
    expect(await open.ended).toBe('end');
    expect(open.response.complete).toBe(true);
  });

  it('leaves a half-open watch without a word, while new ones work', async () => {
    const frozen = await watch();
    cluster.incidents.freeze();
    const fresh = await watch();
    rewrite('1');
    await fresh.until(({ events }) => events.length === 1);
    expect(frozen.events).toEqual([]);
    expect(frozen.response.destroyed).toBe(false);
  });

  it('is silent, and tells everything in order afterwards', async () => {
    const open = await watch();
    cluster.faults.set({ silence: true });
    rewrite('1');
    rewrite('2');
    // Another request goes through meanwhile, so the watch had its chance.
    await ask(cluster, PATH);
    expect(open.events).toEqual([]);
    cluster.faults.clear();
    await open.until(({ events }) => events.length === 2);
    expect(open.events.map(({ object }) => object.data.value)).toEqual([
      '1',
      '2',
    ]);
  });

  it('delays each event', async () => {
    const open = await watch();
    cluster.faults.set({ slowMs: 50 });
    const startedAt = Date.now();
    for (const value of ['1', '2', '3']) rewrite(value);
    await open.until(({ events }) => events.length === 3);
    // Timers of Node.js may fire up to 1 ms early.
    expect(Date.now() - startedAt).toBeGreaterThanOrEqual(3 * 49);
  });

  it('lets events of different objects overtake each other, and lists backwards', async () => {
    const open = await watch();
    cluster.faults.set({ reorder: true });
    rewrite('1');
    cluster.create(configMap('b'));
    rewrite('2');
    await open.until(({ events }) => events.length === 3);
    expect(open.names).toEqual(['ADDED b', 'MODIFIED a', 'MODIFIED a']);
    expect(open.events[1].object.data.value).toBe('1');
    const { items } = (await ask(cluster, PATH)).body;
    expect(items[0].metadata.name).toBe('b');
  });

  it('sends twice what it sends together', async () => {
    const open = await watch();
    cluster.faults.set({ silence: true, duplicate: true });
    rewrite('1');
    rewrite('2');
    cluster.faults.set({ silence: false });
    await open.until(({ events }) => events.length === 4);
    expect(open.events.map(({ object }) => object.data.value)).toEqual([
      '1',
      '2',
      '1',
      '2',
    ]);
  });

  it('compresses watches, event by event', async () => {
    cluster.faults.set({ gzip: true });
    const response = await send(cluster, `${PATH}?watch=true`, {
      headers: { 'accept-encoding': 'gzip' },
    });
    expect(response.headers['content-encoding']).toBe('gzip');
    let text = '';
    response.pipe(createGunzip()).on('data', chunk => {
      text += chunk;
    });
    await until(() => text.includes('"ADDED"'));
    rewrite('1');
    await until(() => text.includes('"MODIFIED"'));
    response.destroy();
  });

  it('sends a line that is no JSON, and goes on', async () => {
    const open = await watch();
    cluster.incidents.malformedLine();
    rewrite('1');
    await open.until(({ events }) => events.length === 1);
    expect(open.malformed).toHaveLength(1);
  });

  it('sends an object of 1.5 MB', async () => {
    const open = await watch();
    cluster.incidents.largeObject();
    cluster.incidents.largeObject();
    await open.until(({ events }) => events.length === 2);
    expect(open.names).toEqual(['ADDED large-object', 'MODIFIED large-object']);
    expect(JSON.stringify(open.events[1].object).length).toBeGreaterThan(1.5e6);
  });

  it('takes requests and never answers them', async () => {
    cluster.faults.set({ hang: true });
    let answered = false;
    const pending = send(cluster, PATH).then(
      () => {
        answered = true;
      },
      error => error.code,
    );
    // The admin routes answer whatever happens.
    expect((await admin('GET', 'faults')).body.faults).toEqual({ hang: true });
    expect(answered).toBe(false);
    cluster.incidents.reset();
    expect(await pending).toBe('ECONNRESET');
  });

  it('refuses connections, and accepts them again on the same port', async () => {
    const { url } = cluster;
    const open = await watch();
    await cluster.incidents.refuseConnections();
    expect(await open.ended).toBe('ECONNRESET');
    await expect(ask(cluster, PATH)).rejects.toMatchObject({
      code: 'ECONNREFUSED',
    });
    await cluster.incidents.acceptConnections();
    expect(cluster.url).toBe(url);
    expect((await ask(cluster, PATH)).status).toBe(200);
  });

  describe('over HTTP', () => {
    it('sets, adds, replaces and lifts faults', async () => {
      await admin('PATCH', 'faults', { slowMs: 5 });
      await admin('PATCH', 'faults', { silence: true });
      expect(cluster.faults.settings).toEqual({ slowMs: 5, silence: true });
      await admin('PUT', 'faults', { answers: [{ code: 503 }] });
      expect(cluster.faults.settings).toEqual({ answers: [{ code: 503 }] });
      expect((await ask(cluster, PATH)).status).toBe(503);
      await admin('DELETE', 'faults');
      expect((await ask(cluster, PATH)).status).toBe(200);
    });

    it('makes incidents happen', async () => {
      const open = await watch();
      expect((await admin('POST', 'incidents/malformed-line')).status).toBe(
        200,
      );
      await open.until(({ malformed }) => malformed.length === 1);
      await admin('POST', 'incidents/reset');
      expect(await open.ended).toBe('ECONNRESET');
      expect((await admin('POST', 'incidents/nonsense')).status).toBe(404);
    });

    it('refuses connections for a while', async () => {
      const open = await watch();
      await admin('POST', 'refuse?forMs=50');
      expect(await open.ended).toBe('ECONNRESET');
      for (;;) {
        const answer = await ask(cluster, PATH).catch(() => undefined);
        if (answer?.status === 200) break;
      }
    });

    it('shows every write in order', async () => {
      const after = cluster.resourceVersion;
      rewrite('1');
      cluster.delete(place);
      const { items } = (await admin('GET', `journal?after=${after}`)).body;
      expect(items).toEqual([
        expect.objectContaining({
          revision: Number(after) + 1,
          type: 'MODIFIED',
          resource: 'configmaps',
          object: expect.objectContaining({ data: { value: '1' } }),
        }),
        expect.objectContaining({ type: 'DELETED' }),
      ]);
    });
  });
});
