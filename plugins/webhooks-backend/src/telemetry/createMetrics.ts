import {
  MetricsService,
  MetricsServiceObservableCallback,
} from '@backstage/backend-plugin-api/alpha';
import {
  ClusterInfo,
  WebhookEvent,
} from '@kubevision/backstage-plugin-webhooks-common';
import { Backlog } from '../database/readBacklog';
import { ClaimedDelivery } from '../database/deliveryRow';
import { Delivered } from '../delivery/deliver';

/** What is counted where it happens. */
export interface Metrics {
  /** Events were committed. */
  published(events: readonly WebhookEvent[]): void;
  /** A delivery was worked on, and what came of it is recorded. */
  delivered(delivery: ClaimedDelivery, delivered: Delivered): void;
}

/** What is asked when somebody collects, and only then. */
export interface ObservedState {
  readonly metrics: MetricsService;
  /** The clusters, with the watches that this replica has. */
  readonly watches: () => readonly ClusterInfo[];
  /** How much waits, for all replicas together. */
  readonly backlog: () => Promise<Backlog>;
}

/** Seconds: from what is answered at once to what was tried again for hours. */
const LATENCY = [0.5, 1, 2, 5, 10, 30, 60, 300, 900, 3600, 4 * 3600, 24 * 3600];
const DURATION = [0.01, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

/** Makes the instruments that count. Names and attributes are documented in docs/telemetry.md. */
export function createMetrics(options: {
  metrics: MetricsService;
  now: () => Date;
}): Metrics {
  const { metrics, now } = options;
  const events = metrics.createCounter('webhooks.events', {
    description: 'Events that were committed to the outbox',
    unit: '{event}',
  });
  const attempts = metrics.createCounter('webhooks.delivery.attempts', {
    description: 'Attempts to deliver',
    unit: '{attempt}',
  });
  const duration = metrics.createHistogram('webhooks.delivery.duration', {
    description: 'How long an attempt took',
    unit: 's',
    advice: { explicitBucketBoundaries: DURATION },
  });
  const ended = metrics.createCounter('webhooks.deliveries.ended', {
    description: 'Deliveries that ended, well or not',
    unit: '{delivery}',
  });
  const latency = metrics.createHistogram('webhooks.delivery.latency', {
    description:
      'From the time of the event, which is in whole seconds, to its delivery',
    unit: 's',
    advice: { explicitBucketBoundaries: LATENCY },
  });

  return {
    published(committed) {
      for (const { cluster, resource, event, observed } of committed) {
        events.add(1, { cluster, resource, event, observed });
      }
    },
    delivered({ webhook, event, test }, { attempt, next }) {
      const { platform } = webhook;
      if (attempt) {
        const { outcome, statusCode, durationMs } = attempt;
        const status = classOf(statusCode);
        attempts.add(1, { platform, outcome, status, test });
        duration.record(durationMs / 1000, { platform, outcome });
      }
      if (next.status === 'pending' || test) return;
      const reason = next.status === 'failed' ? next.failureClass : undefined;
      ended.add(1, { platform, status: next.status, reason });
      if (next.status === 'delivered') {
        const waitedMs = now().getTime() - Date.parse(event.timestamp);
        latency.record(Math.max(waitedMs, 0) / 1000, { platform });
      }
    },
  };
}

/** Makes the instruments that are asked. */
export function observeState(options: ObservedState): void {
  const { metrics, watches, backlog } = options;
  const gauge = (
    name: string,
    text: { description: string; unit: string },
    callback: MetricsServiceObservableCallback,
  ) => metrics.createObservableGauge(name, text).addCallback(callback);

  gauge(
    'webhooks.watches',
    { description: 'Watches of this replica, by state', unit: '{watch}' },
    result => {
      for (const { name: cluster, watches: all } of watches()) {
        for (const [state, count] of countBy(all, watch => watch.state)) {
          result.observe(count, { cluster, state });
        }
      }
    },
  );
  gauge(
    'webhooks.watch.lag',
    {
      description:
        'The longest that the last change of any watch took from the wire to its commit',
      unit: 's',
    },
    result => {
      for (const { name: cluster, watches: all } of watches()) {
        const lags = all.flatMap(({ lagMs }) => lagMs ?? []);
        if (lags.length > 0) {
          result.observe(Math.max(...lags) / 1000, { cluster });
        }
      }
    },
  );
  gauge(
    'webhooks.deliveries.waiting',
    {
      description: 'Deliveries that are to be sent, by what they wait for',
      unit: '{delivery}',
    },
    async result => {
      for (const [state, count] of Object.entries(await backlog())) {
        result.observe(count, { state });
      }
    },
  );
}

/** What an answer was, without a series for every status. */
function classOf(statusCode: number | undefined): string {
  return statusCode === undefined
    ? 'no-answer'
    : `${Math.floor(statusCode / 100)}xx`;
}

function countBy<T>(items: readonly T[], keyOf: (item: T) => string) {
  const counts = new Map<string, number>();
  for (const item of items) {
    const key = keyOf(item);
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return counts;
}
