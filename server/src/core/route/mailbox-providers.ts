/** Providers whose servers send the mail of people with an account there: by what a server saw of its client. Looks nothing up. */
import { inCidr } from '../net/ip.ts';
import type { ReceivedField } from '../received/field.ts';
import { isWithin } from './own-hosts.ts';

interface MailboxProvider {
  readonly name: string;
  /** The reverse names of what sends; not those of customers at home (`ipt.aol.com`) or of rented machines. */
  readonly hosts: readonly string[];
  /** What their SPF records name, for servers that write no reverse name down; only what is theirs for long. */
  readonly networks?: readonly string[];
}

const providers: readonly MailboxProvider[] = [
  {
    name: 'Google',
    hosts: ['google.com'],
    networks: [
      '74.125.0.0/16',
      '209.85.128.0/17',
      '2001:4860:4000::/36',
      '2404:6800:4000::/36',
      '2607:f8b0:4000::/36',
      '2800:3f0:4000::/36',
      '2a00:1450:4000::/36',
      '2c0f:fb50:4000::/36',
    ],
  },
  {
    name: 'Microsoft',
    hosts: ['outbound.protection.outlook.com', 'hotmail.com'],
    networks: [
      '40.92.0.0/15',
      '40.107.0.0/16',
      '52.100.0.0/15',
      '52.102.0.0/16',
      '52.103.0.0/17',
      '104.47.0.0/17',
      '2a01:111:f400::/48',
      '2a01:111:f403::/48',
    ],
  },
  { name: 'Yahoo', hosts: ['yahoo.com', 'yahoo.co.jp'] },
  { name: 'AOL', hosts: ['mx.aol.com', 'mail.aol.com'] },
  { name: 'Apple', hosts: ['me.com', 'mac.com', 'icloud.com'] },
  { name: 'GMX', hosts: ['mout.gmx.net', 'mout.gmx.com', 'mout.web.de'] },
  { name: 'Proton', hosts: ['protonmail.ch', 'proton.ch'] },
  { name: 'Fastmail', hosts: ['messagingengine.com'] },
  { name: 'Zoho', hosts: ['zoho.com', 'zoho.eu', 'zohomail.com'] },
  { name: 'Yandex', hosts: ['mail.yandex.net'] },
  { name: 'Mail.ru', hosts: ['mail.ru'] },
  { name: 'NetEase', hosts: ['163.com', '126.com'] },
  { name: 'QQ Mail', hosts: ['qq.com'] },
];

/**
 * The provider that the client of a field is a sending server of: `Google`. Null for all others, and
 * for who logged in. The name in HELO is not looked at: it is the client's own word.
 */
export function mailboxProviderOf({ from }: ReceivedField): string | null {
  if (from?.ip?.valid !== true || from.auth !== null) return null;
  const { ip, rdns, reverseLookup, mayBeForged } = from;
  const isReliable = reverseLookup === 'recorded' && mayBeForged === null;
  const name = isReliable ? (rdns?.value.toLowerCase() ?? '') : '';
  const provider = providers.find(
    ({ hosts, networks }) =>
      hosts.some((host) => isWithin(name, host)) ||
      networks?.some((network) => inCidr(ip, network)) === true,
  );
  return provider?.name ?? null;
}
