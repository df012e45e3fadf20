/** Addresses as names: what reverse zones and block lists are asked for. */
import { inCidr } from '../../core/net/ip.ts';

/** `7.2.0.192` of 192.0.2.7; the 32 digits of an IPv6 address, last one first. @param ip canonical and valid */
export function reversedLabels(ip: string): string {
  return ip.includes(':')
    ? hexDigits(ip).toReversed().join('.')
    : ip.split('.').toReversed().join('.');
}

/** Where the reverse name of an address stands (RFC 1035 §3.5, RFC 3596 §2.5). */
export function reverseZone(ip: string): string {
  return `${reversedLabels(ip)}.${ip.includes(':') ? 'ip6' : 'in-addr'}.arpa`;
}

function hexDigits(ip: string): string[] {
  const [head = '', tail] = ip.split('::');
  const words = (text: string): string[] => (text === '' ? [] : text.split(':'));
  const before = words(head);
  const after = words(tail ?? '');
  const gap = new Array<string>(Math.max(0, 8 - before.length - after.length)).fill('0');
  return [...before, ...gap, ...after].flatMap((word) => Array.from(word.padStart(4, '0')));
}

/** Whether an address of a record is the one that was asked about, however it is written. */
export function isSameAddress(a: string, b: string): boolean {
  return inCidr(a, b);
}
