/** Bodies that nobody should have to read: what makes a backtracking or a nested reader stand still. */

type Body = (length: number) => string;

const fill =
  (piece: string): Body =>
  (length) =>
    piece.repeat(Math.ceil(length / piece.length)).slice(0, length);

/** Each makes a body of so many characters. */
export const hostileBodies: ReadonlyMap<string, Body> = new Map(
  (
    [
      ['digits', '7'],
      ['digits and blanks', '7 '],
      ['digits by threes', '555 '],
      ['telephones', '212-555-0123 '],
      ['no telephones', '212-555-012 '],
      ['plus', '+'],
      ['plus and digits', '+44 '],
      ['tel', 'tel 020 7946 001 '],
      ['vanity', '1-800-'],
      ['@', '@'],
      ['a@', 'a@'],
      ['a@a.', 'a@a.'],
      ['http://', 'http://'],
      ['http://a(', 'http://a.example/('],
      ['www.', 'www.'],
      ['dots', '.'],
      ['a.', 'a.'],
      ['(', '('],
      ['[', '['],
      ['percent', 'http://%'],
      ['redirects', 'http://a.example/?u='],
      ['letters', 'a'],
      ['line breaks', '\n'],
      ['zip codes', 'New York 10018 '],
      ['streets', '12 '],
      ['streets, lines', '12 Example St\n'],
      ['towns, lines', 'Anytown, PA 16366\n'],
      ['postal codes', 'D-12345 Musterstadt '],
      ['B1', 'A1A 1A'],
      ['8-bit', '\u00e9'],
      ['=3D', '=3D'],
      ['soft line breaks', '=\n'],
    ] as const
  ).map(([name, piece]) => [name, fill(piece)]),
);

/** The same in HTML. */
export const hostileHtml: ReadonlyMap<string, Body> = new Map(
  (
    [
      ['<', '<'],
      ['<b>', '<b>'],
      ['</a>', '</a>'],
      ['<a href', '<a href="http://a.example/">'],
      ['<a href, unclosed', '<a href="'],
      ['<a a=', '<a a='],
      ['<!--', '<!--'],
      ['&', '&'],
      ['&#', '&#x40;'],
      ['<img alt', '<img alt="212-555-0123">'],
      ['blanks', ' '],
      ['<script>', '<script>'],
      ['<p>1', '<p>1'],
      ['tel:', '<a href="tel:+442079460018">'],
      ['mailto:', `<a href="mailto:${'a@b.example,'.repeat(100)}">`],
    ] as const
  ).map(([name, piece]) => [name, fill(piece)]),
);
