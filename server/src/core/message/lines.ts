/** Lines of a message: their breaks, and what the first letters of one make of it. Knows no fields' meaning. */

export function isSpaceOrTab(code: number): boolean {
  return code === 32 || code === 9;
}

/** `\r\r\n` is one break: a program that wrote CRLF twice over means no blank line by it. */
export function breakLength(text: string, at: number): number {
  if (text.charCodeAt(at) === 10) return 1;
  if (text.charCodeAt(at + 1) === 10) return 2;
  return text.charCodeAt(at + 1) === 13 && text.charCodeAt(at + 2) === 10 ? 3 : 1;
}

/** Where the line ends, before its break; `end` when it is the last. */
export function endOfLine(text: string, at: number, end: number): number {
  while (at < end && text.charCodeAt(at) !== 10 && text.charCodeAt(at) !== 13) at++;
  return at;
}

/** Where the line of the offset starts, behind the LF before it. */
export function lineStart(text: string, offset: number): number {
  return offset === 0 ? 0 : text.lastIndexOf('\n', offset - 1) + 1;
}

/** U+FEFF, or its three bytes in UTF-8 where the text was read as Latin-1. */
export function skipByteOrderMark(text: string, at: number, end: number): number {
  if (at < end && text.charCodeAt(at) === 0xfeff) return at + 1;
  return at + 3 <= end && text.startsWith('\u00ef\u00bb\u00bf', at) ? at + 3 : at;
}

/** `From ` or `>From ` without the colon of a field. */
export function isMboxLine(text: string, at: number, end: number): boolean {
  if (text.charCodeAt(at) === 62 /* > */) at++;
  return at + 5 <= end && text.startsWith('From ', at) && !startsField(text, at, end);
}

/** Whether a field's name and colon stand here. */
export function startsField(text: string, start: number, end: number): boolean {
  let at = start;
  let code = text.charCodeAt(at);
  while (at < end && code > 32 && code !== 58 && code < 127) code = text.charCodeAt(++at);
  if (at === start) return false;
  while (at < end && isSpaceOrTab(code)) code = text.charCodeAt(++at);
  return at < end && code === 58;
}
