import { InputError } from '@backstage/errors';
import ipaddr from 'ipaddr.js';
import { isWithin, parseAddress } from './addressGuard';

/** One end of a connection about to be made. */
export interface Receiver {
  /** Host of the URL, without brackets: a name in lower case or an address. */
  readonly host: string;
  readonly port: number;
}

/** Where app-config lets webhooks go. */
export interface AllowedReceivers {
  /** Whether receivers that are not listed may be reached on this port. */
  opensPort(port: number): boolean;
  /**
   * Whether the URL's host is listed itself, by name or as an address. Such a receiver may be
   * reached over `http:`, whatever its platform.
   */
  allowsHost(url: URL): boolean;
  /** Whether connecting to this address is allowed, because the host or the address is listed. */
  allowsAddress(receiver: Receiver, address: string): boolean;
}

/** An entry, taken apart. Either `name` or `range` is there. */
interface Entry {
  readonly name?: string;
  readonly range?: ReturnType<typeof ipaddr.parseCIDR>;
  /** Any port when absent. */
  readonly port?: number;
}

const SETTING = 'webhooks.delivery.allowedReceivers';
const NAME = /^(?!-)[a-z0-9_-]+(\.[a-z0-9_-]+)*$/;
const HIGHEST_PORT = 65_535;
/** Below it are the ports of mail, remote shells, directories and the like. */
const FIRST_USER_PORT = 1024;
const WEB_PORTS = [80, 443];
/** So many hosts are kept that were looked up. */
const MAX_KNOWN = 1_000;
const DEFAULT_PORTS: Record<string, number> = { 'http:': 80, 'https:': 443 };

/**
 * Reads the entries of `webhooks.delivery.allowedReceivers` and `webhooks.delivery.allowedPorts`.
 *
 * @param entries - host names, addresses and CIDR ranges, each with or without a port:
 *   `hooks.corp.example`, `hooks.corp.example:8443`, `127.0.0.1:7020`, `[::1]:7020`,
 *   `10.20.0.0/16`, `fd12::/16`
 * @param ports - those of receivers that are not listed; when absent, 80, 443 and all from 1024
 * @throws InputError that names the entry that cannot be understood
 */
export function parseAllowedReceivers(
  entries: readonly string[],
  ports?: readonly number[],
): AllowedReceivers {
  const parsed = entries.map(parseEntry);
  const allowsAddress = (receiver: Receiver, address: string) =>
    parsed.some(entry => matches(entry, receiver, address));
  // Asked for every delivery, of the same hosts again and again.
  const known = new Map<string, boolean>();
  return {
    opensPort: port =>
      ports?.includes(port) ??
      (port >= FIRST_USER_PORT || WEB_PORTS.includes(port)),
    allowsAddress,
    allowsHost: url => {
      const { protocol, host } = url;
      let allows = known.get(protocol + host);
      if (allows === undefined) {
        const receiver = toReceiver(url);
        allows = allowsAddress(receiver, receiver.host);
        if (known.size >= MAX_KNOWN) known.clear();
        known.set(protocol + host, allows);
      }
      return allows;
    },
  };
}

/** Host and port that a URL leads to. */
export function toReceiver(url: URL): Receiver {
  return {
    host: normalizeHost(url.hostname),
    port: url.port ? Number(url.port) : DEFAULT_PORTS[url.protocol],
  };
}

/** Without the brackets of IPv6 and the final dot of an absolute name, in lower case. */
export function normalizeHost(host: string): string {
  return host.toLowerCase().replace(/^\[|\]$|\.$/g, '');
}

function matches(entry: Entry, receiver: Receiver, address: string): boolean {
  if (entry.port !== undefined && entry.port !== receiver.port) return false;
  if (entry.name !== undefined) return entry.name === receiver.host;
  const parsed = parseAddress(address);
  return parsed !== undefined && isWithin(parsed, entry.range!);
}

function parseEntry(entry: string): Entry {
  const { host, port } = splitPort(entry.trim());
  const range = parseRange(host);
  const name = normalizeHost(host);
  const isPort = port === undefined || (port > 0 && port <= HIGHEST_PORT);
  // A name of digits alone is a mistyped address or range: nothing could ever match it.
  if (!isPort || (!range && (!NAME.test(name) || /^[\d.]+$/.test(name)))) {
    throw new InputError(
      `${SETTING} holds '${entry}', which is no host name, address or CIDR range. Write it like hooks.corp.example, hooks.corp.example:8443, 127.0.0.1:7020, [::1]:7020 or 10.20.0.0/16.`,
    );
  }
  return range ? { range, port } : { name, port };
}

/** A bare IPv6 address has many colons, and no port. */
function splitPort(entry: string): { host: string; port?: number } {
  const [, host, port] = entry.match(/^(\[[^\]]*\]|[^:]*)(?::(\d+))?$/) ?? [];
  return host
    ? { host: normalizeHost(host), port: port ? Number(port) : undefined }
    : { host: entry };
}

function parseRange(host: string): Entry['range'] {
  if (ipaddr.isValidCIDR(host)) return ipaddr.parseCIDR(host);
  // Short forms such as `127.1` are left to fail: they are more often a typing error.
  if (ipaddr.IPv4.isValid(host) && !ipaddr.IPv4.isValidFourPartDecimal(host)) {
    return undefined;
  }
  const address = parseAddress(host);
  return address && [address, address.kind() === 'ipv4' ? 32 : 128];
}
