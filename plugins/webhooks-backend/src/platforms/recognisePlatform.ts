import {
  Platform,
  claimsHost,
} from '@kubevision/backstage-plugin-webhooks-node';

/**
 * The platform that a URL belongs to, so that an error can name it. Where two share a host, the
 * path decides.
 *
 * @returns undefined for a host that no platform claims
 */
export function recognisePlatform(
  url: URL,
  platforms: readonly Platform[],
): Platform | undefined {
  const candidates = platforms.filter(platform =>
    claimsHost(platform, url.hostname),
  );
  return (
    candidates.find(platform => !platform.checkUrl?.(url)) ?? candidates[0]
  );
}
