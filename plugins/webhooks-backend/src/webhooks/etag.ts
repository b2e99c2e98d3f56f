import { CustomErrorBase } from '@backstage/errors';
import { createHash } from 'node:crypto';
import { StoredWebhook } from '../database/webhookRow';

/** Enough that no two differ only behind it. */
const TAG_LENGTH = 22;

/**
 * Tells the version of what can be set of a webhook: another text whenever a person, or the plugin,
 * changed it. What is counted of it, such as its health, does not matter, nor a mute: that comes and
 * goes by routes of its own, and who changes the settings leaves it as it is.
 */
export function etagOf(webhook: StoredWebhook): string {
  const { name, platform, sealedTarget, enabled, disabledReason } = webhook;
  const { filters, noise, retry, digest, quietHours } = webhook;
  return shortHash([
    [name, platform, sealedTarget, enabled, disabledReason],
    [filters, noise, retry, digest, quietHours],
  ]);
}

/** A text that differs for any other value; `value` must be JSON. */
export function shortHash(value: unknown): string {
  return createHash('sha256')
    .update(JSON.stringify(value))
    .digest('base64url')
    .slice(0, TAG_LENGTH);
}

/** A webhook is no longer what the caller took it for. */
export class PreconditionFailedError extends CustomErrorBase {
  name = 'PreconditionFailedError' as const;
  /** As Backstage's error middleware answers it. */
  readonly statusCode = 412;
}
