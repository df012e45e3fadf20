/** Parameters of MIME fields: file names, charsets (RFC 2045 §5.1), in the ways in which they really occur. */
import { decodeWords } from '../message/encoded-words.ts';
import { fieldsNamed } from '../message/fields.ts';
import type { Header } from '../message/header.ts';

/** A longer field is read so far. UTF-16 units. */
const longestField = 2000;

/** The value of a parameter, decoded (RFC 2231, RFC 2047); empty when there is none. Not yet safe to show. */
export function parameterOf(text: string, header: Header, key: string, parameter: string): string {
  const field = fieldsNamed(header, key)[0];
  if (field === undefined) return '';
  const value = text.slice(field.valueStart, Math.min(field.end, field.valueStart + longestField));
  let found = '';
  for (const piece of splitParameters(value).slice(1)) {
    const sign = piece.indexOf('=');
    if (sign < 0) continue;
    const name = piece.slice(0, sign).trim().toLowerCase();
    if (name !== parameter && !name.startsWith(`${parameter}*`)) continue;
    const raw = unquote(piece.slice(sign + 1).trim());
    // RFC 2231 §3 and §4: pieces are numbered, encoded ones end with an asterisk.
    found += name.endsWith('*') ? decodePercent(behindCharset(raw)) : decodeWords(raw);
  }
  return found;
}

function splitParameters(value: string): string[] {
  const pieces: string[] = [];
  let start = 0;
  let quoted = false;
  for (let at = 0; at < value.length; at++) {
    const code = value.charCodeAt(at);
    if (code === 0x5c /* \ */ && quoted) at++;
    else if (code === 0x22 /* " */) quoted = !quoted;
    else if (code === 0x3b /* ; */ && !quoted) {
      pieces.push(value.slice(start, at));
      start = at + 1;
    }
  }
  return [...pieces, value.slice(start)];
}

function unquote(value: string): string {
  if (!value.startsWith('"')) return value;
  const end = value.length > 1 && value.endsWith('"') ? -1 : undefined;
  return value.slice(1, end).replace(/\\([^])/g, '$1');
}

/** `utf-8'de'Datei`: what stands before the second apostrophe is no part of the name. */
function behindCharset(value: string): string {
  const first = value.indexOf("'");
  const second = first < 0 ? -1 : value.indexOf("'", first + 1);
  return value.slice(second + 1);
}

function decodePercent(value: string): string {
  try {
    return decodeURIComponent(value);
  } catch {
    return value;
  }
}
