/** What kind of handover a trace field records: judged by what it says, never by what it hides. */
import { sameOrganisation } from '../net/hosts.ts';
import type { HopKind, ReceivedField } from './field.ts';
import type { ProtocolTraits } from './protocol.ts';

type Facts = Pick<ReceivedField, 'from' | 'by' | 'via' | 'with' | 'id' | 'date' | 'family'>;

/** Programs that fetch from a mailbox or take from a user of their own machine, and do nothing else. */
const localFamilies = new Set(['fetchmail', 'getmail', 'pop-connector', 'dma']);

/**
 * @param protocol what the text after `with` says
 * @param opening the first word of the comment that opens the field, in lower case; null when none does
 */
export function kindOf(facts: Facts, protocol: ProtocolTraits, opening: string | null): HopKind {
  const { from, by, family } = facts;
  if (protocol.polling || (family !== null && localFamilies.has(family.id))) return 'local';
  if (from === null) {
    // Nobody is said to have handed it over: a server's note to itself, or one provider's inside.
    return by !== null ||
      opening !== null ||
      facts.id !== null ||
      facts.via !== null ||
      facts.with !== null
      ? 'local'
      : 'unparsed';
  }
  if (from.ip !== null) return 'relay';
  if (from.helo === null && from.rdns === null && by === null && facts.date === null)
    return 'unparsed';
  if (protocol.local) return 'local';
  // `from mail pickup service by x`, `from SpoolDir by x`: a folder on the same machine.
  if (from.helo !== null && isFolder(from.helo.value.toLowerCase())) return 'local';
  const name = from.rdns ?? from.helo;
  // Exim: a user of that machine, or a program that runs as one.
  if (name === null && from.ident !== null) return 'local';
  if (name !== null && isThisMachine(name.value, by?.host?.value ?? null)) return 'local';
  // `from user@example.com by x`: a person at that machine, or a program that speaks for one.
  if (name?.value.includes('@') === true && by !== null) return 'local';
  // One house that does not write down what happens inside it.
  if (
    name !== null &&
    by?.host != null &&
    family?.client !== 'never' &&
    sameOrganisation(name.value, by.host.value)
  )
    return 'local';
  // `from --- CLOAKED! ---`: a text where a server would have signed with `by`. A note of the client's own
  // (Sun's store, CMU's Andrew) says how it took the message.
  if (by === null) return facts.id === null && facts.via === null ? 'unparsed' : 'local';
  return 'anonymous';
}

/** Microsoft's drop folder, Mercury's spool folder, and the program that empties Sun's message store. */
function isFolder(name: string): boolean {
  return (
    name.startsWith('mail pickup service') ||
    name.endsWith('spooldir') ||
    name === 'spooler' ||
    name === 'sims-ms-daemon'
  );
}

/** Whether the client is the server itself. */
function isThisMachine(name: string, by: string | null): boolean {
  const lower = name.toLowerCase();
  if (lower === 'localhost' || lower.startsWith('localhost.')) return true;
  return by !== null && lower === by.toLowerCase();
}
