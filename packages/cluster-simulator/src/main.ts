import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { stringify } from 'yaml';
import { Cluster, startCluster } from './Cluster';
import { startLife } from './life/Life';
import { readState, saveState } from './savedState';
import { seedWorld } from './worlds/seedWorld';

/** The clusters of the portal, and where they listen. */
const CLUSTERS = [
  { name: 'prod-us', option: 'prod-us-port', port: 7011, slowdown: 1, seed: 1 },
  { name: 'staging', option: 'staging-port', port: 7012, slowdown: 2, seed: 2 },
] as const;

const SAVE_EVERY_MS = 15_000;

const { values } = parseArgs({
  options: {
    'prod-us-port': { type: 'string' },
    'staging-port': { type: 'string' },
    token: { type: 'string' },
    pace: { type: 'string' },
    data: { type: 'string' },
    'no-life': { type: 'boolean', default: false },
  },
});

/** E.g. `SIMULATOR_PROD_US_PORT` for `prod-us-port`. */
function variableOf(option: string): string {
  return `SIMULATOR_${option.toUpperCase().replaceAll('-', '_')}`;
}

/** A flag, or else its environment variable. */
function setting(option: Exclude<keyof typeof values, 'no-life'>) {
  return values[option] ?? process.env[variableOf(option)];
}

const dataDirectory = setting('data') ?? '.data/simulator';
const stateFile = (name: string) => join(dataDirectory, `${name}.json`);

async function start({
  name,
  option,
  port,
  slowdown,
  seed,
}: (typeof CLUSTERS)[number]) {
  const chosenPort = Number(setting(option) ?? port);
  let cluster: Cluster;
  try {
    cluster = await startCluster({
      name,
      port: chosenPort,
      token: setting('token'),
      ...readState(stateFile(name)),
    });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw error;
    throw new Error(
      `Port ${chosenPort}, for the cluster ${name}, is taken. End what listens there, or set ${variableOf(
        option,
      )} (or --${option}) to another port, and the url of ${name} in app-config.local.yaml to the same.`,
    );
  }
  seedWorld(cluster, name);
  const paceMs = Number(setting('pace') ?? 5_000) * slowdown;
  const life = values['no-life']
    ? undefined
    : startLife(cluster, { seed: seed + Date.now(), paceMs });
  return { cluster, life };
}

/** A kubeconfig with both clusters as contexts. kubectl sends no token over http, so it is https. */
function writeKubeconfig(clusters: Cluster[]): string {
  const file = join(dataDirectory, 'kubeconfig');
  const kubeconfig = {
    apiVersion: 'v1',
    kind: 'Config',
    clusters: clusters.map(({ name, httpsUrl }) => ({
      name,
      cluster: { server: httpsUrl, 'insecure-skip-tls-verify': true },
    })),
    users: [{ name: 'simulator', user: { token: clusters[0].token } }],
    contexts: clusters.map(({ name }) => ({
      name,
      context: { cluster: name, user: 'simulator', namespace: 'team-alpha' },
    })),
    'current-context': clusters[0].name,
  };
  mkdirSync(dataDirectory, { recursive: true });
  writeFileSync(file, stringify(kubeconfig), { mode: 0o600 });
  return file;
}

async function main() {
  const running: Awaited<ReturnType<typeof start>>[] = [];
  for (const definition of CLUSTERS) running.push(await start(definition));
  const clusters = running.map(({ cluster }) => cluster);
  const kubeconfig = writeKubeconfig(clusters);

  const save = () =>
    clusters.forEach(cluster => saveState(cluster, stateFile(cluster.name)));
  save();
  const saving = setInterval(save, SAVE_EVERY_MS);
  const stop = async () => {
    clearInterval(saving);
    for (const { life } of running) life?.stop();
    save();
    await Promise.all(clusters.map(cluster => cluster.stop()));
    process.exit(0);
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, stop);
  }
  const addresses = clusters.map(({ name, url }) => `${name} at ${url}`);
  // eslint-disable-next-line no-console
  console.log(
    `Simulated clusters: ${addresses.join(', ')}. KUBECONFIG=${kubeconfig}`,
  );
}

main().catch(error => {
  // eslint-disable-next-line no-console
  console.error(error.message);
  process.exit(1);
});
