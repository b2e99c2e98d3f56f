import { InputError } from '@backstage/errors';
import { ClientCertificateInfo } from '@kubevision/backstage-plugin-webhooks-common';
import { ClientCertificate } from '@kubevision/backstage-plugin-webhooks-node';
import { createPrivateKey, KeyObject, X509Certificate } from 'node:crypto';
import { createSecureContext } from 'node:tls';

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
    throw new InputError(
      `clientCertificate.certificate: expired on ${certificate.validToDate.toISOString()}; give a newer one`,
    );
  }
  if (given.ca) readCertificate(given.ca, 'ca');
  if (!certificate.checkPrivateKey(readKey(given))) {
    throw new InputError(
      'clientCertificate.key: belongs to another certificate; give the key that the certificate was made with',
    );
  }
  try {
    const { certificate: cert, key, passphrase, ca } = given;
    createSecureContext({ cert, key, passphrase, ca });
  } catch {
    throw new InputError(
      'clientCertificate: cannot be used for TLS; check that every certificate in it is whole, and that the key is no shorter than 2048 bits for RSA',
    );
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
    throw new InputError(
      `clientCertificate.${part}: is no certificate in PEM; paste it whole, from -----BEGIN CERTIFICATE----- on`,
    );
  }
}

function readKey({ key, passphrase }: ClientCertificate): KeyObject {
  try {
    return createPrivateKey({ key, passphrase });
  } catch {
    throw new InputError(
      /ENCRYPTED/.test(key)
        ? 'clientCertificate.passphrase: does not open the key; give the one that the key was encrypted with'
        : 'clientCertificate.key: is no private key in PEM; paste it whole, from -----BEGIN … PRIVATE KEY----- on',
    );
  }
}
