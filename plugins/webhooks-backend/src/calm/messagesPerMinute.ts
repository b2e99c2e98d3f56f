import { Platform } from '@kubevision/backstage-plugin-webhooks-node';

/** How many messages of a platform a minute takes; undefined for one that takes no digests. */
export function messagesPerMinute({
  budget,
  takesDigests = true,
}: Platform): number | undefined {
  if (!takesDigests) return undefined;
  return Math.max(1, Math.floor((budget.count * 60) / budget.perSeconds));
}
