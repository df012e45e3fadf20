/** Writes the header fields of a draft so that no value can end its field or start another (RFC 5322, RFC 2047). */
import { encodeWords } from '../message/encoded-words.ts';
import { wrapWords } from '../text/wrap.ts';

/** RFC 5322 §2.1.1: lines should not be longer. */
const lineLength = 76;

/** Whether a value can stand in a header as it is: printable ASCII that no reader takes for an encoded word. */
function isPlain(value: string): boolean {
  for (let at = 0; at < value.length; at++) {
    const code = value.charCodeAt(at);
    if (code < 0x20 || code > 0x7e) return false;
  }
  return !value.includes('=?');
}

/** Folds at blanks (RFC 5322 §2.2.3); a word longer than a line stays whole. */
function fold(text: string): string {
  return wrapWords(text, lineLength, '', ' ').join('\r\n');
}

/** A field of free text. `value` stands on one line, without blanks at its ends or doubled ones (see `plainLine`). */
export function textField(name: string, value: string): string {
  return isPlain(value)
    ? fold(`${name}: ${value}`)
    : `${name}: ${encodeWords(value).join('\r\n ')}`;
}

/** A field of one mailbox; `address` was checked by `isMailAddress`, `name` stands on one line. */
export function mailboxField(field: string, name: string, address: string): string {
  if (name === '') return `${field}: <${address}>`;
  const phrase = isPlain(name)
    ? `"${name.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`
    : encodeWords(name).join('\r\n ');
  return `${field}: ${phrase}\r\n <${address}>`;
}

/** A field of addresses, one a line, separated by commas. */
export function addressField(field: string, addresses: readonly string[]): string {
  // In a bare IPv6 literal some readers take the colon for that of a group.
  const written = addresses.map((address) => (address.includes(':') ? `<${address}>` : address));
  return `${field}: ${written.join(',\r\n ')}`;
}

/** RFC 5322 §3.3, in UTC. */
export function dateField(date: Date): string {
  return `Date: ${date.toUTCString().replace('GMT', '+0000')}`;
}
