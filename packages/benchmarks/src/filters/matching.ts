import { WebhookEvent } from '@kubevision/backstage-plugin-webhooks-common';
import {
  Filters,
  normalizeFilters,
} from '@kubevision/backstage-plugin-webhooks-backend/src/webhooks/filters';
import { sampleEvent } from '@kubevision/backstage-plugin-webhooks-backend/src/webhooks/sampleEvent';
import { WebhookIndex } from '@kubevision/backstage-plugin-webhooks-backend/src/webhooks/WebhookIndex';
import { Measurement } from '../Measurement';
import { median, quantile } from '../statistics';
import { table } from '../table';

const WEBHOOKS = { full: 10_000, quick: 1_000 };
const EVENTS = 2_000;
const TEAMS = 500;

const team = (i: number) => `team-${i % TEAMS}`;

/** Webhooks as different teams make them; each kind of them in a run of its own. */
const FILTERS: Readonly<Record<string, (i: number) => Partial<Filters>>> = {
  'exact values': i => ({
    clusters: [`cluster-${i % 20}`],
    resources: [['Deployment', 'Pod', 'Service'][i % 3]],
    namespaces: [team(i)],
  }),
  mixed: i =>
    [
      { namespaces: [team(i)] },
      { namespaces: [`${team(i)}-*`, '!kube-*'] },
      { resources: ['Deployment'], labels: [`team=${team(i)}`] },
      { names: [`app-${i}*`], events: ['delete'] },
      { severities: ['critical'], namespaces: [team(i)] },
    ][i % 5],
  'globs that all differ': i => ({ namespaces: [`${team(i)}-${i}-*`] }),
};

function eventOf(i: number): WebhookEvent {
  return {
    ...sampleEvent({ eventType: 'update', actor: 'alice', now: new Date(0) }),
    cluster: `cluster-${i % 20}`,
    namespace: team(i * 7),
    name: `app-${i}`,
    labels: { team: team(i * 7) },
  };
}

function measure(filters: (i: number) => Partial<Filters>, count: number) {
  const index = WebhookIndex.create({
    webhooks: Array.from({ length: count }, (_, i) => ({
      id: String(i),
      filters: normalizeFilters(filters(i) as object),
      tellsPods: false,
    })),
    ownershipOf: () => ({ owners: [], systems: [] }),
  });
  const events = Array.from({ length: EVENTS }, (_, i) => eventOf(i));
  let matches = 0;
  const times = events.map(event => {
    const startedAt = performance.now();
    matches += index.match(event).length;
    return performance.now() - startedAt;
  });
  return { times, matches };
}

/** How long it takes to find who of 10,000 webhooks wants one event. */
export const matching: Measurement = {
  name: 'matching',
  async run({ quick, print }) {
    const count = quick ? WEBHOOKS.quick : WEBHOOKS.full;
    const rows = Object.entries(FILTERS).map(([name, filters]) => {
      measure(filters, count);
      const { times, matches } = measure(filters, count);
      return {
        webhooks: count,
        filters: name,
        'matches an event': matches / EVENTS,
        'p50 ms': median(times),
        'p99 ms': quantile(times, 0.99),
      };
    });
    print(table(rows));
    return {
      'filters.matchMs': {
        value: Math.max(...rows.map(row => row['p50 ms'])),
        unit: 'ms',
        threshold: { atMost: 1 },
        detail: Object.fromEntries(
          rows.map(row => [row.filters, row['p50 ms']]),
        ),
      },
    };
  },
};
