import { lookup as dnsLookup, LookupAddress } from 'node:dns';
import { isIP, LookupFunction } from 'node:net';
import { buildConnector } from 'undici';
import { AllowedReceivers, normalizeHost, Receiver } from './allowedReceivers';
import { isRefused, REFUSED } from './checkReceiver';

/** Resolves a name to all of its addresses; the shape of `dns.lookup`. */
export type ResolveAll = (
  host: string,
  options: { all: true },
  callback: (error: Error | null, answers: LookupAddress[]) => void,
) => void;

/** Thrown in place of a connection that the guard refused. */
export class RefusedReceiverError extends Error {
  readonly code = 'REFUSED_RECEIVER';

  constructor() {
    super(`The receiver's address ${REFUSED}`);
  }
}

/**
 * Opens sockets, but only to receivers that webhooks may reach. The check sits where the address
 * that is checked is the address that is used, so a name that changes its answer gains nothing.
 *
 * @param options - `resolve` is for tests; `timeoutMs` bounds connecting, TLS included
 */
export function createGuardedConnector(options: {
  allowedReceivers: AllowedReceivers;
  timeoutMs: number;
  resolve?: ResolveAll;
}): buildConnector.connector {
  const { allowedReceivers, timeoutMs, resolve = dnsLookup } = options;
  return (target, callback) => {
    const receiver: Receiver = {
      host: normalizeHost(target.hostname),
      port: Number(target.port) || (target.protocol === 'https:' ? 443 : 80),
    };
    const refuses = (address: string) =>
      isRefused(receiver, address, allowedReceivers);

    // Node resolves no address, so the lookup below would never see it.
    if (isIP(receiver.host) && refuses(receiver.host)) {
      callback(new RefusedReceiverError(), null);
      return;
    }
    const lookup = guardLookup(resolve, refuses);
    buildConnector({ lookup, timeout: timeoutMs })(target, callback);
  };
}

/** One refused answer refuses them all: nobody mixes public and private addresses in good faith. */
function guardLookup(
  resolve: ResolveAll,
  refuses: (address: string) => boolean,
): LookupFunction {
  return (host, { all }, callback) =>
    resolve(host, { all: true }, (error, answers) => {
      if (error) {
        callback(error, []);
      } else if (answers.some(({ address }) => refuses(address))) {
        callback(new RefusedReceiverError(), []);
      } else if (all) {
        callback(null, answers);
      } else {
        callback(null, answers[0].address, answers[0].family);
      }
    });
}
