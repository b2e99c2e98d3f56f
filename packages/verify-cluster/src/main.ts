/* eslint-disable no-console */
import { KubeConfig } from '@kubernetes/client-node';
import { randomBytes } from 'node:crypto';
import { parseArgs } from 'node:util';
import { createPlan } from './plan/createPlan';
import { describeOutcome, isExact } from './report';
import { requiredRights } from './rights';
import { verifyCluster } from './verifyCluster';

const USAGE = `Checks against a real cluster that the plugin tells of every change once, and of nothing else.

  npm run verify:cluster -- --kubeconfig FILE [options]

  --kubeconfig FILE          how to reach the cluster; whatever it authenticates by is used
  --context NAME             another context than the current one
  --namespace-prefix PREFIX  of the namespace that is made and removed (webhooks-verify)
  --rounds N                 how often everything is changed in each phase (3)
  --patience SECONDS         how long to wait for what should come (60)
  --verbose                  prints the log of the portal
  --dry-run                  prints what would be done, and sends nothing
  --help

It ends with 0 when everything was told once, with 1 when something was missed, doubled or invented,
and with 2 when the check could not be made. See docs/verify-cluster.md.

The user of the kubeconfig needs these rights:

${requiredRights()}`;

const ENDS_WITH = { exact: 0, inexact: 1, failed: 2 };
const QUIET_MS = 5_000;

const { values } = parseArgs({
  options: {
    kubeconfig: { type: 'string' },
    context: { type: 'string' },
    'namespace-prefix': { type: 'string', default: 'webhooks-verify' },
    rounds: { type: 'string', default: '3' },
    patience: { type: 'string', default: '60' },
    verbose: { type: 'boolean', default: false },
    'dry-run': { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
});

const stopping = new AbortController();

/** @throws Error when there is no such file or context */
function readKubeConfig(file: string): KubeConfig {
  const kubeConfig = new KubeConfig();
  kubeConfig.loadFromFile(file);
  if (values.context) kubeConfig.setCurrentContext(values.context);
  if (!kubeConfig.getCurrentCluster()) {
    const names = kubeConfig.getContexts().map(({ name }) => name);
    throw new Error(
      `${file} has no context '${kubeConfig.getCurrentContext()}'; it has: ${names.join(
        ', ',
      )}`,
    );
  }
  return kubeConfig;
}

/** @throws Error when it is no whole number from 1 on */
function positive(option: 'rounds' | 'patience'): number {
  const number = Number(values[option]);
  if (Number.isInteger(number) && number > 0) return number;
  throw new Error(`--${option} must be a whole number from 1 on`);
}

async function main(): Promise<number> {
  if (values.help || !values.kubeconfig) {
    console.log(USAGE);
    return values.help ? ENDS_WITH.exact : ENDS_WITH.failed;
  }
  const kubeConfig = readKubeConfig(values.kubeconfig);
  const rounds = positive('rounds');
  const namespace = `${values['namespace-prefix']}-${randomBytes(3).toString(
    'hex',
  )}`;
  const { server } = kubeConfig.getCurrentCluster()!;
  console.log(
    `Cluster ${server}, context ${kubeConfig.getCurrentContext()}, namespace ${namespace}`,
  );
  if (values['dry-run']) {
    for (const { title, portal, writes } of createPlan({ rounds })) {
      console.log(`\n${title}; the portal ${portal}`);
      for (const { verb, object } of writes) {
        console.log(`  ${verb} ${object.kind} ${object.metadata.name}`);
      }
    }
    console.log(`\nThese rights are needed:\n\n${requiredRights()}`);
    return ENDS_WITH.exact;
  }
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => stopping.abort());
  }
  const outcome = await verifyCluster({
    kubeConfig,
    namespace,
    rounds,
    patienceMs: positive('patience') * 1000,
    quietMs: QUIET_MS,
    signal: stopping.signal,
    print: text => console.log(text),
    verbose: values.verbose,
  });
  console.log(`\n${describeOutcome(outcome)}`);
  return isExact(outcome) ? ENDS_WITH.exact : ENDS_WITH.inexact;
}

main().then(
  code => process.exit(code),
  error => {
    const { aborted } = stopping.signal;
    const reason = aborted ? 'it was stopped' : error.message;
    console.error(`The check could not be made: ${reason}`);
    process.exit(ENDS_WITH.failed);
  },
);
