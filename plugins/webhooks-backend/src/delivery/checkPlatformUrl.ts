import { Reason, because } from '@kubevision/backstage-plugin-webhooks-common';
import {
  acceptsHost,
  Platform,
} from '@kubevision/backstage-plugin-webhooks-node';
import { AllowedReceivers } from './allowedReceivers';

/**
 * Whether the messages of a platform may go to a URL: where the platform's own URLs lead, and not in
 * clear. A receiver that app-config lists is exempt. Saving, testing and sending share this rule, as
 * it may be stricter today than when a webhook was saved.
 *
 * @returns what is wrong, or undefined
 */
export function checkPlatformUrl(
  url: URL,
  platform: Platform,
  allowedReceivers: AllowedReceivers,
): Reason | undefined {
  if (allowedReceivers.allowsHost(url)) return undefined;
  const { hosts, label, allowsHttp } = platform;
  if (url.protocol !== 'https:' && !allowsHttp) {
    return because('url-in-clear', { receiver: label });
  }
  return acceptsHost(platform, url.hostname)
    ? undefined
    : because('url-of-other-host', {
        receiver: label,
        hosts: hosts?.join(' or ') ?? '',
      });
}
