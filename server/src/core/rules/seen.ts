/**
 * What there is to judge in a message, found in one pass over its hops: a rule whose subject is not
 * there need not run. Most messages give most rules nothing to say.
 */
import type { RuleContext } from './rule.ts';

/** Subjects of rules; a message has them or not. */
export interface Seen {
  /** A client address with a defect, or from a reserved range. */
  oddAddress: boolean;
  /** A trace field with an oddity. */
  oddField: boolean;
  /** A field named Received that is none. */
  unparsed: boolean;
  /** A HELO that is an address. */
  heloAddress: boolean;
  /** A HELO name and a reverse name that are not the same. */
  twoNames: boolean;
  anonymous: boolean;
  /** A hop dated more than an hour before the older one. */
  backwards: boolean;
  /** A date with a defect. */
  oddDate: boolean;
  undated: boolean;
  /** Trace fields beneath the border. */
  claims: boolean;
}

export type Subject = keyof Seen;

export function observe({ route }: RuleContext): Seen {
  const seen: Seen = {
    oddAddress: false,
    oddField: false,
    unparsed: false,
    heloAddress: false,
    twoNames: false,
    anonymous: false,
    backwards: false,
    oddDate: false,
    undated: false,
    claims: route.border !== null && route.border + 1 < route.hops.length,
  };
  const hops = route.hops;
  for (let i = 0; i < hops.length; i += 1) {
    const hop = hops[i];
    if (hop === undefined) break;
    const { from, date, kind, oddities } = hop.received;
    if (kind === 'anonymous') seen.anonymous = true;
    else if (kind === 'unparsed') seen.unparsed = true;
    if (oddities.length > 0) seen.oddField = true;
    if (date === null) seen.undated = true;
    else if (date.defects.length > 0) seen.oddDate = true;
    if (hop.delaySeconds !== null && hop.delaySeconds < -3600) seen.backwards = true;
    if (from === null) continue;
    if (from.ip !== null && (from.ip.defects.length > 0 || from.ip.range === 'reserved'))
      seen.oddAddress = true;
    if (from.heloIp !== null) seen.heloAddress = true;
    if (from.helo !== null && from.rdns !== null && from.helo.value !== from.rdns.value)
      seen.twoNames = true;
  }
  return seen;
}
