/** Queue ids that one family alone makes. Knows their shapes, nothing of fields. */
import { type Family, familyById } from './dialects.ts';

/** The family that alone makes such ids; null for all others. */
export function familyByQueueId(id: string): Family | null {
  if (isEximId(id)) return familyById('exim');
  if (isFortimailId(id)) return familyById('fortimail');
  // `smtpdAAAa12345`: a temporary file of Obtuse smtpd.
  if (id.length < 20 && id.startsWith('smtpd')) return familyById('obtuse');
  return null;
}

/** FortiMail's two Sendmail ids in one: `x4CCFD9E028562-x4CCFD9G028562`. */
function isFortimailId(id: string): boolean {
  if (id.length !== 29 || id.charCodeAt(14) !== 45) return false;
  // Both hold the same time in their first seven characters.
  return id.slice(0, 7) === id.slice(15, 22);
}

/** Exim's message id: `1l6akN-0000k3-I9`, since 4.97 `1rUq2S-00000001abc-1XyZ`. */
function isEximId(id: string): boolean {
  const first = id.indexOf('-');
  const second = id.indexOf('-', first + 1);
  if (first !== 6 && first !== 7) return false;
  const length = id.length;
  return (
    (second === first + 7 && length === second + 3) ||
    (second === first + 12 && length === second + 5)
  );
}
