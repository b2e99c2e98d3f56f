import { PlatformInfo } from '@kubevision/backstage-plugin-webhooks-common';

/** The platform whose URLs have this one's host; undefined for a host that none claims. */
export function recognisePlatform(
  url: string,
  platforms: readonly PlatformInfo[],
): PlatformInfo | undefined {
  const host = hostOf(url);
  return platforms.find(({ hosts }) => host && hosts?.includes(host));
}

/** The platform that takes the URLs of any host. */
export function platformOfAnyHost(
  url: string,
  platforms: readonly PlatformInfo[],
): PlatformInfo | undefined {
  return hostOf(url) ? platforms.find(({ hosts }) => !hosts) : undefined;
}

function hostOf(text: string): string | undefined {
  try {
    const { protocol, hostname } = new URL(text.trim());
    return /^https?:$/.test(protocol) ? hostname : undefined;
  } catch {
    return undefined;
  }
}
