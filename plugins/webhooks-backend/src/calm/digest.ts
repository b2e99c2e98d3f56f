import {
  Digest,
  DigestGroup,
  SEVERITIES,
  WebhookEvent,
} from '@kubevision/backstage-plugin-webhooks-common';

/** More kinds of change than anybody reads, and few enough for a row of the database. */
const MAX_GROUPS = 100;
const MAX_NAMES = 3;

/** Of one delivery: an event stands for itself, and one with a digest for all that is in it. */
export function toDigest(event: WebhookEvent): Digest {
  if (event.digest) return event.digest;
  const { cluster, namespace, resource, name, event: type, timestamp } = event;
  return {
    total: 1,
    from: timestamp,
    until: timestamp,
    groups: [
      {
        cluster,
        resource,
        event: type,
        severity: event.severity ?? 'info',
        count: 1,
        names: [namespace ? `${namespace}/${name}` : name],
      },
    ],
    ungrouped: 0,
  };
}

/** Sums up digests, the worst first. The names are those that come first. */
export function mergeDigests(digests: readonly Digest[]): Digest {
  const groups = new Map<string, DigestGroup>();
  for (const group of digests.flatMap(digest => digest.groups)) {
    const { cluster, resource, event, severity } = group;
    const key = JSON.stringify([cluster, resource, event, severity]);
    const known = groups.get(key);
    groups.set(key, known ? merge(known, group) : group);
  }
  const sorted = [...groups.values()].sort(compareGroups);
  const shown = sorted.slice(0, MAX_GROUPS);
  const total = sum(digests.map(digest => digest.total));
  return {
    total,
    from: digests.map(({ from }) => from).reduce((a, b) => (a < b ? a : b)),
    until: digests.map(({ until }) => until).reduce((a, b) => (a > b ? a : b)),
    groups: shown,
    ungrouped: total - sum(shown.map(({ count }) => count)),
  };
}

/** The worst event, the last of several: what a digest is known by where there is room for one. */
export function worstOf(events: readonly WebhookEvent[]): WebhookEvent {
  return events.reduce((worst, event) =>
    rank(event.severity) > rank(worst.severity) ||
    (rank(event.severity) === rank(worst.severity) &&
      event.timestamp >= worst.timestamp)
      ? event
      : worst,
  );
}

function merge(known: DigestGroup, other: DigestGroup): DigestGroup {
  return {
    ...known,
    count: known.count + other.count,
    names: [...new Set([...known.names, ...other.names])].slice(0, MAX_NAMES),
  };
}

function compareGroups(a: DigestGroup, b: DigestGroup): number {
  return (
    rank(b.severity) - rank(a.severity) ||
    b.count - a.count ||
    compareText(a.cluster, b.cluster) ||
    compareText(a.resource, b.resource) ||
    compareText(a.event, b.event)
  );
}

function compareText(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

/** Events from before there were severities have none. */
function rank(severity: WebhookEvent['severity'] | undefined): number {
  return SEVERITIES.indexOf(severity ?? 'info');
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((a, b) => a + b, 0);
}
