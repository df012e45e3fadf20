/** Whether a text starts like the header of a mail. Knows field names; knows nothing of the editor. */

/** Fields that only machines write: nobody begins a memo with one. */
const machineFields = new Set([
  'arc-authentication-results',
  'arc-message-signature',
  'arc-seal',
  'authentication-results',
  'delivered-to',
  'dkim-signature',
  'message-id',
  'mime-version',
  'received',
  'received-spf',
  'return-path',
  'x-originating-ip',
  'x-received',
]);

const peopleFields = new Set(['cc', 'date', 'from', 'reply-to', 'sender', 'subject', 'to']);

/** The editor's first lines that are worth reading: more decide nothing. */
export const linesThatDecide = 30;

/** A line that is longer decides nothing more. */
const lineThatDecides = 200;

/** The name of the field that a line starts (RFC 5322 §2.2: printable ASCII without the colon), in lower case. */
function fieldName(line: string): string | undefined {
  const colon = line.indexOf(':');
  if (colon < 1) return undefined;
  for (let at = 0; at < colon; at++) {
    const code = line.charCodeAt(at);
    if (code <= 32 || code >= 127) return undefined;
  }
  return line.slice(0, colon).toLowerCase();
}

/**
 * True for text that starts with two known fields, one of them a machine's, or with a trace field
 * that says by whom it was written: people paste a single Received field, too. Every line up to the
 * first blank one must be a field or the fold of one; lines before the header may be blank.
 */
export function looksLikeMail(text: string): boolean {
  const lines = text
    .split(/\r\n?|\n/, linesThatDecide)
    .map((line) => line.slice(0, lineThatDecides));
  const first = lines.findIndex((line) => line.trim() !== '');
  if (first === -1) return false;

  const seen = new Set<string>();
  let current: string | undefined;
  let signed = false;
  for (const [index, line] of lines.slice(first).entries()) {
    if (line.trim() === '') break;
    // The envelope line of an mbox.
    if (index === 0 && line.startsWith('From ')) continue;
    if (!line.startsWith(' ') && !line.startsWith('\t')) {
      current = fieldName(line);
      if (current === undefined) return false;
      if (machineFields.has(current) || peopleFields.has(current)) seen.add(current);
    } else if (current === undefined) {
      return false;
    }
    signed ||= current === 'received' && (line.includes(' by ') || line.includes('\tby '));
  }
  const byMachine = [...seen].some((name) => machineFields.has(name));
  return signed || (byMachine && seen.size >= 2);
}
