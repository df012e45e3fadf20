/** IP address literals as servers write them into trace fields, and what their ranges mean. */
import type { Span } from '../text/span.ts';

/**
 * What an address can be, by the special-purpose registries (RFC 6890).
 * `documentation` (TEST-NET, 2001:db8::/32) counts as public in the trust walk.
 * `reserved` covers multicast, 240/4, 0/8 and the unspecified address: no client has one.
 */
export type IpRange =
  | 'public'
  | 'documentation'
  | 'private'
  | 'shared'
  | 'loopback'
  | 'link-local'
  | 'reserved'
  | 'invalid';

export type IpDefect =
  /** An IPv4 octet above 255. */
  | 'octet-above-255'
  /** Three or five octets. */
  | 'octet-count'
  /** `0.0.0.0` or `000.000.000`: all zero. */
  | 'all-zero'
  /** `031`: people read decimal, some programs octal. */
  | 'leading-zero'
  /** Looks like IPv6, is none. */
  | 'malformed-ipv6';

/** An address literal as written. The span covers the address without brackets, `IPv6:` tag, port and zone. */
export interface IpLiteral extends Span {
  /** RFC 5952, IPv4-mapped as IPv4; as written when it is not valid. */
  readonly value: string;
  readonly valid: boolean;
  readonly version: 4 | 6;
  /** `eth0` in `fe80::1%eth0`. */
  readonly zone: string | null;
  readonly port: number | null;
  readonly range: IpRange;
  readonly defects: readonly IpDefect[];
}
