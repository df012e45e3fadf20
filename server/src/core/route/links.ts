/**
 * The links of the chain: does the client of one hop sign the next field? Where neither name nor
 * address fits, the link is broken, and who wrote the next field is anybody's guess.
 */
import { isInsideName, type Kinship } from '../net/hosts.ts';
import { sameNetwork24 } from '../net/ip.ts';
import type { ReceivedField } from '../received/field.ts';
import type { Spanned } from '../text/span.ts';
import type { Route } from './route.ts';

/** The indexes of the hops from the border on whose server can not be the client of the hop above. */
export function brokenLinks({ hops, border }: Route, kin: Kinship): readonly number[] {
  if (border === null) return none;
  let broken: number[] | null = null;
  for (let i = border; i + 1 < hops.length; i += 1) {
    const newer = hops[i]?.received;
    const older = hops[i + 1]?.received;
    if (newer === undefined || older === undefined || !isBroken(newer, older, kin)) continue;
    (broken ??= []).push(i + 1);
  }
  return broken ?? none;
}

const none: readonly number[] = Object.freeze([]);

/**
 * Whether the server of the older field can be the client of the newer one. Only what speaks against
 * it breaks a link: nicknames and other names of the inside, private addresses and local handovers say nothing.
 */
export function isBroken(newer: ReceivedField, older: ReceivedField, kin: Kinship): boolean {
  const { from } = newer;
  if (newer.kind !== 'relay' || from?.ip?.valid !== true || from.auth !== null) return false;
  if (from.ip.range !== 'public' && from.ip.range !== 'documentation') return false;
  const by = older.by;
  if (by?.ip?.valid === true && sameNetwork24(by.ip, from.ip)) return false;
  const signed = by?.host?.value;
  if (signed === undefined || signed === from.helo?.value || signed === from.rdns?.value)
    return false;
  if (isInsideName(signed)) return false;
  const helo = outside(from.helo);
  const rdns = outside(from.rdns);
  // An address in HELO names no organisation.
  if (helo === null ? rdns === null || from.heloIp !== null : rdns === null && from.heloIp !== null)
    return false;
  return (helo === null || !kin(helo, signed)) && (rdns === null || !kin(rdns, signed));
}

/** The name, when it can be one of an organisation's hosts. */
function outside(name: Spanned | null): string | null {
  return name === null || isInsideName(name.value) ? null : name.value;
}
