import { InputError } from '@backstage/errors';
import { Platform } from '@kubevision/backstage-plugin-webhooks-node';
import { AllowedReceivers } from '../delivery/allowedReceivers';
import { checkTargetUrl } from './checkTargetUrl';

/**
 * Checks the URL and the secret that someone gives a webhook, as far as that goes without sending.
 *
 * @param options - `input.url` and `input.secret` are absent where what is stored stays
 * @throws InputError that starts with the field, and never repeats its value
 */
export function checkTarget(options: {
  input: { readonly url?: string; readonly secret?: string };
  platform: Platform;
  platforms: readonly Platform[];
  allowedReceivers: AllowedReceivers;
}): void {
  const { input, ...rest } = options;
  const { platform } = rest;
  if (input.url) checkTargetUrl({ url: input.url, ...rest });
  const takesSecret = platform.fields.some(field => field.name === 'secret');
  if (input.secret && !takesSecret) {
    throw new InputError(`secret: ${platform.label} has none; leave it out`);
  }
}
