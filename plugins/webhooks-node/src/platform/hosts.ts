import { InputError } from '@backstage/errors';
import { Platform } from './Platform';

/** How an entry begins that names all hosts below a domain. */
const BELOW = '*.';

const DOMAIN = /^[a-z0-9-]+(\.[a-z0-9-]+)*$/;

/** Fewer, and the domain is not the platform's own but a registry's, such as `com`. */
const FEWEST_LABELS = 2;

/**
 * Whether a host is one that the platform's URLs have; also when any host will do.
 *
 * @param hostname - in lower case, as `URL` has it
 */
export function acceptsHost(platform: Platform, hostname: string): boolean {
  return platform.hosts === undefined || claimsHost(platform, hostname);
}

/** Whether a host is one that the platform names. */
export function claimsHost({ hosts = [] }: Platform, hostname: string) {
  return hosts.some(host =>
    host.startsWith(BELOW)
      ? hostname.endsWith(host.slice(BELOW.length - 1)) &&
        hostname.length >= host.length
      : hostname === host,
  );
}

/** A host that the platform accepts, to show what a request looks like. */
export function exampleHost({ hosts }: Platform): string {
  return hosts?.[0]?.replace('*', 'example') ?? 'receiver.example';
}

/** @throws InputError when a platform names a host in a way that would let in others than its own */
export function checkHosts({ id, hosts = [] }: Platform): void {
  for (const host of hosts) {
    const isBelow = host.startsWith(BELOW);
    const domain = isBelow ? host.slice(BELOW.length) : host;
    const labels = domain.split('.').length;
    if (!DOMAIN.test(domain) || (isBelow && labels < FEWEST_LABELS)) {
      throw new InputError(
        `The webhook platform '${id}' names the host '${host}'; name a host in lower case, or all below a domain of its own, e.g. *.hooks.example.com`,
      );
    }
  }
}
