/** Character classes of the mail grammar (RFC 5234, RFC 5322). Knows code units, no context. */

/** Space, tab and the two characters of a line break: what a fold leaves between two tokens. */
export function isBlank(code: number): boolean {
  return code === 32 || code === 9 || code === 13 || code === 10;
}

export function isDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}

/** An ASCII letter. */
export function isLetter(code: number): boolean {
  const lower = code | 32;
  return lower >= 97 && lower <= 122;
}

/** The first offset from `at` on that holds no blank; `end` when there is none. */
export function skipBlanks(text: string, at: number, end: number): number {
  while (at < end && isBlank(text.charCodeAt(at))) at++;
  return at;
}

/** The last offset down to `start` that has no blank before it. */
export function trimBlanks(text: string, start: number, end: number): number {
  while (end > start && isBlank(text.charCodeAt(end - 1))) end--;
  return end;
}

/**
 * Behind the comment that opens at `at`, with the comments inside it (RFC 5322 §3.2.2); `end` when
 * it never closes.
 */
export function commentEnd(text: string, at: number, end: number): number {
  let depth = 0;
  for (; at < end; at++) {
    const code = text.charCodeAt(at);
    if (code === 92 /* \ */) at++;
    else if (code === 40 /* ( */) depth++;
    else if (code === 41 /* ) */ && --depth === 0) return at + 1;
  }
  return end;
}

/** Whether the text holds nothing but letters, digits, marks and spaces of ASCII. */
export function isPrintable(text: string): boolean {
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code < 32 || code > 126) return false;
  }
  return true;
}

/** Whether the text holds nothing but ASCII. */
export function isAscii(text: string): boolean {
  for (let at = 0; at < text.length; at++) if (text.charCodeAt(at) > 127) return false;
  return true;
}
