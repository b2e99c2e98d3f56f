import { execFile, execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { Cluster, startCluster } from './Cluster';
import { deployment } from './testing';
import { database, databaseDefinition } from './worlds/manifests';

const run = promisify(execFile);

function hasKubectl(): boolean {
  try {
    execFileSync('kubectl', ['version', '--client'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

// Shown as skipped where there is no kubectl.
const describeWithKubectl = hasKubectl() ? describe : describe.skip;

jest.setTimeout(60_000);

describeWithKubectl('kubectl', () => {
  let cluster: Cluster;
  let directory: string;
  const web = { resource: 'deployments', namespace: 'team-alpha', name: 'web' };

  async function kubectl(...args: string[]): Promise<string> {
    const { stdout } = await run(
      'kubectl',
      [
        `--kubeconfig=${join(directory, 'kubeconfig')}`,
        `--cache-dir=${join(directory, 'cache')}`,
        '--namespace=team-alpha',
        ...args,
      ],
      {
        env: {
          ...process.env,
          KUBE_EDITOR: 'sed -i s/replicas:.3/replicas:\\ 6/',
        },
      },
    );
    return stdout;
  }

  function writeFile(name: string, content: unknown): string {
    const file = join(directory, name);
    writeFileSync(file, JSON.stringify(content));
    return file;
  }

  const managers = () =>
    cluster
      .get(web)
      .metadata.managedFields!.map(({ manager, operation, subresource }) =>
        [manager, operation, subresource].filter(Boolean).join(' '),
      );

  beforeEach(async () => {
    directory = mkdtempSync(join(tmpdir(), 'kubectl-'));
    cluster = await startCluster({ name: 'test' });
    writeFile('kubeconfig', {
      apiVersion: 'v1',
      kind: 'Config',
      clusters: [
        {
          name: 'test',
          cluster: {
            server: cluster.httpsUrl,
            'certificate-authority-data': Buffer.from(cluster.ca).toString(
              'base64',
            ),
          },
        },
      ],
      users: [{ name: 'test', user: { token: cluster.token } }],
      contexts: [{ name: 'test', context: { cluster: 'test', user: 'test' } }],
      'current-context': 'test',
    });
    cluster.create(deployment('web'), { manager: 'helm' });
  });
  afterEach(async () => {
    await cluster.stop();
    rmSync(directory, { recursive: true });
  });

  it('gets, in pages too', async () => {
    cluster.create(deployment('api'));
    const all = await kubectl('get', 'deploy', '-A', '--chunk-size=1');
    expect(all).toMatch(/team-alpha +api /);
    expect(all).toMatch(/team-alpha +web /);
    expect(
      await kubectl('get', 'deploy', 'web', '-o', 'jsonpath={.spec.replicas}'),
    ).toBe('3');
    expect(await kubectl('get', 'all')).toMatch(/^web /m);
    await expect(kubectl('get', 'deploy', 'nothing')).rejects.toThrow(
      'deployments.apps "nothing" not found',
    );
  });

  it('scales, and is recorded as a real server records it', async () => {
    await kubectl(
      'scale',
      'deploy/web',
      '--replicas=5',
      '--current-replicas=3',
    );
    expect(cluster.get(web).spec.replicas).toBe(5);
    expect(managers()).toContain('kubectl Update scale');
  });

  it('patches, sets images, labels, annotates, restarts and edits', async () => {
    await kubectl('patch', 'deploy', 'web', '-p', '{"spec":{"paused":true}}');
    await kubectl('set', 'image', 'deploy/web', 'web=web:2');
    await kubectl('label', 'deploy', 'web', 'a=b');
    await kubectl('annotate', 'deploy', 'web', 'c=d');
    await kubectl('edit', 'deploy', 'web');
    await kubectl('patch', 'deploy', 'web', '-p', '{"spec":{"paused":null}}');
    await kubectl('rollout', 'restart', 'deploy/web');
    const { metadata, spec } = cluster.get(web);
    expect(spec.replicas).toBe(6);
    expect(spec.template.spec.containers).toHaveLength(1);
    expect(spec.template.spec.containers[0].image).toBe('web:2');
    expect(metadata.labels).toMatchObject({ a: 'b' });
    expect(metadata.annotations).toMatchObject({ c: 'd' });
    expect(managers()).toEqual(
      expect.arrayContaining([
        'helm Update',
        'kubectl-set Update',
        'kubectl-label Update',
        'kubectl-annotate Update',
        'kubectl-edit Update',
        'kubectl-rollout Update',
      ]),
    );
  });

  it('applies, with validation on, at the client and at the server', async () => {
    const manifest = (image: string) => {
      const object = deployment('web');
      object.spec.template.spec.containers[0].image = image;
      return writeFile('web.json', object);
    };
    await kubectl('apply', '-f', manifest('web:7'));
    expect(managers()).toContain('kubectl-client-side-apply Update');
    expect(await kubectl('diff', '-f', manifest('web:7'))).toBe('');
    await expect(
      kubectl(
        'apply',
        '--server-side',
        '--field-manager=ci',
        '-f',
        manifest('web:8'),
      ),
    ).rejects.toThrow('Apply failed with 1 conflict');
    await kubectl(
      'apply',
      '--server-side',
      '--force-conflicts',
      '--field-manager=ci',
      '-f',
      manifest('web:8'),
    );
    expect(cluster.get(web).spec.template.spec.containers[0].image).toBe(
      'web:8',
    );
    expect(managers()).toContain('ci Apply');
  });

  it('replaces, cordons, deletes and waits', async () => {
    const object = deployment('web');
    await kubectl(
      'replace',
      '-f',
      writeFile('web.json', {
        ...object,
        spec: { ...object.spec, replicas: 8 },
      }),
    );
    expect(cluster.get(web).spec.replicas).toBe(8);
    cluster.create({
      apiVersion: 'v1',
      kind: 'Node',
      metadata: { name: 'node-1' },
      spec: {},
    });
    await kubectl('cordon', 'node-1');
    expect(
      cluster.get({ resource: 'nodes', name: 'node-1' }).spec.unschedulable,
    ).toBe(true);
    const gone = kubectl('wait', 'deploy/web', '--for=delete', '--timeout=20s');
    await kubectl('delete', 'deploy', 'web');
    await gone;
    expect(cluster.find(web)).toBeUndefined();
  });

  it('knows a new kind at once', async () => {
    await kubectl('create', '-f', writeFile('crd.json', databaseDefinition()));
    await kubectl(
      'wait',
      'crd/databases.databases.example.com',
      '--for=condition=Established',
      '--timeout=20s',
    );
    await kubectl(
      'apply',
      '-f',
      writeFile('db.json', database('team-alpha', 'orders')),
    );
    await kubectl('scale', 'databases/orders', '--replicas=4');
    expect(
      await kubectl('get', 'db', 'orders', '-o', 'jsonpath={.spec.replicas}'),
    ).toBe('4');
  });

  it('trusts nobody without the authority', async () => {
    await expect(
      run('kubectl', [
        `--server=${cluster.httpsUrl}`,
        `--token=${cluster.token}`,
        'get',
        'pods',
      ]),
    ).rejects.toThrow('certificate');
  });
});
