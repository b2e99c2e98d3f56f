import { ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, AddressInfo, Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const ROOT = resolve(__dirname, '../../..');
const TRANSFORM = require.resolve('@backstage/cli/config/nodeTransform.cjs');

// Each test starts processes of its own.
jest.setTimeout(60_000);

async function listen(): Promise<Server> {
  const server = createServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return server;
}

const portOf = (server: Server) => (server.address() as AddressInfo).port;

async function freePort(): Promise<number> {
  const server = await listen();
  const port = portOf(server);
  server.close();
  return port;
}

describe('the process of the portal', () => {
  let directory: string;
  const children: ChildProcess[] = [];
  const output = new Map<ChildProcess, string>();

  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), 'simulator-'));
  });
  afterEach(() => {
    for (const child of children.splice(0)) child.kill('SIGKILL');
    rmSync(directory, { recursive: true });
  });

  function run(ports: number[], ...flags: string[]): ChildProcess {
    const child = spawn(
      process.execPath,
      ['--require', TRANSFORM, join(__dirname, 'main.ts'), ...flags],
      {
        cwd: ROOT,
        env: {
          ...process.env,
          // What Jest sets for itself is not for the programs that it starts.
          NODE_OPTIONS: '',
          SIMULATOR_PROD_US_PORT: String(ports[0]),
          SIMULATOR_STAGING_PORT: String(ports[1]),
          SIMULATOR_DATA: directory,
        },
      },
    );
    children.push(child);
    output.set(child, '');
    for (const stream of [child.stdout, child.stderr]) {
      stream!.on('data', chunk => output.set(child, output.get(child) + chunk));
    }
    return child;
  }

  async function ready(child: ChildProcess): Promise<void> {
    while (!output.get(child)!.includes('Simulated clusters')) {
      if (child.exitCode !== null) throw new Error(output.get(child));
      await once(child.stdout!, 'data');
    }
  }

  const get = async (port: number, path: string) => {
    const headers = { authorization: 'Bearer simulator' };
    const answer = await fetch(`http://127.0.0.1:${port}${path}`, { headers });
    return answer.json();
  };

  it('serves both worlds, and goes on after a restart where it ended', async () => {
    const ports = [await freePort(), await freePort()];
    const first = run(ports, '--no-life');
    await ready(first);
    const path = '/apis/apps/v1/namespaces/team-alpha/deployments/api-server';
    const before = await get(ports[0], path);
    expect(before.spec.replicas).toBe(3);
    expect((await get(ports[1], path)).spec.replicas).toBe(1);
    expect(readFileSync(join(directory, 'kubeconfig'), 'utf8')).toContain(
      `https://127.0.0.1:${ports[0]}`,
    );

    // Open watches do not keep it from stopping.
    const open = await fetch(
      `http://127.0.0.1:${ports[0]}/api/v1/pods?watch=1`,
      {
        headers: { authorization: 'Bearer simulator' },
      },
    );
    first.kill('SIGTERM');
    const [code] = await once(first, 'exit');
    expect(code).toBe(0);
    await expect(open.text()).rejects.toThrow();

    const second = run(ports, '--no-life');
    await ready(second);
    const after = await get(ports[0], path);
    expect(after.metadata).toEqual(before.metadata);
    const list = await get(ports[0], '/apis/apps/v1/deployments');
    expect(Number(list.metadata.resourceVersion)).toBeGreaterThan(
      Number(before.metadata.resourceVersion),
    );
  });

  it('names the setting to change when a port is taken', async () => {
    const taken = await listen();
    const child = run([await freePort(), portOf(taken)]);
    const [code] = await once(child, 'close');
    expect(code).toBe(1);
    expect(output.get(child)).toContain(`Port ${portOf(taken)}`);
    expect(output.get(child)).toContain('SIMULATOR_STAGING_PORT');
    taken.close();
  });

  it('names the file to delete when what it saved is broken', async () => {
    writeFileSync(join(directory, 'prod-us.json'), '{');
    const child = run([await freePort(), await freePort()]);
    const [code] = await once(child, 'close');
    expect(code).toBe(1);
    expect(output.get(child)).toContain('prod-us.json');
  });
});
