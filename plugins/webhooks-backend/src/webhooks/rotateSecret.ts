import { Platform, Target } from '@kubevision/backstage-plugin-webhooks-node';
import { because } from '@kubevision/backstage-plugin-webhooks-common';
import { wrong } from '../refusal';

const HOUR_MS = 3_600_000;
const DEFAULT_OVERLAP_HOURS = 24;

/**
 * Gives a target another secret. The one before goes on signing beside it for a while, where the
 * platform can carry two signatures; the one before that ends at once.
 *
 * @param options - `overlapHours`: for how long the one before signs too; 24 when absent
 * @throws InputError for a secret that is the same, or an overlap that the platform cannot have
 */
export function rotateSecret(options: {
  target: Target;
  platform: Platform;
  secret: string;
  overlapHours?: number;
  now: Date;
}): Target {
  const { target, platform, secret, overlapHours, now } = options;
  const { previousSecret: _, ...rest } = target;
  if (secret === target.secret) {
    throw wrong('secret', because('secret-unchanged'));
  }
  if (!platform.signsWithPreviousSecret) {
    if (overlapHours) {
      throw wrong(
        'overlapHours',
        because('no-overlap', { receiver: platform.label }),
      );
    }
    return { ...rest, secret };
  }
  const hours = overlapHours ?? DEFAULT_OVERLAP_HOURS;
  const expiresAt = new Date(now.getTime() + hours * HOUR_MS).toISOString();
  return {
    ...rest,
    secret,
    ...(hours > 0 &&
      target.secret && {
        previousSecret: { secret: target.secret, expiresAt },
      }),
  };
}

/** The target without a previous secret whose time is over. */
export function dropExpiredSecret(target: Target, now: Date): Target {
  const { previousSecret, ...rest } = target;
  return previousSecret && new Date(previousSecret.expiresAt) > now
    ? target
    : rest;
}
