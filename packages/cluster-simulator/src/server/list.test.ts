import { gunzipSync } from 'node:zlib';
import { Cluster, startCluster } from '../Cluster';
import { JsonObject } from '../objects';
import { ask, configMap, send } from '../testing';

const PATH = '/api/v1/namespaces/default/configmaps';

const names = ({ items }: JsonObject): string[] =>
  items.map(({ metadata }: JsonObject) => metadata.name);

describe('list', () => {
  let cluster: Cluster;
  const rewrite = (name: string, value: string) =>
    cluster.patch(
      { resource: 'configmaps', namespace: 'default', name },
      { data: { value } },
    );

  beforeEach(async () => {
    cluster = await startCluster({ name: 'test', history: 20 });
    for (const name of ['a', 'b', 'c', 'd', 'e']) {
      cluster.create(configMap(name));
    }
  });
  afterEach(() => cluster.stop());

  it('lists a namespace, and all namespaces', async () => {
    const other = { name: 'x', namespace: 'other' };
    cluster.create({ ...configMap('x'), metadata: other });
    const { body } = await ask(cluster, PATH);
    expect(body).toMatchObject({
      kind: 'ConfigMapList',
      apiVersion: 'v1',
      metadata: { resourceVersion: cluster.resourceVersion },
    });
    expect(names(body)).toEqual(['a', 'b', 'c', 'd', 'e']);
    // As on a real server, items of built-in kinds do not name their kind.
    expect(body.items[0].kind).toBeUndefined();
    expect(names((await ask(cluster, '/api/v1/configmaps')).body)).toHaveLength(
      6,
    );
  });

  it('shows one state on all pages, whatever happens between them', async () => {
    const first = await ask(cluster, `${PATH}?limit=2`);
    expect(names(first.body)).toEqual(['a', 'b']);
    expect(first.body.metadata.remainingItemCount).toBe(3);

    const place = { resource: 'configmaps', namespace: 'default' };
    cluster.delete({ ...place, name: 'c' });
    cluster.create(configMap('ca'));
    rewrite('d', 'later');

    const token = encodeURIComponent(first.body.metadata.continue);
    const second = await ask(cluster, `${PATH}?limit=2&continue=${token}`);
    expect(names(second.body)).toEqual(['c', 'd']);
    expect(second.body.items[1].data.value).toBeUndefined();
    expect(second.body.metadata.resourceVersion).toBe(
      first.body.metadata.resourceVersion,
    );
    const next = encodeURIComponent(second.body.metadata.continue);
    const third = await ask(cluster, `${PATH}?limit=2&continue=${next}`);
    expect(names(third.body)).toEqual(['e']);
    expect(third.body.metadata.continue).toBeUndefined();
  });

  it('answers 410 to a token whose state is forgotten, with one to go on inconsistently', async () => {
    const first = await ask(cluster, `${PATH}?limit=2`);
    const token = encodeURIComponent(first.body.metadata.continue);
    cluster.create(configMap('ba'));
    cluster.incidents.compact();

    const gone = await ask(cluster, `${PATH}?continue=${token}`);
    expect(gone.status).toBe(410);
    expect(gone.body).toMatchObject({ kind: 'Status', reason: 'Expired' });
    const fallback = encodeURIComponent(gone.body.metadata.continue);
    const rest = await ask(cluster, `${PATH}?continue=${fallback}`);
    expect(names(rest.body)).toEqual(['ba', 'c', 'd', 'e']);
  });

  it('lists the version that is asked for', async () => {
    const version = cluster.resourceVersion;
    cluster.create(configMap('f'));
    const list = async (query: string) =>
      (await ask(cluster, `${PATH}?${query}`)).body;

    expect(
      names(
        await list(`resourceVersion=${version}&resourceVersionMatch=Exact`),
      ),
    ).not.toContain('f');
    expect(
      names(
        await list(
          `resourceVersion=${version}&resourceVersionMatch=NotOlderThan`,
        ),
      ),
    ).toContain('f');
    expect(names(await list(`resourceVersion=${version}`))).toContain('f');
    expect(
      names(await list(`resourceVersion=${version}&limit=9`)),
    ).not.toContain('f');
    // The cache that answers version 0 knows no pages.
    expect(names(await list('resourceVersion=0&limit=2'))).toHaveLength(6);
  });

  it.each([
    ['resourceVersion=nonsense', 500],
    ['resourceVersion=99999999999999', 504],
    ['resourceVersion=1&resourceVersionMatch=Exact', 410],
    ['resourceVersionMatch=Exact', 422],
    ['resourceVersion=0&resourceVersionMatch=Exact', 422],
    ['sendInitialEvents=true', 422],
    ['continue=nonsense', 400],
    ['labelSelector=%3D%3D', 400],
    ['fieldSelector=spec.secret%3Dx', 400],
  ])('refuses ?%s with %i', async (query, status) => {
    const answer = await ask(cluster, `${PATH}?${query}`);
    expect(answer.status).toBe(status);
    expect(answer.body).toMatchObject({ kind: 'Status', code: status });
  });

  it('forgets the oldest versions when the history is full', async () => {
    const version = cluster.resourceVersion;
    for (let count = 0; count < 50; count++) rewrite('a', String(count));
    const query = `resourceVersion=${version}&resourceVersionMatch=Exact`;
    expect((await ask(cluster, `${PATH}?${query}`)).status).toBe(410);
  });

  it('gives only the metadata to those who ask for no more', async () => {
    const { body } = await ask(cluster, PATH, {
      headers: {
        accept:
          'application/json;as=PartialObjectMetadataList;g=meta.k8s.io;v=v1',
      },
    });
    expect(body.kind).toBe('PartialObjectMetadataList');
    expect(body.items[0].data).toBeUndefined();
    expect(body.items[0].metadata.name).toBe('a');
  });

  it.each([
    ['PartialObjectMetadata', ''],
    ['PartialObjectMetadataList', '/a'],
    ['PartialObjectMetadataList', '?watch=true'],
  ])(
    'goes by the first media type, though a later one would fit: %s%s',
    async (first, path) => {
      const metadata = (as: string) =>
        `application/json;as=${as};g=meta.k8s.io;v=v1`;
      const { status, body } = await ask(cluster, `${PATH}${path}`, {
        headers: {
          accept: [
            metadata(first),
            metadata('PartialObjectMetadata'),
            metadata('PartialObjectMetadataList'),
          ].join(','),
        },
      });
      expect(status).toBe(406);
      expect(body.reason).toBe('NotAcceptable');
    },
  );

  it('compresses large answers only, for those who take it', async () => {
    const encoding = async (headers?: Record<string, string>) => {
      const response = await send(cluster, `${PATH}/a`, { headers });
      response.resume();
      return response.headers['content-encoding'];
    };
    const gzip = { 'accept-encoding': 'gzip' };
    expect(await encoding(gzip)).toBeUndefined();
    rewrite('a', 'x'.repeat(200_000));
    expect(await encoding(gzip)).toBe('gzip');
    expect(await encoding()).toBeUndefined();

    const chunks: Buffer[] = [];
    const response = await send(cluster, `${PATH}/a`, { headers: gzip });
    for await (const chunk of response) chunks.push(chunk);
    const { data } = JSON.parse(gunzipSync(Buffer.concat(chunks)).toString());
    expect(data.value).toHaveLength(200_000);
  });
});
