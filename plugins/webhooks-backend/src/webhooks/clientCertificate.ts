import {
  ClientCertificateInfo,
  because,
} from '@kubevision/backstage-plugin-webhooks-common';
import { ClientCertificate } from '@kubevision/backstage-plugin-webhooks-node';
import { createPrivateKey, KeyObject, X509Certificate } from 'node:crypto';
import { createSecureContext } from 'node:tls';
import { wrong } from '../refusal';

/**
 * Checks a client certificate with its key, as they will be used.
 *
 * @throws InputError that names the part that will not do, and holds nothing of the key
 */
export function checkClientCertificate(
  given: ClientCertificate,
  now: Date,
): void {
  const certificate = readCertificate(given.certificate, 'certificate');
  if (certificate.validToDate <= now) {
    throw wrong(
      'clientCertificate.certificate',
      because('certificate-expired', {
        date: certificate.validToDate.toISOString(),
      }),
    );
  }
  if (given.ca) readCertificate(given.ca, 'ca');
  if (!certificate.checkPrivateKey(readKey(given))) {
    throw wrong('clientCertificate.key', because('key-of-other-certificate'));
  }
  try {
    const { certificate: cert, key, passphrase, ca } = given;
    createSecureContext({ cert, key, passphrase, ca });
  } catch {
    throw wrong('clientCertificate', because('certificate-unusable'));
  }
}

/** What may be shown of a client certificate. */
export function describeClientCertificate({
  certificate,
}: ClientCertificate): ClientCertificateInfo {
  const { subject, validToDate, fingerprint256 } = new X509Certificate(
    certificate,
  );
  return {
    subject: subject.split('\n').join(', '),
    expiresAt: validToDate.toISOString(),
    fingerprint256,
  };
}

/** The first one of a chain is the one that counts. */
function readCertificate(pem: string, part: string): X509Certificate {
  try {
    return new X509Certificate(pem);
  } catch {
    throw wrong(`clientCertificate.${part}`, because('no-certificate'));
  }
}

function readKey({ key, passphrase }: ClientCertificate): KeyObject {
  try {
    return createPrivateKey({ key, passphrase });
  } catch {
    throw /ENCRYPTED/.test(key)
      ? wrong('clientCertificate.passphrase', because('passphrase-wrong'))
      : wrong('clientCertificate.key', because('no-private-key'));
  }
}
