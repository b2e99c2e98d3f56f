import { createServer, IncomingHttpHeaders, Server } from 'node:http';
import { AddressInfo } from 'node:net';
import { Cluster, startCluster } from '../Cluster';
import { JsonObject } from '../objects';
import { ask, configMap, deployment, until } from '../testing';
import { AuditOptions } from './AuditOptions';

const DEPLOYMENTS = '/apis/apps/v1/namespaces/team-alpha/deployments';
const WEB = `${DEPLOYMENTS}/web`;
const web = { resource: 'deployments', namespace: 'team-alpha', name: 'web' };

describe('the audit backend', () => {
  const received: { headers: IncomingHttpHeaders; body: JsonObject }[] = [];
  const answers: number[] = [];
  let server: Server;
  let cluster: Cluster;

  async function start(options: Partial<AuditOptions> = {}) {
    const { port } = server.address() as AddressInfo;
    cluster = await startCluster({
      name: 'test',
      users: { 'token-of-alice': 'alice' },
      audit: {
        url: `http://127.0.0.1:${port}/audit`,
        token: 'audit-token',
        batchMs: 3_600_000,
        ...options,
      },
    });
    cluster.create(deployment('web'));
    await cluster.flushAudit();
    received.length = 0;
  }

  const items = () => received.flatMap(({ body }) => body.items);
  /** What is audited of one thing that happens. */
  async function audited(act: () => unknown): Promise<JsonObject> {
    await act();
    await cluster.flushAudit();
    expect(items()).toHaveLength(1);
    return items()[0];
  }
  const asAlice = (options: Parameters<typeof ask>[2] = {}) => ({
    ...options,
    headers: {
      authorization: 'Bearer token-of-alice',
      'content-type': 'application/merge-patch+json',
      ...options.headers,
    },
  });
  const patch = { method: 'PATCH', body: { spec: { replicas: 5 } } };

  beforeEach(async () => {
    received.length = 0;
    server = createServer(async (request, response) => {
      let text = '';
      for await (const chunk of request) text += chunk;
      received.push({ headers: request.headers, body: JSON.parse(text) });
      response.writeHead(answers.shift() ?? 200).end();
    }).listen(0, '127.0.0.1');
    await new Promise(resolve => server.once('listening', resolve));
  });

  afterEach(async () => {
    await cluster.stop();
    server.closeAllConnections();
    await new Promise(resolve => server.close(resolve));
  });

  it('posts lists of events with its token', async () => {
    await start();
    cluster.scale(web, 5);
    cluster.scale(web, 6);
    await cluster.flushAudit();
    expect(received).toHaveLength(1);
    const [{ headers, body }] = received;
    expect(headers.authorization).toBe('Bearer audit-token');
    expect(body).toMatchObject({
      kind: 'EventList',
      apiVersion: 'audit.k8s.io/v1',
    });
    expect(body.items).toHaveLength(2);
  });

  it('records a scale with the resourceVersion of the object itself', async () => {
    await start();
    const event = await audited(() =>
      ask(cluster, `${WEB}/scale`, asAlice(patch)),
    );
    const { uid, resourceVersion } = cluster.get(web).metadata;
    expect(event).toMatchObject({
      level: 'RequestResponse',
      stage: 'ResponseComplete',
      requestURI: `${WEB}/scale`,
      verb: 'patch',
      user: { username: 'alice' },
      objectRef: {
        resource: 'deployments',
        apiGroup: 'apps',
        apiVersion: 'v1',
        namespace: 'team-alpha',
        name: 'web',
        subresource: 'scale',
      },
      responseStatus: { code: 200 },
      responseObject: { kind: 'Scale', metadata: { uid, resourceVersion } },
    });
    expect(event.impersonatedUser).toBeUndefined();
    expect(Date.parse(event.stageTimestamp)).toBeGreaterThanOrEqual(
      Date.parse(event.requestReceivedTimestamp),
    );
  });

  it('records for whom a request was made', async () => {
    await start();
    const event = await audited(() =>
      ask(
        cluster,
        WEB,
        asAlice({ ...patch, headers: { 'impersonate-user': 'bob' } }),
      ),
    );
    expect(event.user.username).toBe('alice');
    expect(event.impersonatedUser.username).toBe('bob');
  });

  it('records a write that changed nothing with the version that was there', async () => {
    await start();
    const { resourceVersion } = cluster.get(web).metadata;
    const event = await audited(() =>
      ask(
        cluster,
        WEB,
        asAlice({ method: 'PATCH', body: { spec: { replicas: 3 } } }),
      ),
    );
    expect(event.responseObject.metadata.resourceVersion).toBe(resourceVersion);
  });

  it('records a deletion with the Status that answered it', async () => {
    await start();
    const { uid } = cluster.get(web).metadata;
    const event = await audited(() => cluster.delete(web, { user: 'alice' }));
    expect(event).toMatchObject({
      verb: 'delete',
      user: { username: 'alice' },
      responseObject: { kind: 'Status', metadata: {}, details: { uid } },
    });
  });

  it('records one deletion of a collection', async () => {
    await start();
    cluster.create(deployment('other'));
    await cluster.flushAudit();
    received.length = 0;
    const event = await audited(() =>
      ask(cluster, DEPLOYMENTS, asAlice({ method: 'DELETE' })),
    );
    expect(event.verb).toBe('deletecollection');
    expect(event.objectRef.name).toBeUndefined();
    expect(event.responseObject.items).toHaveLength(2);
  });

  it('names nothing in the reference that the server chose', async () => {
    await start();
    const { name: _, ...metadata } = deployment('x').metadata;
    const event = await audited(() =>
      ask(
        cluster,
        DEPLOYMENTS,
        asAlice({
          method: 'POST',
          body: {
            ...deployment('x'),
            metadata: { ...metadata, generateName: 'web-' },
          },
          headers: { 'content-type': 'application/json' },
        }),
      ),
    );
    expect(event.objectRef.name).toBeUndefined();
    expect(event.responseObject.metadata.name).toMatch(/^web-.+/);
  });

  it('records what was refused', async () => {
    await start();
    const event = await audited(() =>
      ask(cluster, `${DEPLOYMENTS}/nosuch`, asAlice(patch)),
    );
    expect(event.responseStatus.code).toBe(404);
    expect(event.responseObject.kind).toBe('Status');
  });

  it('keeps the content of ConfigMaps to itself', async () => {
    await start();
    const event = await audited(() => cluster.create(configMap('settings')));
    expect(event.level).toBe('Metadata');
    expect(event.requestObject).toBeUndefined();
    expect(event.responseObject).toBeUndefined();
  });

  it('sends a batch by itself, and again until it is taken', async () => {
    answers.push(200, 503, 401);
    await start({ batchMs: 1, retryMs: 1 });
    cluster.scale(web, 5);
    await until(() => received.length === 3);
    const [first, second, third] = received.map(({ body }) => body);
    expect(second).toEqual(first);
    expect(third).toEqual(first);
  });
});
