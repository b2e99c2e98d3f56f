import { Cluster, startCluster, startLife } from 'cluster-simulator';
import { ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { stringify } from 'yaml';

/** Three portals are started one after the other, which takes a busy machine more than a minute. */
const TIMEOUT_MS = 300_000;

/** As of somebody who may do everything in the cluster: over TLS, with a token. */
function kubeconfigOf(cluster: Cluster): string {
  const ca = Buffer.from(cluster.ca).toString('base64');
  return stringify({
    apiVersion: 'v1',
    kind: 'Config',
    clusters: [
      {
        name: 'simulated',
        cluster: {
          server: cluster.httpsUrl,
          'certificate-authority-data': ca,
        },
      },
    ],
    users: [{ name: 'admin', user: { token: cluster.token } }],
    contexts: [
      { name: 'admin', context: { cluster: 'simulated', user: 'admin' } },
    ],
    'current-context': 'admin',
  });
}

describe('verifying a cluster', () => {
  const directory = mkdtempSync(join(tmpdir(), 'verify-cluster-test-'));
  const kubeconfig = join(directory, 'kubeconfig');
  let cluster: Cluster;
  let check: ChildProcess;

  beforeEach(async () => {
    cluster = await startCluster({ name: 'prod-us' });
    writeFileSync(kubeconfig, kubeconfigOf(cluster));
  });

  afterEach(async () => {
    check.kill('SIGKILL');
    await cluster.stop();
  });

  afterAll(() => rmSync(directory, { recursive: true }));

  /** Runs the command line; `code` and `output` are there when it has ended. */
  function start(...options: string[]) {
    check = spawn(process.execPath, [
      '--require',
      require.resolve('@backstage/cli/config/nodeTransform.cjs'),
      require.resolve('./main'),
      '--kubeconfig',
      kubeconfig,
      ...options,
    ]);
    const output = Promise.all([text(check.stdout!), text(check.stderr!)]);
    const ended = once(check, 'exit');
    return async () => ({
      code: (await ended)[0],
      output: String(await output),
    });
  }

  const madeNamespaces = () =>
    cluster.journal
      .filter(({ object }) =>
        object.metadata.name.startsWith('webhooks-verify'),
      )
      .map(({ type }) => type);

  it(
    'finds that every change was told once, through a stop and a kill',
    async () => {
      const life = startLife(cluster, { seed: 1, paceMs: 50, people: false });
      const end = start('--rounds', '1', '--patience', '200');
      const { code, output } = await end();
      life.stop();
      expect(output).toContain('Every change was told, once');
      expect(code).toBe(0);
      expect(madeNamespaces()).toEqual(['ADDED', 'DELETED']);
      expect(output).not.toContain(cluster.token);
    },
    TIMEOUT_MS,
  );

  it('says what it would do, and does nothing', async () => {
    const before = cluster.journal.length;
    const { code, output } = await start('--dry-run')();
    expect(code).toBe(0);
    expect(output).toContain('create Deployment web');
    expect(output).toContain('kind: ClusterRole');
    expect(output).not.toContain(cluster.token);
    expect(cluster.journal).toHaveLength(before);
    expect(cluster.openSockets).toBe(0);
  });

  it('removes its namespace when it is stopped', async () => {
    const end = start();
    await new Promise<void>(resolve => {
      cluster.onWrite(() => {
        if (madeNamespaces().length > 0) resolve();
      });
    });
    check.kill('SIGINT');
    const { code, output } = await end();
    expect(output).toContain('it was stopped');
    expect(code).toBe(2);
    expect(madeNamespaces()).toEqual(['ADDED', 'DELETED']);
  });

  it('leaves a cluster alone where it may not make a namespace', async () => {
    cluster.faults.deny('namespaces');
    const { code, output } = await start()();
    expect(output).toContain('could not be made');
    expect(code).toBe(2);
    expect(cluster.list('namespaces')).toHaveLength(2);
  });
});
