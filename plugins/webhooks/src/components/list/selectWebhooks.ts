import {
  PlatformInfo,
  Webhook,
} from '@kubevision/backstage-plugin-webhooks-common';
import { WebhookState, stateOf } from '../../wording/stateOf';
import { ListFilter, ListOrder, ListQuery } from './useListQuery';

/** What those who look at health look for comes first. */
const WORST_FIRST: readonly WebhookState[] = [
  'failing',
  'disabled',
  'waiting',
  'unknown',
  'healthy',
  'off',
];

const KEEPS: Record<ListFilter, (webhook: Webhook, value: string) => boolean> =
  {
    platform: ({ platform }, value) => platform === value,
    state: (webhook, value) => stateOf(webhook) === value,
    owner: ({ filters }, value) => filters.owners.includes(value),
    creator: ({ createdBy }, value) => createdBy === value,
  };

const COMPARES: Record<ListOrder, (a: Webhook, b: Webhook) => number> = {
  name: compareNames,
  health: (a, b) =>
    WORST_FIRST.indexOf(stateOf(a)) - WORST_FIRST.indexOf(stateOf(b)) ||
    compareNames(a, b),
  // The newest first; those that never sent anything come last.
  lastDelivery: (a, b) =>
    Date.parse(b.lastDeliveryAt ?? '1970-01-01') -
      Date.parse(a.lastDeliveryAt ?? '1970-01-01') || compareNames(a, b),
};

/** The webhooks that the list shows, in its order; all its pages of them. */
export function selectWebhooks(
  webhooks: readonly Webhook[],
  query: Pick<ListQuery, 'search' | 'filters' | 'order' | 'reversed'>,
  platforms: readonly PlatformInfo[] = [],
): Webhook[] {
  const { search, filters, order, reversed } = query;
  const isFound = searchFor(search, platforms);
  const kept = webhooks.filter(
    webhook =>
      Object.entries(filters).every(([name, value]) =>
        KEEPS[name as ListFilter](webhook, value),
      ) && isFound(webhook),
  );
  const compare = COMPARES[order];
  return kept.sort((a, b) => (reversed ? compare(b, a) : compare(a, b)));
}

/** What the filters can be set to: what there is. */
export function choicesOf(
  webhooks: readonly Webhook[],
): Record<Exclude<ListFilter, 'state'>, string[]> {
  const unique = (values: string[]) => Array.from(new Set(values)).sort();
  return {
    platform: unique(webhooks.map(({ platform }) => platform)),
    owner: unique(webhooks.flatMap(({ filters }) => filters.owners)).filter(
      owner => owner !== '*',
    ),
    creator: unique(webhooks.map(({ createdBy }) => createdBy)),
  };
}

/** Whether every word of a search occurs: in the name, the platform or a filter. */
function searchFor(search: string, platforms: readonly PlatformInfo[]) {
  const labels = new Map(platforms.map(({ id, label }) => [id, label]));
  const words = search.toLowerCase().split(/\s+/).filter(Boolean);
  return (webhook: Webhook) => {
    const text = [
      webhook.name,
      webhook.platform,
      labels.get(webhook.platform),
      ...Object.values(webhook.filters).flat(),
    ]
      .join(' ')
      .toLowerCase();
    return words.every(word => text.includes(word));
  };
}

function compareNames(a: Webhook, b: Webhook): number {
  return a.name.localeCompare(b.name);
}
