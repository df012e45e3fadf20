/** The software that a comment names: `(Postfix)`, `(8.11.6/8.11.6)`. Remembers what it saw; knows no fields. */
import { type Family, familyBySoftware } from './dialects.ts';

/**
 * The notes of late and their families: a server writes the same one into every field, so that
 * reading it again would be the same work a thousand times over. Bounded, for anybody may write one.
 */
const known = new Map<string, Family | null>();
const MAX_KNOWN = 256;
const MAX_KNOWN_LENGTH = 40;

/** Whether this inside of a comment is known to be software, and nothing else. */
export function isKnownSoftware(note: string): boolean {
  return known.has(note);
}

/** Takes the inside of a comment, as written, for one that is software and nothing else. */
export function rememberSoftware(note: string): void {
  if (note.length > MAX_KNOWN_LENGTH) return;
  if (known.size === MAX_KNOWN) known.clear();
  // Put together anew: a piece of a message would keep the whole of it alive.
  known.set(Array.from(note).join(''), familyBySoftware(note));
}

/** The family that the note gives away. */
export function familyOfSoftware(note: string): Family | null {
  const family = known.get(note);
  return family === undefined ? familyBySoftware(note) : family;
}

/** Whether a comment of this length, parentheses included, may be known. */
export function mayBeKnown(length: number): boolean {
  return length > 2 && length <= MAX_KNOWN_LENGTH + 2;
}
