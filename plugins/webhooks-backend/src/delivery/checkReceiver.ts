import { lookup } from 'node:dns/promises';
import { isDenied, isMetadata, parseAddress } from './addressGuard';
import { AllowedReceivers, Receiver, toReceiver } from './allowedReceivers';

/** Why a receiver is refused. Does not tell what the name resolved to: that is the network's own. */
export const REFUSED =
  'leads into a private or reserved network, where webhooks may not go; an administrator can allow the receiver in app-config under webhooks.delivery.allowedReceivers';

/** The one rule that saving and sending share. */
export function isRefused(
  receiver: Receiver,
  address: string,
  allowed: AllowedReceivers,
): boolean {
  return (
    isMetadata(address) ||
    (isDenied(address) && !allowed.allowsAddress(receiver, address))
  );
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
): string | undefined {
  const receiver = toReceiver(url);
  const address = isLocalhost(receiver.host) ? '127.0.0.1' : receiver.host;
  if (!parseAddress(address)) return undefined;
  return isRefused(receiver, address, allowed) ? REFUSED : undefined;
}

/**
 * As {@link checkReceiver}, with names resolved. One refused address is enough to refuse the
 * name, as it is when sending. A name that cannot be resolved now passes: that may be mended
 * later, and a test message tells.
 */
export async function checkResolvedReceiver(
  url: URL,
  allowed: AllowedReceivers,
): Promise<string | undefined> {
  const receiver = toReceiver(url);
  const answers = await lookup(receiver.host, { all: true }).catch(() => []);
  return answers.some(({ address }) => isRefused(receiver, address, allowed))
    ? REFUSED
    : undefined;
}

/** RFC 6761, section 6.3. */
function isLocalhost(host: string): boolean {
  return host === 'localhost' || host.endsWith('.localhost');
}
