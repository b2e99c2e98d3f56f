import {
  EventType,
  Severity,
  WebhookEvent,
} from '@kubevision/backstage-plugin-webhooks-common';
import { DateTime } from 'luxon';
import { parseEntry } from '../changes/entries';
import { kubernetesGroupOf } from '../changes/kubernetesKinds';
import { Filters } from './filters';

/** What an event of a kind could tell. */
interface Sample {
  readonly name: string;
  /** For a kind whose objects are in no namespace. */
  readonly isClusterWide?: boolean;
  /** Whether a number of it can be wished for. */
  readonly scales?: boolean;
  /** The object in a few words, for its creation and its deletion. */
  readonly summary: string;
  readonly update: WebhookEvent['detail'];
}

const image = (field: string): Sample['update'] => ({
  field: `${field}.containers[name=api-server].image`,
  old: 'api-server:1.4.1',
  new: 'api-server:1.4.2',
});

const WORKLOAD: Sample = {
  name: 'api-server',
  scales: true,
  summary: '3 replicas, api-server:1.4.2',
  update: image('spec.template.spec'),
};

const UNSCALED: Sample = {
  ...WORKLOAD,
  scales: false,
  summary: 'api-server:1.4.2',
};

const SAMPLES: ReadonlyMap<string, Sample> = new Map([
  ['Deployment', WORKLOAD],
  ['StatefulSet', WORKLOAD],
  ['ReplicaSet', WORKLOAD],
  ['DaemonSet', UNSCALED],
  ['Job', UNSCALED],
  [
    'CronJob',
    { ...UNSCALED, update: image('spec.jobTemplate.spec.template.spec') },
  ],
  ['Pod', { ...UNSCALED, update: image('spec') }],
  [
    'Service',
    {
      name: 'api-server',
      summary: 'ClusterIP',
      update: { field: 'spec.type', old: 'ClusterIP', new: 'LoadBalancer' },
    },
  ],
  [
    'Node',
    {
      name: 'worker-3',
      isClusterWide: true,
      summary: 'kubelet v1.34.1',
      update: { field: 'spec.unschedulable', old: null, new: true },
    },
  ],
]);

/** Of a kind of which no more is known than that most have a phase or something like it. */
const otherSample = (kind: string): Sample => ({
  name: 'api-server',
  summary: kind,
  update: { field: 'status.phase', old: 'Pending', new: 'Ready' },
});

function detailOf(event: EventType, sample: Sample): WebhookEvent['detail'] {
  const { summary, update } = sample;
  return {
    create: { field: 'object', old: null, new: summary },
    update,
    scale: { field: 'spec.replicas', old: 3, new: 5 },
    delete: { field: 'object', old: summary, new: null },
  }[event];
}

/** What stands for the wildcard of a glob. */
const ANYTHING = 'example';

/** The first that a filter names; a glob is filled in, so that `team-*` is `team-example`. */
function firstOr(
  list: readonly string[] | undefined,
  otherwise: string,
): string {
  const first = list?.find(entry => !parseEntry(entry).isExcluded);
  if (!first || first === '*') return otherwise;
  return first.replaceAll('*', ANYTHING);
}

/** `Certificate.cert-manager.io` is the kind Certificate of `cert-manager.io/v1`. */
function resourceOf(filters: Partial<Filters> | undefined) {
  const first = firstOr(filters?.resources, 'Deployment.apps');
  const [kind, ...group] = first.split('.');
  const own = group.length ? group.join('.') : kubernetesGroupOf(kind);
  return { resource: kind, apiVersion: own ? `${own}/v1` : 'v1' };
}

/**
 * An event as this webhook could receive it, for the Test button and the preview. It names
 * nothing that exists, and says so by its id.
 *
 * @param options - `filters` of the webhook, so that the sample is one that would match
 */
export function sampleEvent(options: {
  eventType?: EventType;
  filters?: Partial<Filters>;
  actor: string;
  now: Date;
}): WebhookEvent {
  const { filters, actor, now } = options;
  const { resource, apiVersion } = resourceOf(filters);
  const sample = SAMPLES.get(resource) ?? otherSample(resource);
  const usual = sample.scales ? 'scale' : 'update';
  const event =
    options.eventType ?? (firstOr(filters?.events, usual) as EventType);
  const detail = detailOf(event, sample);
  return {
    event,
    cluster: firstOr(filters?.clusters, 'prod-us'),
    namespace: firstOr(
      filters?.namespaces,
      sample.isClusterWide ? '' : 'team-alpha',
    ),
    resource,
    name: firstOr(filters?.names, sample.name),
    actor,
    timestamp: DateTime.fromJSDate(now)
      .toUTC()
      .startOf('second')
      .toISO({ suppressMilliseconds: true })!,
    detail,
    id: `sample-${event}-${now.getTime()}`,
    apiVersion,
    uid: '00000000-0000-4000-8000-000000000000',
    resourceVersion: '0',
    actorSource: 'unknown',
    observed: 'watch',
    changes: [detail],
    truncated: false,
    severity: firstOr(filters?.severities, 'info') as Severity,
    labels: { app: 'api-server' },
    entities: [],
  };
}
