import {
  PlatformInfo,
  Webhook,
} from '@kubevision/backstage-plugin-webhooks-common';

/**
 * Webhooks in which every word of a search occurs: in the name, the platform or a filter.
 */
export function searchWebhooks(
  webhooks: readonly Webhook[],
  search: string,
  platforms: readonly PlatformInfo[] = [],
): Webhook[] {
  const labels = new Map(platforms.map(({ id, label }) => [id, label]));
  const words = search.toLowerCase().split(/\s+/).filter(Boolean);
  return webhooks.filter(webhook => {
    const text = [
      webhook.name,
      webhook.platform,
      labels.get(webhook.platform),
      ...Object.values(webhook.filters).flat(),
    ]
      .join(' ')
      .toLowerCase();
    return words.every(word => text.includes(word));
  });
}
