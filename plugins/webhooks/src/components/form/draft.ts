import {
  EVENT_TYPES,
  EventType,
  PlatformInfo,
  RolloutMode,
  Webhook,
  WebhookInput,
} from '@kubevision/backstage-plugin-webhooks-common';
import { FormField } from '../../wording/problemsByField';
import { isAll } from '../../wording/describeFilters';

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
  windowSeconds: number;
  autoscaling: boolean;
  flapping: boolean;
  rollouts: RolloutMode;
}

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
    // As the backend has them when nothing is said about them.
    windowSeconds: 10,
    autoscaling: true,
    flapping: true,
    rollouts: 'summary',
  };
}

/** A stored webhook, to be changed. */
export function draftOf(webhook: Webhook): Draft {
  const { name, platform, enabled, filters, noise } = webhook;
  const names = (list: string[]) => (isAll(list) ? [] : list);
  return {
    name,
    platform,
    enabled,
    events: isAll(filters.events) ? [...EVENT_TYPES] : filters.events,
    clusters: names(filters.clusters),
    resources: names(filters.resources),
    namespaces: names(filters.namespaces),
    ...noise,
  };
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
  };
}

/** The fields that are needed and empty. No event type at all would mean all of them. */
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
  };
  return (Object.keys(missing) as FormField[]).filter(name => missing[name]);
}

/** What the backend is sent. */
export function toInput(draft: Draft): WebhookInput {
  const all = draft.events.length === EVENT_TYPES.length;
  return {
    name: draft.name.trim(),
    platform: draft.platform,
    ...(draft.url && { url: draft.url.trim() }),
    ...(draft.secret && { secret: draft.secret }),
    enabled: draft.enabled,
    filters: {
      events: all ? [] : draft.events,
      clusters: draft.clusters,
      resources: draft.resources,
      namespaces: draft.namespaces,
    },
    noise: {
      windowSeconds: draft.windowSeconds,
      autoscaling: draft.autoscaling,
      flapping: draft.flapping,
      rollouts: draft.rollouts,
    },
  };
}
