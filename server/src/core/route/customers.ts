/**
 * Names of lines: what a provider calls the addresses that its customers come in on, or hire. Knows
 * names and addresses, nothing of trace fields.
 */
import { registrableDomain } from '../net/hosts.ts';
import type { IpLiteral } from '../net/ip.ts';
import { isDigit, isLetter } from '../text/chars.ts';

/** Words of their own in such names: between dots, hyphens and digits. */
const lineWords: ReadonlySet<string> = new Set([
  // How the line is fed.
  'bb',
  'bras',
  'cable',
  'catv',
  'cgn',
  'cgnat',
  'dial',
  'fiber',
  'fibre',
  'ftth',
  'fttx',
  'gpon',
  'gprs',
  'hfc',
  'hsd',
  'isdn',
  'lns',
  'lte',
  'mobile',
  'modem',
  'nas',
  'nat',
  'pon',
  'ppp',
  'ras',
  'umts',
  'vpn',
  'wifi',
  'wimax',
  'wireless',
  'wlan',
  // How the address is given out.
  'dip',
  'dyn',
  'dynip',
  'ip',
  'ipv',
  'pool',
  'pools',
  'rev',
  'reverse',
  'static',
  'unassigned',
  // To whom.
  'abo',
  'business',
  'client',
  'clients',
  'cpe',
  'cust',
  'customer',
  'customers',
  'home',
  'res',
  'resi',
  'residential',
  'subscriber',
  'users',
  // Machines for hire.
  'colo',
  'compute',
  'dedi',
  'dedicated',
  'vm',
  'vps',
  'vserver',
]);

/** These tell a line inside longer words, too: `adslgp`, `dynamicip`, `cablemodem`. */
const lineParts: readonly string[] = [
  'broadband',
  'cablemodem',
  'dhcp',
  'dialin',
  'dialup',
  'dsl',
  'dynamic',
  'pppoe',
];

/** What providers call the servers that mail goes through. */
const mailWords: ReadonlySet<string> = new Set([
  'emta',
  'gateway',
  'gw',
  'imap',
  'imta',
  'mail',
  'mailgw',
  'mailhost',
  'mailhub',
  'mailout',
  'mailrelay',
  'mda',
  'mta',
  'mx',
  'out',
  'outbound',
  'outgoing',
  'pop',
  'relay',
  'smarthost',
  'smtp',
  'smtpout',
  'webmail',
]);

/**
 * Whether a provider gave the name to a line, and not to a server of its own: it says so in a word, or
 * carries the address. Whoever comes in from there shares the provider's domain, and nothing else.
 */
export function isCustomerName(name: string, ip: IpLiteral | null): boolean {
  const host = ownLabels(name);
  if (lineParts.some((part) => host.includes(part))) return true;
  if (wordsOf(host).some((word) => lineWords.has(word))) return true;
  return ip?.valid === true && (ip.version === 4 ? carriesIpv4 : carriesIpv6)(host, ip.value);
}

/** Whether the name is one that mail servers have: `mx01`, `smtp-out`. */
export function isMailServerName(name: string): boolean {
  return wordsOf(ownLabels(name)).some((word) => mailWords.has(word));
}

/** The name without the registered domain, in lower case: `dyn.com` and `pool.net` say nothing of their hosts. */
function ownLabels(name: string): string {
  const host = name.toLowerCase();
  const domain = registrableDomain(host);
  return domain !== null && host.endsWith(domain) ? host.slice(0, -domain.length) : host;
}

/** The runs of letters: `hsd` of `hsd1`. */
function wordsOf(host: string): string[] {
  return runsOf(host, isLetter);
}

function runsOf(host: string, belongs: (code: number) => boolean): string[] {
  const runs: string[] = [];
  let start = 0;
  for (let at = 0; at <= host.length; at += 1) {
    if (at < host.length && belongs(host.charCodeAt(at))) continue;
    if (at > start) runs.push(host.slice(start, at));
    start = at + 1;
  }
  return runs;
}

/**
 * Whether two neighbouring octets of the address stand side by side in the name, in either order
 * (`host-3-4`, `4.3.2.1.clients`), or run together: two padded to three digits each, or three in hexadecimal.
 */
function carriesIpv4(host: string, ip: string): boolean {
  const octets = ip.split('.').map(Number);
  const numbers = runsOf(host, isDigit).map(Number);
  for (const written of [octets, octets.toReversed()]) {
    for (let i = 0; i + 1 < written.length; i += 1) {
      const [one, two] = [written[i], written[i + 1]];
      if (numbers.some((number, at) => number === one && numbers[at + 1] === two)) return true;
    }
    if (
      holdsRun(
        host,
        written.map((octet) => String(octet).padStart(3, '0')),
        2,
      )
    )
      return true;
    if (
      holdsRun(
        host,
        written.map((octet) => octet.toString(16).padStart(2, '0')),
        3,
      )
    )
      return true;
  }
  return false;
}

/** The same for three groups of an IPv6 address, with or without their leading zeros and what parts them, or eight of its digits backwards. */
function carriesIpv6(host: string, ip: string): boolean {
  const [front = '', back = ''] = ip.split('::');
  const first = front === '' ? [] : front.split(':');
  const last = back === '' ? [] : back.split(':');
  const between = new Array<string>(Math.max(0, 8 - first.length - last.length)).fill('0');
  const groups = [...first, ...between, ...last];
  const digits = Array.from(groups.map((group) => group.padStart(4, '0')).join(''));
  const bare = runsOf(host, (code) => isLetter(code) || isDigit(code)).join('');
  return (
    holdsRun(
      host.replaceAll('.', '-'),
      groups.map((group) => `${group}-`),
      3,
    ) ||
    holdsRun(
      bare,
      groups.map((group) => group.padStart(4, '0')),
      3,
    ) ||
    holdsRun(bare, digits.toReversed(), 8)
  );
}

/** Whether `count` neighbouring pieces, not all of them zero, stand in the name without anything between. */
function holdsRun(host: string, pieces: readonly string[], count: number): boolean {
  for (let i = 0; i + count <= pieces.length; i += 1) {
    const run = pieces.slice(i, i + count).join('');
    if (!isZero(run) && host.includes(run)) return true;
  }
  return false;
}

function isZero(text: string): boolean {
  for (let i = 0; i < text.length; i += 1) {
    const code = text.charCodeAt(i);
    if (code !== 48 && code !== 45) return false;
  }
  return true;
}
