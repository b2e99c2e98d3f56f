import { lookup as dnsLookup } from 'node:dns';
import { isIP, LookupFunction } from 'node:net';
import { ClientCertificate } from '@kubevision/backstage-plugin-webhooks-node';
import { buildConnector } from 'undici';
import { AllowedReceivers, normalizeHost, Receiver } from './allowedReceivers';
import { RefusedBy, refusedBy, REFUSALS, ResolveAll } from './checkReceiver';

/** Thrown in place of a connection that the guard refused. */
export class RefusedReceiverError extends Error {
  readonly code: 'REFUSED_ADDRESS' | 'REFUSED_PORT';

  constructor(rule: RefusedBy) {
    super(`The receiver's URL ${REFUSALS[rule].reason}`);
    this.code = rule === 'port' ? 'REFUSED_PORT' : 'REFUSED_ADDRESS';
  }
}

/**
 * Opens sockets, but only to receivers that webhooks may reach. The check sits where the address
 * that is checked is the address that is used, so a name that changes its answer gains nothing.
 *
 * @param options - `resolve` is for tests; `timeoutMs` bounds connecting, TLS included;
 *   `clientCertificate` is shown to whoever asks for one
 */
export function createGuardedConnector(options: {
  allowedReceivers: AllowedReceivers;
  timeoutMs: number;
  resolve?: ResolveAll;
  clientCertificate?: ClientCertificate;
}): buildConnector.connector {
  const { allowedReceivers, timeoutMs, resolve = dnsLookup } = options;
  const { certificate, ...identity } = options.clientCertificate ?? {};
  const tls = certificate ? { cert: certificate, ...identity } : {};
  return (target, callback) => {
    const receiver: Receiver = {
      host: normalizeHost(target.hostname),
      port: Number(target.port) || (target.protocol === 'https:' ? 443 : 80),
    };
    const ruleAgainst = (address: string) =>
      refusedBy(receiver, address, allowedReceivers);

    // Node resolves no address, so the lookup below would never see it.
    const rule = isIP(receiver.host) ? ruleAgainst(receiver.host) : undefined;
    if (rule) {
      callback(new RefusedReceiverError(rule), null);
      return;
    }
    const lookup = guardLookup(resolve, ruleAgainst);
    buildConnector({ ...tls, lookup, timeout: timeoutMs })(target, callback);
  };
}

/** One refused answer refuses them all: nobody mixes public and private addresses in good faith. */
function guardLookup(
  resolve: ResolveAll,
  ruleAgainst: (address: string) => RefusedBy | undefined,
): LookupFunction {
  return (host, { all }, callback) =>
    resolve(host, { all: true }, (error, answers) => {
      if (error) {
        callback(error, []);
        return;
      }
      const rule = answers.map(it => ruleAgainst(it.address)).find(Boolean);
      if (rule) {
        callback(new RefusedReceiverError(rule), []);
      } else if (all) {
        callback(null, answers);
      } else {
        callback(null, answers[0].address, answers[0].family);
      }
    });
}
