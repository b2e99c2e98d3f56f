import { ConflictError } from '@backstage/errors';
import { ApiException, KubeConfig } from '@kubernetes/client-node';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { Verdict, compare } from './compare';
import { startForwardProxy } from './forwardProxy';
import { KINDS } from './kinds';
import { createPlan } from './plan/createPlan';
import { Phase } from './plan/Plan';
import { PortalOptions } from './portal/appConfig';
import { Portal } from './portal/Portal';
import { MessageReceiver, startReceiver } from './receiver';
import { Witness } from './Witness';
import { Writer } from './Writer';

export interface VerifyOptions {
  readonly kubeConfig: KubeConfig;
  /** Is made, and removed at the end. */
  readonly namespace: string;
  /** How often everything is changed in a phase. */
  readonly rounds: number;
  /** How long to wait for what should come. */
  readonly patienceMs: number;
  /** How long it must be quiet before nothing more is expected. */
  readonly quietMs: number;
  readonly signal: AbortSignal;
  readonly print: (text: string) => void;
  /** Prints the portal's log. */
  readonly verbose?: boolean;
}

/** What the check found. */
export interface Outcome extends Verdict {
  /** How many messages came without the right signature. */
  readonly forged: number;
}

/** What runs during the check. */
interface Running {
  readonly options: VerifyOptions;
  readonly writer: Writer;
  readonly witness: Witness;
  readonly receiver: MessageReceiver;
  readonly portalOptions: PortalOptions;
  portal: Portal;
}

const POLL_MS = 50;
/** For the first list of all kinds, which can be long. */
const LIST_PATIENCE_MS = 120_000;

/** A webhook without noise control: everything is told as it happens. */
const NO_NOISE_CONTROL = {
  noise: {
    windowSeconds: 0,
    autoscaling: false,
    flapping: false,
    rollouts: 'off',
  },
};

/**
 * Makes changes in a namespace of its own, watches the cluster with the plugin meanwhile, and holds
 * what was told against what was done. Whatever happens, the namespace is removed.
 *
 * @throws ConflictError when the namespace exists; nothing was touched then
 * @throws Error when the check could not be made, which says nothing about the plugin
 */
export async function verifyCluster(options: VerifyOptions): Promise<Outcome> {
  const { kubeConfig, namespace, print } = options;
  const cleanUps: (() => unknown)[] = [];
  try {
    const writer = Writer.create({ kubeConfig, namespace });
    await makeNamespace(writer, namespace);
    cleanUps.push(async () => {
      print(`Removing the namespace ${namespace}`);
      await writer.removeNamespace();
    });
    const directory = mkdtempSync(join(tmpdir(), 'verify-cluster-'));
    cleanUps.push(() => rmSync(directory, { recursive: true, force: true }));
    const proxy = await startForwardProxy(kubeConfig);
    cleanUps.push(() => proxy.stop());
    const receiver = await startReceiver();
    cleanUps.push(() => receiver.stop());
    const witness = await Witness.start({ kubeConfig, namespace });
    cleanUps.push(() => witness.stop());

    const portalOptions: PortalOptions = {
      clusterUrl: proxy.url,
      directory,
      token: randomBytes(24).toString('base64url'),
      secretKey: randomBytes(32).toString('base64'),
      verbose: options.verbose ?? false,
    };
    print('Starting the portal');
    const portal = await Portal.start(portalOptions);
    const running: Running = {
      options,
      writer,
      witness,
      receiver,
      portalOptions,
      portal,
    };
    cleanUps.push(() => running.portal.stop());
    await createWebhook(running);
    await untilWatching(running);
    const plan = createPlan(options);
    for (const [i, phase] of plan.entries()) await runPhase(running, phase, i);
    await untilQuiet(running);
    return conclude(running);
  } finally {
    for (const cleanUp of cleanUps.reverse()) {
      // One that fails must not keep the others from being done.
      await Promise.resolve()
        .then(cleanUp)
        .catch(error => print(`Could not clean up: ${error.message}`));
    }
  }
}

async function makeNamespace(writer: Writer, namespace: string) {
  try {
    await writer.makeNamespace();
  } catch (error) {
    if (!(error instanceof ApiException) || error.code !== 409) throw error;
    throw new ConflictError(
      `The namespace ${namespace} exists already, and was left alone: choose another --namespace-prefix`,
    );
  }
}

async function createWebhook({ portal, receiver, options }: Running) {
  await portal.createWebhook({
    name: 'verify-cluster',
    platform: 'http',
    url: receiver.url,
    secret: receiver.secret,
    filters: {
      namespaces: [options.namespace],
      resources: KINDS.map(({ kind }) => kind),
    },
    ...NO_NOISE_CONTROL,
  });
}

async function runPhase(running: Running, phase: Phase, number: number) {
  const { options, writer } = running;
  const { print, signal } = options;
  print(`${phase.writes.length} writes: ${phase.title}`);
  if (phase.portal === 'is stopped') await running.portal.stop();
  if (phase.portal === 'is killed') await running.portal.kill();
  await writer.run(phase, number, signal);
  if (phase.portal !== 'watches') {
    running.portal = await Portal.start(running.portalOptions);
    await untilWatching(running);
  }
  // What does not come in time is missed, and the next phase begins all the same.
  await within(options, () => conclude(running).missed.length === 0);
}

/** @throws Error with the reasons when the cluster cannot be watched */
async function untilWatching({ portal, options }: Running) {
  let trouble = 'it was not asked';
  const patience = { ...options, patienceMs: LIST_PATIENCE_MS };
  const isWatching = await within(patience, async () => {
    const cluster = await portal.cluster();
    const watches = cluster?.watches ?? [];
    trouble = [cluster?.reason, ...watches.map(({ reason }) => reason)]
      .filter(Boolean)
      .join('; ');
    return (
      watches.length === KINDS.length &&
      watches.every(({ state }) => state === 'watching')
    );
  });
  if (!isWatching) throw new Error(`The cluster is not watched: ${trouble}`);
}

async function untilQuiet({ options, receiver }: Running) {
  let count = -1;
  while (count !== receiver.received.length) {
    count = receiver.received.length;
    await delay(options.quietMs, undefined, { signal: options.signal });
  }
}

/** @returns whether it became true before the patience ended */
async function within(
  { patienceMs, signal }: VerifyOptions,
  isTrue: () => boolean | Promise<boolean>,
): Promise<boolean> {
  const giveUpAt = Date.now() + patienceMs;
  while (!(await isTrue())) {
    if (Date.now() > giveUpAt) return false;
    await delay(POLL_MS, undefined, { signal });
  }
  return true;
}

function conclude({ writer, receiver, witness }: Running): Outcome {
  if (witness.failure) {
    throw new Error(`The cluster could not be followed: ${witness.failure}`);
  }
  const { changes } = writer;
  const { received, forged } = receiver;
  const { versions } = witness;
  return { ...compare({ changes, received, versions }), forged };
}
