import { createPrivateKey } from 'node:crypto';
import { generate } from 'selfsigned';

/** A certificate that signs itself, valid for 127.0.0.1, with its key. */
export function certificateFor(name: string): {
  certificate: string;
  key: string;
} {
  const { private: key, cert } = generate(
    [{ name: 'commonName', value: name }],
    {
      keySize: 2048,
      algorithm: 'sha256',
      days: 30,
      extensions: [
        { name: 'basicConstraints', cA: true },
        {
          name: 'subjectAltName',
          altNames: [{ type: 7, ip: '127.0.0.1' }],
        },
      ],
    },
  );
  return { certificate: cert, key };
}

/** The same certificate, its key encrypted. */
export function encryptKey(
  { certificate, key }: { certificate: string; key: string },
  passphrase: string,
) {
  const encrypted = createPrivateKey(key)
    .export({
      type: 'pkcs8',
      format: 'pem',
      cipher: 'aes-256-cbc',
      passphrase,
    })
    .toString();
  return { certificate, key: encrypted, passphrase };
}
