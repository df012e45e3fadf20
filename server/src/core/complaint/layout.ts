/** How a letter is set: paragraphs filled to a width, tables left alone. Knows columns, no meaning. */

/** Columns of a paragraph: quoted once or twice in an answer it still fits 80. */
const columns = 72;

/**
 * Sets a filled template: runs of blank lines become one, lines that are indented stay as they are,
 * all others are filled; a line that ends with two blanks ends there, as in Markdown. Lines end with LF.
 */
export function layOut(text: string): string {
  const blocks: string[] = [];
  let lines: string[] = [];
  const close = (): void => {
    if (lines.length > 0) blocks.push(layOutBlock(lines));
    lines = [];
  };
  for (const line of text.replaceAll('\r\n', '\n').split('\n')) {
    if (line.trim() === '') close();
    else lines.push(line);
  }
  close();
  return blocks.join('\n\n') + '\n';
}

function layOutBlock(lines: readonly string[]): string {
  const out: string[] = [];
  let paragraph = '';
  const close = (): void => {
    if (paragraph !== '') out.push(...fill(paragraph));
    paragraph = '';
  };
  for (const line of lines) {
    if (line.startsWith(' ') || line.startsWith('\t')) {
      close();
      out.push(line.trimEnd());
    } else {
      paragraph = joinLines(paragraph, line.trim());
      if (line.endsWith('  ')) close();
    }
  }
  close();
  return out.join('\n');
}

/** A line break in a template is a blank; between two wide characters, which know no blanks, it is nothing. */
function joinLines(before: string, line: string): string {
  if (before === '') return line;
  const last = before.codePointAt(before.length - 1) ?? 0;
  return isWide(last) && isWide(line.codePointAt(0) ?? 0) ? before + line : `${before} ${line}`;
}

function fill(paragraph: string): string[] {
  const lines: string[] = [];
  let line = '';
  let width = 0;
  for (const { text, blank } of pieces(paragraph)) {
    const pieceWidth = widthOf(text);
    const gap = blank && line !== '' ? 1 : 0;
    if (line !== '' && width + gap + pieceWidth > columns) {
      lines.push(line);
      line = text;
      width = pieceWidth;
    } else {
      line += (gap === 1 ? ' ' : '') + text;
      width += gap + pieceWidth;
    }
  }
  return [...lines, line];
}

interface Piece {
  readonly text: string;
  /** Whether a blank stands before it. */
  readonly blank: boolean;
}

/** What a line may end behind: words, and single wide characters, which take what must not begin a line with them. */
function* pieces(paragraph: string): Generator<Piece> {
  for (const word of paragraph.split(' ')) {
    if (word === '') continue;
    let blank = true;
    let piece = '';
    let mayEnd = false;
    for (const character of word) {
      const wide = isWide(character.codePointAt(0) ?? 0);
      if (
        piece !== '' &&
        (mayEnd || wide) &&
        !beginsNoLine.has(character) &&
        !endsNoLine.has(piece.slice(-1))
      ) {
        yield { text: piece, blank };
        blank = false;
        piece = '';
      }
      piece += character;
      mayEnd = wide;
    }
    yield { text: piece, blank };
  }
}

/** JIS X 4051: what closes does not begin a line, what opens does not end one. */
const beginsNoLine: ReadonlySet<string> = new Set(
  '、。，．・：；？！）」』】〕］｝ー々ゃゅょっァィゥェォャュョッ,.;:!?)]}',
);
const endsNoLine: ReadonlySet<string> = new Set('（「『【〔［｛([{');

/** In columns. */
export function widthOf(text: string): number {
  let width = 0;
  for (const character of text) width += isWide(character.codePointAt(0) ?? 0) ? 2 : 1;
  return width;
}

/** The scripts that take two columns (UAX #11), as far as letters use them. */
function isWide(code: number): boolean {
  return (
    (code >= 0x1100 && code <= 0x115f) ||
    (code >= 0x2e80 && code <= 0xa4cf) ||
    (code >= 0xac00 && code <= 0xd7a3) ||
    (code >= 0xf900 && code <= 0xfaff) ||
    (code >= 0xfe30 && code <= 0xfe4f) ||
    (code >= 0xff00 && code <= 0xff60) ||
    (code >= 0xffe0 && code <= 0xffe6) ||
    (code >= 0x1f300 && code <= 0x1faff) ||
    (code >= 0x20000 && code <= 0x3fffd)
  );
}
