/** Takes out of a stranger's text what a terminal or a mail program would obey instead of show. Keeps its lines. */
import { isHidden } from './plain.ts';

/**
 * Line breaks become LF and tabs stay; other control characters, invisible characters and terminal
 * escape sequences (ECMA-48) go. Linear: no escape sequence is looked for twice.
 */
export function stripHidden(text: string): string {
  const out: string[] = [];
  for (let at = 0; at < text.length;) {
    const code = text.codePointAt(at) ?? 0;
    if (code === 0x1b || code === 0x9b) {
      at = escapeEnd(text, at);
      continue;
    }
    const width = code > 0xffff ? 2 : 1;
    if (code === 0x0d) {
      if (text.charCodeAt(at + 1) !== 0x0a) out.push('\n');
    } else if (code === 0x2028 || code === 0x2029) {
      out.push('\n');
    } else if (code === 0x09 || code === 0x0a || !isHidden(code)) {
      out.push(text.slice(at, at + width));
    }
    at += width;
  }
  return out.join('');
}

/** A longer one is no sequence: a lonely ESC must not swallow the text that follows. */
const longestEscape = 200;

/** Behind the escape sequence that starts at `at`; at least one further. */
function escapeEnd(text: string, at: number): number {
  const next = text.charCodeAt(at + 1);
  const limit = Math.min(text.length, at + longestEscape);
  if (text.charCodeAt(at) === 0x9b || next === 0x5b) {
    // CSI: parameters and intermediates up to a final byte @ … ~.
    for (let i = at + (next === 0x5b ? 2 : 1); i < limit; i++) {
      const code = text.charCodeAt(i);
      if (code >= 0x40 && code <= 0x7e) return i + 1;
      if (code < 0x20 || code > 0x3f) return i;
    }
    return at + 1;
  }
  if (next === 0x5d || next === 0x50 || next === 0x58 || next === 0x5e || next === 0x5f) {
    // OSC, DCS, SOS, PM, APC: a string up to BEL or ESC \ (window titles, links).
    for (let i = at + 2; i < limit; i++) {
      const code = text.charCodeAt(i);
      if (code === 0x07) return i + 1;
      if (code === 0x1b) return text.charCodeAt(i + 1) === 0x5c ? i + 2 : i;
      if (code === 0x0a || code === 0x0d) return i;
    }
    return at + 2;
  }
  return next > 0x20 && next < 0x7f ? at + 2 : at + 1;
}
