import {
  ClientCertificateInput,
  DraftTestRequest,
  EVENT_TYPES,
  EventType,
  PlatformInfo,
  QuietHours,
  RequestHeaderInput,
  RetrySchedule,
  RolloutMode,
  SEVERITIES,
  Severity,
  Webhook,
  WebhookInput,
} from '@kubevision/backstage-plugin-webhooks-common';
import { FormField } from '../../wording/problemsByField';
import { isAll, namedIn } from '../../wording/describeFilters';

/** What the form holds while someone fills it in. An empty list of names means all. */
export interface Draft {
  name: string;
  platform: string;
  /** Undefined keeps what is stored. */
  url?: string;
  /** Undefined keeps what is stored. */
  secret?: string;
  enabled: boolean;
  events: EventType[];
  clusters: string[];
  resources: string[];
  namespaces: string[];
  names: string[];
  labels: string[];
  severities: Severity[];
  owners: string[];
  systems: string[];
  windowSeconds: number;
  autoscaling: boolean;
  flapping: boolean;
  rollouts: RolloutMode;
  retry: RetrySchedule;
  digest: boolean;
  quietHours: QuietHours | null;
  /** Undefined keeps what is stored. Without a value, that of the stored one is kept. */
  headers?: RequestHeaderInput[];
  /** Undefined keeps what is stored; null removes it. */
  clientCertificate?: ClientCertificateInput | null;
}

/** The filters that few webhooks need. */
export const MORE_FILTERS = [
  'names',
  'labels',
  'severities',
  'owners',
  'systems',
] as const;

/** A webhook for every change everywhere: what someone starts from. */
export function newDraft(): Draft {
  return {
    name: '',
    platform: '',
    url: '',
    secret: '',
    enabled: true,
    events: [...EVENT_TYPES],
    clusters: [],
    resources: [],
    namespaces: [],
    names: [],
    labels: [],
    severities: [...SEVERITIES],
    owners: [],
    systems: [],
    // As the backend has them when nothing is said about them.
    windowSeconds: 10,
    autoscaling: true,
    flapping: true,
    rollouts: 'summary',
    retry: 'contract',
    digest: true,
    quietHours: null,
  };
}

/** A stored webhook, to be changed. */
export function draftOf(webhook: Webhook): Draft {
  const { name, platform, enabled, filters, noise } = webhook;
  const { retry, digest, quietHours } = webhook;
  // Lists that this page knows and the backend does not are absent.
  const names = (list: string[] | undefined) => (isAll(list) ? [] : list!);
  const events = namedIn(filters.events);
  const severities = namedIn(filters.severities);
  return {
    name,
    platform,
    enabled,
    events: events.length > 0 ? events : [...EVENT_TYPES],
    clusters: names(filters.clusters),
    resources: names(filters.resources),
    namespaces: names(filters.namespaces),
    names: names(filters.names),
    labels: names(filters.labels),
    severities: severities.length > 0 ? severities : [...SEVERITIES],
    owners: names(filters.owners),
    systems: names(filters.systems),
    ...noise,
    retry,
    digest,
    quietHours,
  };
}

/** Whether anything of when to send and how often to try is not as it is for most. */
export function usesDeliveryRules(draft: Draft): boolean {
  return (
    draft.retry !== 'contract' || !draft.digest || draft.quietHours !== null
  );
}

/** Whether any of {@link MORE_FILTERS} is set. */
export function usesMoreFilters(draft: Draft): boolean {
  return MORE_FILTERS.some(name =>
    name === 'severities'
      ? draft.severities.length < SEVERITIES.length
      : draft[name].length > 0,
  );
}

/** A stored URL or secret belongs to its platform, so another platform needs others. */
export function withPlatform(
  draft: Draft,
  platform: string,
  stored?: Webhook,
): Draft {
  const keeps = stored?.platform === platform;
  if (platform === draft.platform) return draft;
  return {
    ...draft,
    platform,
    url: keeps ? undefined : draft.url ?? '',
    secret: keeps ? undefined : draft.secret ?? '',
    // What one platform takes, another refuses.
    headers: undefined,
    clientCertificate: undefined,
  };
}

/** The fields that are needed and empty. No event type or severity at all would mean all. */
export function missingFields(
  draft: Draft,
  platform: PlatformInfo | undefined,
): FormField[] {
  const required = (platform?.fields ?? [])
    .filter(field => field.required)
    .map(field => field.name);
  const missing: Record<string, boolean> = {
    platform: !draft.platform,
    name: !draft.name.trim(),
    url: required.includes('url') && draft.url?.trim() === '',
    secret: required.includes('secret') && draft.secret === '',
    events: draft.events.length === 0,
    severities: draft.severities.length === 0,
  };
  return (Object.keys(missing) as FormField[]).filter(name => missing[name]);
}

/** What the backend is sent. */
export function toInput(draft: Draft): WebhookInput {
  const some = <T>(chosen: T[], all: readonly T[]) =>
    chosen.length === all.length ? [] : chosen;
  return {
    name: draft.name.trim(),
    platform: draft.platform,
    ...(draft.url && { url: draft.url.trim() }),
    ...(draft.secret && { secret: draft.secret }),
    enabled: draft.enabled,
    filters: {
      events: some(draft.events, EVENT_TYPES),
      clusters: draft.clusters,
      resources: draft.resources,
      namespaces: draft.namespaces,
      names: draft.names,
      labels: draft.labels,
      severities: some(draft.severities, SEVERITIES),
      owners: draft.owners,
      systems: draft.systems,
    },
    noise: {
      windowSeconds: draft.windowSeconds,
      autoscaling: draft.autoscaling,
      flapping: draft.flapping,
      rollouts: draft.rollouts,
    },
    retry: draft.retry,
    digest: draft.digest,
    quietHours: draft.quietHours,
    ...requestSettings(draft),
  };
}

/** What the backend is sent to try a webhook that is not saved. */
export function toDraftTest(draft: Draft, stored?: Webhook): DraftTestRequest {
  const { platform, url, secret, filters } = toInput(draft);
  const id = stored?.id;
  return { platform, url, secret, filters, id, ...requestSettings(draft) };
}

/** What was changed of the requests; a header without a name is one that nobody filled in. */
export function requestSettings({
  headers,
  clientCertificate,
}: Pick<Draft, 'headers' | 'clientCertificate'>) {
  return {
    ...(headers && {
      headers: headers
        .map(header => ({ ...header, name: header.name.trim() }))
        .filter(({ name }) => name),
    }),
    ...(clientCertificate !== undefined && { clientCertificate }),
  };
}
