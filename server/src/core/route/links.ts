/**
 * The links of the chain: does the client of one hop sign the next field? Where neither name nor
 * address fits, the link is broken, and who wrote the next field is anybody's guess.
 */
import { isInsideName, type Kinship } from '../net/hosts.ts';
import { sameNetwork24 } from '../net/ip.ts';
import type { ReceivedField } from '../received/field.ts';

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
  if (signed === undefined || isInsideName(signed)) return false;
  const names = [from.helo, from.rdns].filter((name) => name !== null && !isInsideName(name.value));
  // An address in HELO names no organisation.
  if (names.length === 0 || (names.length === 1 && from.heloIp !== null)) return false;
  return names.every((name) => name !== null && !kin(name.value, signed));
}
