import ipaddr from 'ipaddr.js';

type Address = ReturnType<typeof ipaddr.parse>;

/**
 * Networks that no webhook may reach unless an administrator allows it: private, loopback,
 * link-local, shared, reserved, documentation, benchmarking, multicast, and the ranges that embed
 * an IPv4 address which a router may unwrap.
 * https://www.iana.org/assignments/iana-ipv4-special-registry and .../iana-ipv6-special-registry
 */
const DENIED = [
  '0.0.0.0/8',
  '10.0.0.0/8',
  '100.64.0.0/10',
  '127.0.0.0/8',
  '169.254.0.0/16',
  '172.16.0.0/12',
  '192.0.0.0/24',
  '192.0.2.0/24',
  '192.88.99.0/24',
  '192.168.0.0/16',
  '198.18.0.0/15',
  '198.51.100.0/24',
  '203.0.113.0/24',
  '224.0.0.0/4',
  '240.0.0.0/4',
  '2001::/23', // Teredo, ORCHID and other protocol assignments
  '2001:db8::/32',
  '2002::/16',
  '3fff::/20',
].map(range => ipaddr.parseCIDR(range));

/** All of IPv6 that is routed on the internet. What lies outside needs no entry in the list. */
const GLOBAL_IPV6 = ipaddr.parseCIDR('2000::/3');

/**
 * Where clouds hand out credentials. No entry in app-config allows these, since a range as wide
 * as `fd00::/8` or `100.64.0.0/10` is allowed with other receivers in mind.
 */
const METADATA = [
  '169.254.0.0/16', // AWS, Azure, Google Cloud, Oracle, DigitalOcean and others
  '100.100.100.200/32', // Alibaba Cloud
  '168.63.129.16/32', // Azure's host agent
  '192.0.0.192/32', // Oracle Cloud, formerly
  'fd00:ec2::/32', // AWS
  'fd20:ce::254/128', // Google Cloud
  'fd00:c1::a9fe:a9fe/128', // Oracle Cloud
].map(range => ipaddr.parseCIDR(range));

/**
 * Forms of IPv6 that carry an IPv4 address which a gateway on the way may unwrap, and which of
 * their 16 bytes are that address.
 */
const EMBEDDINGS = (
  [
    ['::/96', [12, 13, 14, 15]], // IPv4-compatible, RFC 4291
    ['::ffff:0:0:0/96', [12, 13, 14, 15]], // IPv4-translated, RFC 2765
    ['64:ff9b:1::/48', [12, 13, 14, 15]], // local NAT64, RFC 8215, as a /96
    ['64:ff9b:1::/48', [6, 7, 9, 10]], // and as a /48, RFC 6052
    ['2002::/16', [2, 3, 4, 5]], // 6to4, RFC 3056
    ['2001::/32', [4, 5, 6, 7]], // the server of Teredo, RFC 4380
  ] as const
).map(([range, bytes]) => ({ range: ipaddr.parseCIDR(range), bytes }));

/** The well-known prefix of NAT64, through which IPv6-only networks reach IPv4. RFC 6052. */
const NAT64 = ipaddr.parseCIDR('64:ff9b::/96');

/**
 * Reads an address as the network will treat it: IPv4 that is wrapped in IPv6 (`::ffff:10.0.0.1`,
 * `64:ff9b::10.0.0.1`) becomes that IPv4.
 *
 * @returns undefined when it is no address, or one with a zone (`fe80::1%eth0`), which means
 *   something on this machine only
 */
export function parseAddress(text: string): Address | undefined {
  if (text.includes('%') || !ipaddr.isValid(text)) return undefined;
  const address = ipaddr.process(text);
  return isWithin(address, NAT64)
    ? ipaddr.fromByteArray(address.toByteArray().slice(-4))
    : address;
}

/** Whether an address lies in a range; addresses of the other family never do. */
export function isWithin(address: Address, range: [Address, number]): boolean {
  return address.kind() === range[0].kind() && address.match(range);
}

/**
 * Whether an address is outside of the public internet. What is no address at all is denied too.
 *
 * @param text - an IPv4 or IPv6 address without brackets
 */
export function isDenied(text: string): boolean {
  const address = parseAddress(text);
  if (!address) return true;
  if (address.kind() === 'ipv6' && !isWithin(address, GLOBAL_IPV6)) return true;
  return isInAny(address, [...DENIED, ...METADATA]);
}

/**
 * Whether an address is a cloud's metadata service, which nothing can allow, in whatever form of
 * IPv6 it is wrapped.
 */
export function isMetadata(text: string): boolean {
  const address = parseAddress(text);
  return (
    address !== undefined &&
    [address, ...embeddedIn(address)].some(it => isInAny(it, METADATA))
  );
}

function embeddedIn(address: Address): Address[] {
  const all = address.toByteArray();
  return EMBEDDINGS.filter(({ range }) => isWithin(address, range)).map(
    ({ bytes }) => ipaddr.fromByteArray(bytes.map(i => all[i])),
  );
}

function isInAny(address: Address, ranges: readonly [Address, number][]) {
  return ranges.some(range => isWithin(address, range));
}
