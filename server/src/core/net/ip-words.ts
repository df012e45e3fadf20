/** What is odd about the notation of an address, a sentence each. For findings and hovers alike. */
import type { IpDefect } from './ip.ts';
import { say, type Said } from '../text/said.ts';

export const ipDefectWords: Readonly<Record<IpDefect, Said>> = {
  'octet-above-255': say`No number of an address goes beyond 255.`,
  'octet-count': say`An IPv4 address has four numbers.`,
  'all-zero': say`All zero means "no address", and no client connects from it.`,
  'leading-zero': say`It is written with a leading zero: people read such a number as decimal, some programs as octal.`,
  'malformed-ipv6': say`It looks like an IPv6 address and is none.`,
};

/** Those with which an address is none that a machine can have. */
export const impossibleIpDefects: readonly IpDefect[] = [
  'octet-above-255',
  'octet-count',
  'all-zero',
  'malformed-ipv6',
];
