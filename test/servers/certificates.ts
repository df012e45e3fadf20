/** A certificate authority for tests, made when it is needed. Nobody else trusts it. */
import { generateKeyPairSync } from 'node:crypto';
import forge from 'node-forge';

export interface Certificate {
  readonly key: string;
  readonly cert: string;
}

export interface Authority {
  /** PEM; what a client has to trust. */
  readonly certificate: string;
  issue(hosts: readonly string[]): Certificate;
}

/** Node has keys, but makes no certificates of them. */
function makeKeys(): { readonly pem: string; readonly pair: forge.pki.rsa.KeyPair } {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const pem = privateKey.export({ type: 'pkcs1', format: 'pem' }).toString();
  return {
    pem,
    pair: {
      privateKey: forge.pki.privateKeyFromPem(pem),
      publicKey: forge.pki.publicKeyFromPem(
        publicKey.export({ type: 'spki', format: 'pem' }).toString(),
      ),
    },
  };
}

const day = 24 * 3_600_000;

function makeCertificate(
  name: string,
  issuer: string,
  publicKey: forge.pki.PublicKey,
  signer: forge.pki.rsa.PrivateKey,
  extensions: object[],
): string {
  const certificate = forge.pki.createCertificate();
  certificate.serialNumber = forge.util.bytesToHex(`\x01${forge.random.getBytesSync(8)}`);
  certificate.publicKey = publicKey;
  certificate.validity.notBefore = new Date(Date.now() - day);
  certificate.validity.notAfter = new Date(Date.now() + day);
  certificate.setSubject([{ name: 'commonName', value: name }]);
  certificate.setIssuer([{ name: 'commonName', value: issuer }]);
  certificate.setExtensions(extensions);
  certificate.sign(signer, forge.md.sha256.create());
  return forge.pki.certificateToPem(certificate);
}

const rootName = 'Test authority';

export function makeAuthority(): Authority {
  const { pair: root } = makeKeys();
  return {
    certificate: makeCertificate(rootName, rootName, root.publicKey, root.privateKey, [
      { name: 'basicConstraints', cA: true, critical: true },
      { name: 'keyUsage', keyCertSign: true, cRLSign: true, critical: true },
    ]),
    issue(hosts) {
      const { pem, pair } = makeKeys();
      const cert = makeCertificate(
        hosts[0] ?? 'localhost',
        rootName,
        pair.publicKey,
        root.privateKey,
        [
          { name: 'basicConstraints', cA: false },
          { name: 'keyUsage', digitalSignature: true, keyEncipherment: true },
          { name: 'extKeyUsage', serverAuth: true },
          {
            name: 'subjectAltName',
            // RFC 5280 §4.2.1.6: 2 is a name, 7 an address.
            altNames: hosts.map((host) =>
              /^[\d.]+$/.test(host) ? { type: 7, ip: host } : { type: 2, value: host },
            ),
          },
        ],
      );
      return { key: pem, cert };
    },
  };
}
