/** Whom a complaint is written to unless the user says otherwise, and what speaks against each of those who are known. Asks nobody. */
import type { ContactRole } from '../contacts/contact.ts';
import { scanHeader } from '../message/fields.ts';
import { decodeLatin1 } from '../text/latin1.ts';
import { say, type Said } from '../text/said.ts';
import { isFormAddress, isMailAddress } from './address.ts';
import { relayOf, type Incident } from './incident.ts';
import type { Addressee } from './index.ts';
import { dayOf, earlierComplaints, type ComplaintRecord } from './log.ts';
import { contactRoles } from './roles.ts';
import { promotedIn, suspicionOf, type Promoted } from './suspect.ts';

export interface Proposed extends Addressee {
  /** Written to when nobody chose. */
  readonly preselected: boolean;
  /** One sentence each. */
  readonly cautions: readonly Said[];
}

/**
 * Roles that a complaint goes to at first, one of them alone; the others are told when the user says
 * so. A relay whose part in it is not shown is not among them: whoever made up its field chose its
 * name. Those above the network are the first only where it is known by nobody else's name.
 */
const firstRoles: readonly ContactRole[] = ['network', 'anonymous-relay', 'open-relay', 'upstream'];

/** Everybody who is known, in the order of a complaint. Never throws. */
export function proposeRecipients(
  incident: Incident,
  contacts: readonly Addressee[],
  log: readonly ComplaintRecord[],
): readonly Proposed[] {
  // Without the part that was meant, all that is known is about whoever forwarded it.
  if (incident.missingPart !== null) return [];
  const promoted = promotedBy(incident);
  const source = incident.route.source?.ip ?? null;
  const weighed = contacts
    .toSorted((a, b) => contactRoles.indexOf(a.role) - contactRoles.indexOf(b.role))
    .map(({ address, channel, role, scope, basis, confidence, about }) => {
      const against = objectionTo({ address, channel, role }, promoted);
      const told = earlierComplaints(log, { source, messageId: '', to: [address] }).source;
      return {
        addressee: {
          ...{ address, channel, role, scope, basis, confidence },
          ...(about && { about }),
        },
        usable: channel === 'mail' && against === null && isShown(incident, role, scope),
        cautions: [
          ...(against === null ? [] : [against]),
          ...(told === null ? [] : [say`You told it on ${dayOf(told)} about the same source.`]),
        ],
      };
    });
  const first = best(weighed.filter(({ usable }) => usable).map(({ addressee }) => addressee));
  return weighed.map(({ addressee, cautions }) => ({
    ...addressee,
    preselected: first.has(addressee),
    cautions,
  }));
}

/** Whether what the letter would claim rests on a field that can be believed. */
function isShown(incident: Incident, role: ContactRole, scope: string): boolean {
  if (role !== 'anonymous-relay' && role !== 'open-relay') return true;
  const relay = relayOf(incident, role === 'open-relay' ? 'relay' : 'anonymous', scope);
  return relay !== null && (relay.proven || relay.handedOver);
}

/** What the message puts forward: its body counts as well, what is looked for stands there. */
export function promotedBy({ analysis, evidence }: Incident): Promoted[] {
  const header = analysis.header.bodyStart - analysis.header.start;
  const text = decodeLatin1(evidence.subarray(0, header + searched));
  return promotedIn(text, scanHeader(text));
}

/** So much of a body. Bytes. */
const searched = 1024 * 1024;

/** Why nobody should be written to there unasked, in one sentence; null when nothing speaks against it. */
function objectionTo(
  { address, channel, role }: Pick<Addressee, 'address' | 'channel' | 'role'>,
  promoted: readonly Promoted[],
): Said | null {
  if (channel === 'phone') return say`A telephone gets no letter: call it.`;
  if (channel === 'form') return isFormAddress(address) ? null : say`It is no https address.`;
  if (!isMailAddress(address)) return say`It is no address that can safely be written into To.`;
  return role === 'forged-domain' ? null : suspicionOf(address, promoted);
}

/** The best confidence of the first role that is there. */
function best(usable: readonly Addressee[]): ReadonlySet<Addressee> {
  for (const role of firstRoles) {
    for (const confidence of ['published', 'registered', 'guessed'] as const) {
      const found = usable.filter((one) => one.role === role && one.confidence === confidence);
      if (found.length > 0) return new Set(found);
    }
  }
  return new Set();
}
