/** The explicit list of rules. To add one: its file, a line here, its page in docs/rules, its two messages in the tests. */
import { draftRules } from '../complaint/check.ts';
import { anonymousRelay } from './anonymous-relay.ts';
import { badHostCharacter } from './bad-host-character.ts';
import { beneathForgery } from './beneath-forgery.ts';
import { headerCutShort } from './header-cut-short.ts';
import { heloAddressMismatch } from './helo-address-mismatch.ts';
import { heloNameMismatch } from './helo-name-mismatch.ts';
import { impossibleAddress } from './impossible-address.ts';
import { injectedField } from './injected-field.ts';
import { leadingZeroOctet } from './leading-zero-octet.ts';
import { malformedDate } from './malformed-date.ts';
import { missingDate } from './missing-date.ts';
import { noReceived } from './no-received.ts';
import { notATraceField } from './not-a-trace-field.ts';
import { reservedAddress } from './reserved-address.ts';
import type { Rule } from './rule.ts';
import { spoofedHop } from './spoofed-hop.ts';
import { timeBackwards, timeBackwardsDays } from './time-backwards.ts';

/** What is looked for in every message. */
export const rules = [
  impossibleAddress,
  reservedAddress,
  badHostCharacter,
  notATraceField,
  injectedField,
  heloAddressMismatch,
  heloNameMismatch,
  leadingZeroOctet,
  anonymousRelay,
  timeBackwards,
  timeBackwardsDays,
  malformedDate,
  missingDate,
  noReceived,
  headerCutShort,
] as const satisfies readonly Rule[];

/** What follows once one of them has proven a forgery. */
export const consequences = [spoofedHop, beneathForgery] as const satisfies readonly Rule[];

/** Every rule that can speak, for settings, docs and reports. */
export const allRules: readonly Rule[] = [...rules, ...consequences, ...draftRules];
