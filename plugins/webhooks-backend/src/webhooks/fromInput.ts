import { WebhookInput } from '@kubevision/backstage-plugin-webhooks-common';
import { Calm } from '../database/CalmStore';
import { StoredTarget } from '../database/storedTarget';
import { StoredWebhook } from '../database/webhookRow';
import { normalizeNoise } from '../noise/settings';
import { normalizeFilters } from './filters';

/** A webhook as somebody asks for it; what is left out is as most want it. */
export function newWebhook(
  input: WebhookInput,
  made: {
    readonly id: string;
    readonly target: StoredTarget;
    readonly createdBy: string;
    readonly now: Date;
  },
): StoredWebhook {
  const { id, target, createdBy, now } = made;
  return {
    id,
    name: input.name,
    platform: input.platform,
    ...target,
    enabled: input.enabled ?? true,
    filters: normalizeFilters(input.filters),
    noise: normalizeNoise(input.noise),
    retry: input.retry ?? 'contract',
    digest: input.digest ?? true,
    quietHours: input.quietHours ?? undefined,
    health: 'unknown',
    createdAt: now,
    updatedAt: now,
    createdBy,
  };
}

/** A webhook as somebody changes it; what is left out stays as it is, but for the filters. */
export function changedWebhook(
  stored: StoredWebhook,
  input: WebhookInput,
  changed: { readonly target: StoredTarget; readonly now: Date },
): StoredWebhook {
  return {
    ...stored,
    name: input.name,
    platform: input.platform,
    ...changed.target,
    enabled: input.enabled ?? stored.enabled,
    filters: normalizeFilters(input.filters),
    noise: input.noise ? normalizeNoise(input.noise) : stored.noise,
    retry: input.retry ?? stored.retry,
    digest: input.digest ?? stored.digest,
    quietHours:
      input.quietHours === undefined
        ? stored.quietHours
        : input.quietHours ?? undefined,
    updatedAt: changed.now,
  };
}

/** When it is to be quiet; a mute that the input does not name stays. */
export function calmOf(
  { mutedUntil }: WebhookInput,
  { quietHours }: StoredWebhook,
  now: Date,
): Calm {
  return {
    quiet: { hours: quietHours ?? null, now },
    ...(mutedUntil === null && { mutedUntil }),
    ...(mutedUntil && { mutedUntil: new Date(mutedUntil) }),
  };
}
