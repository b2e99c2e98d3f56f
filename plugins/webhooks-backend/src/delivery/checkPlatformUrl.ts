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
 * @returns what is wrong, to be read after "The URL", or undefined
 */
export function checkPlatformUrl(
  url: URL,
  platform: Platform,
  allowedReceivers: AllowedReceivers,
): string | undefined {
  if (allowedReceivers.allowsHost(url)) return undefined;
  const { hosts, label, allowsHttp } = platform;
  if (url.protocol !== 'https:' && !allowsHttp) {
    return `must start with https://, because ${label} messages must not travel in clear`;
  }
  return acceptsHost(platform, url.hostname)
    ? undefined
    : `must have the host ${hosts?.join(
        ' or ',
      )}, as the URLs of ${label} do; a compatible server of your own must be listed in app-config under webhooks.delivery.allowedReceivers`;
}
