import { WebhookEvent } from '@kubevision/backstage-plugin-webhooks-common';
import { Received } from './compare';
import { Change } from './plan/Plan';
import { Outcome } from './verifyCluster';

/** Whether everything was told, once, and nothing else. */
export function isExact(outcome: Outcome): boolean {
  const { missed, doubled, invented, forged } = outcome;
  return missed.length + doubled.length + invented.length + forged === 0;
}

/** What the check found, for people. */
export function describeOutcome(outcome: Outcome): string {
  const { seen, collapsed, missed, doubled, invented, others } = outcome;
  const made = seen.length + collapsed.length + missed.length;
  const counts = [
    ['made', made],
    ['seen', seen.length],
    ['seen as a part of their outcome, after a gap', collapsed.length],
    ['missed', missed.length],
    ['doubled', doubled.length],
    ['invented', invented.length],
    ['without the right signature', outcome.forged],
    ["of the cluster's own doing, told too", others.length],
  ] as const;
  return [
    ...counts.map(([what, count]) => `${String(count).padStart(6)}  ${what}`),
    '',
    describeLatency(outcome),
    ...section('Missed', missed.map(describeChange)),
    ...section('Doubled', doubled.map(describeMessage)),
    ...section('Invented', invented.map(describeMessage)),
    '',
    isExact(outcome)
      ? 'Every change was told, once, and nothing else was.'
      : 'The portal did not tell exactly what happened.',
  ].join('\n');
}

function describeLatency({ seen }: Outcome): string {
  const latencies = seen
    .filter(({ change }) => change.isWatched)
    .map(({ latencyMs }) => latencyMs)
    .sort((a, b) => a - b);
  if (latencies.length === 0) return 'Nothing was seen while it was watched.';
  const quantile = (share: number) =>
    latencies[Math.max(0, Math.ceil(share * latencies.length) - 1)];
  return `From the API server's answer to the receiver: p50 ${quantile(
    0.5,
  )} ms, p90 ${quantile(0.9)} ms, p99 ${quantile(0.99)} ms, at most ${quantile(
    1,
  )} ms`;
}

function section(title: string, lines: readonly string[]): string[] {
  if (lines.length === 0) return [];
  return ['', `${title}:`, ...lines.map(line => `  ${line}`)];
}

function describeChange({ kind, name, event, change, ...rest }: Change) {
  const at = new Date(rest.writtenAt).toISOString();
  return `${at} ${event} ${kind} ${name} ${describeField(change)}`.trimEnd();
}

function describeMessage({ id, event, receivedAt }: Received): string {
  const { event: type, resource, name, detail, resourceVersion } = event;
  const at = new Date(receivedAt).toISOString();
  return `${at} ${type} ${resource} ${name} ${describeField(
    detail,
  )} (version ${resourceVersion}, ${event.observed}, ${id})`;
}

function describeField(change?: WebhookEvent['detail']): string {
  if (!change) return '';
  const { field, old } = change;
  return `${field}: ${JSON.stringify(old)} → ${JSON.stringify(change.new)}`;
}
