import { generate } from 'selfsigned';

/** A certificate and its key, PEM. */
export interface Certificate {
  cert: string;
  key: string;
}

let certificate: Certificate | undefined;

/** The certificate of this process: made when it is first needed, as that takes a while. */
export function processCertificate(): Certificate {
  certificate ??= createCertificate();
  return certificate;
}

/** Makes a certificate for the loopback that is its own authority. */
function createCertificate(): Certificate {
  const { cert, private: key } = generate(
    [{ name: 'commonName', value: 'cluster-simulator' }],
    {
      days: 30,
      keySize: 2048,
      algorithm: 'sha256',
      extensions: [
        { name: 'basicConstraints', cA: true },
        {
          name: 'subjectAltName',
          altNames: [
            { type: 7, ip: '127.0.0.1' },
            { type: 2, value: 'localhost' },
          ],
        },
      ],
    },
  );
  return { cert, key };
}
