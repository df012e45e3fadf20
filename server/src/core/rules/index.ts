/** The explicit list of rules. To add one: its file, a line here, its page in docs/rules, its two messages in the tests. */
import { draftRules } from '../complaint/check.ts';
import { verificationRules } from '../verification/rules.ts';
import { brandDropBox } from './brand-drop-box.ts';
import { brokenChain, brokenLink } from './broken-chain.ts';
import { forgedBrandField } from './forged-brand-field.ts';
import { heloBrandForgery } from './helo-brand-forgery.ts';
import { openRelay } from './open-relay.ts';
import { anonymousRelay } from './anonymous-relay.ts';
import { badHostCharacter } from './bad-host-character.ts';
import { bareCr } from './bare-cr.ts';
import { beneathForgery } from './beneath-forgery.ts';
import { byteOrderMark } from './byte-order-mark.ts';
import { dateAfterReceived } from './date-after-received.ts';
import { dateImpossible } from './date-impossible.ts';
import { displayNameAddress } from './display-name-address.ts';
import { duplicateHeader } from './duplicate-header.ts';
import { encodedMessage } from './encoded-message.ts';
import { encodedLineEnd } from './encoded-line-end.ts';
import { headerCutShort } from './header-cut-short.ts';
import { heloAddressMismatch } from './helo-address-mismatch.ts';
import { heloBrandUnnamed } from './helo-brand-unnamed.ts';
import { heloNameMismatch } from './helo-name-mismatch.ts';
import { heloUnknownTopLevel } from './helo-unknown-top-level.ts';
import { impossibleAddress } from './impossible-address.ts';
import { injectedField } from './injected-field.ts';
import { leadingZeroOctet } from './leading-zero-octet.ts';
import { linkMismatch } from './link-mismatch.ts';
import { longLine } from './long-line.ts';
import { malformedDate } from './malformed-date.ts';
import { mayBeForged } from './may-be-forged.ts';
import { mimeImpossible } from './mime-impossible.ts';
import { missingDate } from './missing-date.ts';
import { displayNameBrand } from './display-name-brand.ts';
import { idnHomoglyph } from './idn-homoglyph.ts';
import { mixedScriptName } from './mixed-script-name.ts';
import { unencryptedHop } from './unencrypted-hop.ts';
import { noDate } from './no-date.ts';
import { noReceived } from './no-received.ts';
import { notATraceField } from './not-a-trace-field.ts';
import { notedFail } from './noted-fail.ts';
import { nulByte } from './nul-byte.ts';
import { replyToDiffers } from './reply-to-differs.ts';
import { reservedAddress } from './reserved-address.ts';
import type { Rule } from './rule.ts';
import { spoofedHop } from './spoofed-hop.ts';
import { timeBackwards, timeBackwardsDays } from './time-backwards.ts';
import { traceBelowFields } from './trace-below-fields.ts';

/** What is looked for in every message. */
export const rules = [
  impossibleAddress,
  reservedAddress,
  badHostCharacter,
  notATraceField,
  injectedField,
  heloAddressMismatch,
  heloNameMismatch,
  heloBrandForgery,
  heloBrandUnnamed,
  heloUnknownTopLevel,
  mayBeForged,
  forgedBrandField,
  brokenLink,
  brokenChain,
  openRelay,
  leadingZeroOctet,
  anonymousRelay,
  timeBackwards,
  timeBackwardsDays,
  malformedDate,
  missingDate,
  noReceived,
  headerCutShort,
  dateImpossible,
  dateAfterReceived,
  noDate,
  displayNameAddress,
  displayNameBrand,
  brandDropBox,
  mixedScriptName,
  idnHomoglyph,
  replyToDiffers,
  duplicateHeader,
  traceBelowFields,
  bareCr,
  nulByte,
  byteOrderMark,
  encodedLineEnd,
  longLine,
  unencryptedHop,
] as const satisfies readonly Rule[];

/** What is looked for in the body, when there is time, and what can wait until then. */
export const bodyRules = [
  notedFail,
  mimeImpossible,
  linkMismatch,
  idnHomoglyph,
  encodedMessage,
] as const satisfies readonly Rule[];

/** What is looked for in the bytes of the file as well: editors hide it. */
export const fileRules = [bareCr, nulByte, byteOrderMark] as const satisfies readonly Rule[];

/** What follows once one of them has proven a forgery. */
export const consequences = [spoofedHop, beneathForgery] as const satisfies readonly Rule[];

/** What can be measured on mail: those that speak of any message, unasked. */
export const measuredRules: readonly Rule[] = [
  ...rules,
  ...bodyRules.filter((rule) => rule !== idnHomoglyph),
  ...consequences,
];

/** Every rule that can speak, for settings, docs and reports. */
export const allRules: readonly Rule[] = [...measuredRules, ...draftRules, ...verificationRules];
