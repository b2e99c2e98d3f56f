import { because, Reason } from '@kubevision/backstage-plugin-webhooks-common';
import { lookup, LookupAddress } from 'node:dns';
import { isDenied, isMetadata, parseAddress } from './addressGuard';
import { AllowedReceivers, Receiver, toReceiver } from './allowedReceivers';
import { asProblem } from './asProblem';

/** Resolves a name to all of its addresses; the shape of `dns.lookup`. */
export type ResolveAll = (
  host: string,
  options: { all: true },
  callback: (error: Error | null, answers: LookupAddress[]) => void,
) => void;

/** The rules by which a receiver can be refused. */
export type RefusedBy = 'address' | 'port';

/** Why a receiver is refused. Does not tell what the name resolved to: that is the network's own. */
export const REFUSALS: Readonly<Record<RefusedBy, Reason>> = {
  address: asProblem(because('address-refused')),
  port: asProblem(because('port-refused')),
};

/** A name that is not resolved by then is left to be checked when something is sent. */
const RESOLVING_MS = 3_000;

/**
 * The one rule that saving, testing and sending share.
 *
 * @param address - the receiver's host itself, or one of the addresses that it resolves to
 */
export function refusedBy(
  receiver: Receiver,
  address: string,
  allowed: AllowedReceivers,
): RefusedBy | undefined {
  if (isMetadata(address)) return 'address';
  if (allowed.allowsAddress(receiver, address)) return undefined;
  if (isDenied(address)) return 'address';
  return allowed.opensPort(receiver.port) ? undefined : 'port';
}

/**
 * Checks what the URL itself tells: an address, or a name that always means this machine. Any
 * other name is checked when it is resolved, at every connection.
 *
 * @returns what is wrong, or undefined
 */
export function checkReceiver(
  url: URL,
  allowed: AllowedReceivers,
): Reason | undefined {
  const receiver = toReceiver(url);
  const address = isLocalhost(receiver.host) ? '127.0.0.1' : receiver.host;
  return parseAddress(address) && problemOf(receiver, [address], allowed);
}

/**
 * As {@link checkReceiver}, with names resolved. One refused address is enough to refuse the
 * name, as it is when sending. A name that cannot be resolved now passes: that may be mended
 * later, and a test message tells.
 *
 * @param resolve - `dns.lookup` when absent
 */
export async function checkResolvedReceiver(
  url: URL,
  allowed: AllowedReceivers,
  resolve: ResolveAll = lookup,
): Promise<Reason | undefined> {
  const receiver = toReceiver(url);
  return problemOf(
    receiver,
    await addressesOf(receiver.host, resolve),
    allowed,
  );
}

/** Never rejects, and takes no longer than a person waits. */
async function addressesOf(
  host: string,
  resolve: ResolveAll,
): Promise<readonly string[]> {
  return new Promise(settle => {
    const timer = setTimeout(settle, RESOLVING_MS, []).unref();
    resolve(host, { all: true }, (error, answers) => {
      clearTimeout(timer);
      settle(error ? [] : answers.map(({ address }) => address));
    });
  });
}

function problemOf(
  receiver: Receiver,
  addresses: readonly string[],
  allowed: AllowedReceivers,
): Reason | undefined {
  const rule = addresses
    .map(address => refusedBy(receiver, address, allowed))
    .find(Boolean);
  return rule && REFUSALS[rule];
}

/** RFC 6761, section 6.3. */
function isLocalhost(host: string): boolean {
  return host === 'localhost' || host.endsWith('.localhost');
}
