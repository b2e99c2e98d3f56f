import { Cluster, startCluster } from 'cluster-simulator';
import { once } from 'node:events';
import { get } from 'node:http';
import { RequestOptions } from 'node:https';
import {
  Authentication,
  ForwardProxy,
  startForwardProxy,
} from './forwardProxy';

/** Over TLS, with a token. The client's own one is an ES module that Jest loads for half a minute. */
function authenticationOf(cluster: Cluster): Authentication {
  return {
    getCurrentCluster: () => ({
      name: 'simulated',
      server: cluster.httpsUrl,
      skipTLSVerify: false,
    }),
    async applyToHTTPSOptions(options) {
      options.headers = {
        ...options.headers,
        Authorization: `Bearer ${cluster.token}`,
      };
      (options as RequestOptions).ca = cluster.ca;
    },
  };
}

describe('the forward proxy', () => {
  let cluster: Cluster;
  let proxy: ForwardProxy;

  beforeEach(async () => {
    cluster = await startCluster({ name: 'prod-us' });
    proxy = await startForwardProxy(authenticationOf(cluster));
  });

  afterEach(async () => {
    await proxy.stop();
    await cluster.stop();
  });

  it('reads the cluster with the credentials of the kubeconfig', async () => {
    const response = await fetch(`${proxy.url}/api/v1/namespaces?limit=1`);
    expect(response.status).toBe(200);
    const { items } = await response.json();
    expect(items).toHaveLength(1);
  });

  it('passes on no other credentials', async () => {
    const response = await fetch(`${proxy.url}/api/v1/namespaces`, {
      headers: { authorization: 'Bearer of-the-portal' },
    });
    // The simulator answers 401 to that token.
    expect(response.status).toBe(200);
  });

  it('writes nothing', async () => {
    const before = cluster.journal.length;
    const response = await fetch(`${proxy.url}/api/v1/namespaces`, {
      method: 'POST',
      body: '{"metadata":{"name":"more"}}',
    });
    expect(response.status).toBe(403);
    expect(cluster.journal).toHaveLength(before);
  });

  it('answers only who knows its address', async () => {
    const { origin } = new URL(proxy.url);
    const response = await fetch(`${origin}/api/v1/namespaces`);
    expect(response.status).toBe(403);
  });

  it('tells of a watch as it happens, and ends it with its reader', async () => {
    const request = get(`${proxy.url}/api/v1/configmaps?watch=true`);
    const [response] = await once(request, 'response');
    const open = cluster.openWatches;
    cluster.create({
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name: 'settings', namespace: 'default' },
    });
    const [chunk] = await once(response, 'data');
    expect(JSON.parse(String(chunk))).toMatchObject({
      type: 'ADDED',
      object: { metadata: { name: 'settings' } },
    });
    request.destroy();
    while (cluster.openWatches === open) {
      await new Promise(resolve => setTimeout(resolve, 5));
    }
    expect(cluster.openWatches).toBe(0);
  });

  it('answers 502 when the cluster is away', async () => {
    await cluster.stop();
    const response = await fetch(`${proxy.url}/api/v1/namespaces`);
    expect(response.status).toBe(502);
  });
});
