import { RateLimit } from '@kubevision/backstage-plugin-webhooks-node';

/** How many messages a minute takes within all limits; undefined where there are none. */
export function messagesPerMinute(
  limits: readonly RateLimit[],
): number | undefined {
  if (limits.length === 0) return undefined;
  const each = limits.map(({ count, perSeconds }) =>
    // A limit that is for longer than a minute can be used up within one.
    perSeconds > 60 ? count : Math.floor((count * 60) / perSeconds),
  );
  return Math.max(1, Math.min(...each));
}
