/** Signed messages made at test time. */
import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import { sealMessage } from 'mailauth/lib/arc/index.js';
import { dkimSign } from 'mailauth/lib/dkim/sign.js';

/** Keys cost time: each test file shares these. */
const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 });
const ed25519 = generateKeyPairSync('ed25519');
const short = generateKeyPairSync('rsa', { modulusLength: 768 });

const pem = (key: KeyObject): string => key.export({ type: 'pkcs8', format: 'pem' }).toString();
const record = (key: KeyObject, kind: string): string => {
  const der = key.export({ type: 'spki', format: 'der' });
  // RFC 8463 §4: an Ed25519 key stands there bare, without its wrapping.
  const bytes = kind === 'ed25519' ? der.subarray(-32) : der;
  return `v=DKIM1; k=${kind}; p=${bytes.toString('base64')}`;
};

export const keys = {
  rsa: { pem: pem(rsa.privateKey), record: record(rsa.publicKey, 'rsa'), algorithm: 'rsa-sha256' },
  ed25519: {
    pem: pem(ed25519.privateKey),
    record: record(ed25519.publicKey, 'ed25519'),
    algorithm: 'ed25519-sha256',
  },
  short: {
    pem: pem(short.privateKey),
    record: record(short.publicKey, 'rsa'),
    algorithm: 'rsa-sha256',
  },
} as const;

export const received =
  'Received: from out.example.org (out.example.org [192.0.2.10]) by mx.example.com (Postfix) with ESMTP id 4B1\r\n' +
  ' (envelope-from <bounce@example.org>); Thu, 21 Nov 2024 10:15:03 +0000\r\n';

export const plainMessage =
  'From: Jane <jane@example.org>\r\nTo: joe@example.com\r\nSubject: hello there\r\n' +
  'Date: Thu, 21 Nov 2024 10:14:58 +0000\r\nMessage-ID: <1@example.org>\r\n\r\n' +
  'Dear Joe,\r\n\r\nthe meeting is at ten.\r\n';

export interface Signing {
  readonly domain?: string;
  readonly selector?: string;
  readonly key?: keyof typeof keys;
  readonly canonicalization?: string;
  readonly fields?: readonly string[];
  readonly bodyLength?: number;
  readonly expires?: Date;
}

/** The message with its signature on top. */
export async function sign(message: string, signing: Signing = {}): Promise<string> {
  const {
    domain = 'example.org',
    selector = 'sel',
    key = 'rsa',
    canonicalization,
    fields,
  } = signing;
  const options = {
    canonicalization: canonicalization ?? 'relaxed/relaxed',
    signTime: new Date('2024-11-21T10:14:59Z'),
    ...(signing.expires && { expires: signing.expires }),
    ...(fields && { headerList: fields.join(':') }),
    signatureData: [
      {
        signingDomain: domain,
        selector,
        privateKey: keys[key].pem,
        algorithm: keys[key].algorithm,
        ...(signing.bodyLength !== undefined && { maxBodyLength: signing.bodyLength }),
      },
    ],
  };
  const { signatures, errors } = await dkimSign(
    Buffer.from(message, 'latin1'),
    // Its types ask for what only the entries of `signatureData` need.
    options as unknown as Parameters<typeof dkimSign>[1],
  );
  if (errors.length > 0) throw new Error(JSON.stringify(errors));
  return signatures + message;
}

/** The message with one ARC set on top. */
export async function seal(message: string, domain: string): Promise<string> {
  const headers = await sealMessage(Buffer.from(message, 'latin1'), {
    signingDomain: domain,
    selector: 'arc',
    privateKey: keys.rsa.pem,
    signTime: new Date('2024-11-21T10:15:00Z'),
    authResults: `${domain}; dkim=pass header.i=@example.org`,
    cv: 'none',
    i: 1,
  } as Parameters<typeof sealMessage>[1]);
  return headers.toString() + message;
}
