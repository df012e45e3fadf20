/** Writes SVG. The only door for text into a drawing: whatever it says, it stays text. */

export type Attributes = Readonly<Record<string, string | number>>;

/** Markup that this file has made. The private field keeps strings out. */
class Markup {
  readonly #source: string;

  constructor(source: string) {
    this.#source = source;
  }

  get source(): string {
    return this.#source;
  }
}

export type Svg = Markup;

/** `names` and keys of attributes are ours; values and strings among the children are escaped. */
export function element(
  name: string,
  attributes: Attributes = {},
  children: readonly (Svg | string)[] = [],
): Svg {
  const written = Object.entries(attributes)
    .map(([key, value]) => ` ${key}="${typeof value === 'number' ? short(value) : escaped(value)}"`)
    .join('');
  const inside = children
    .map((child) => (typeof child === 'string' ? escaped(child) : child.source))
    .join('');
  return new Markup(
    inside === '' ? `<${name}${written}/>` : `<${name}${written}>${inside}</${name}>`,
  );
}

/** A tenth of a pixel is finer than anybody sees. */
function short(value: number): string {
  return String(Math.round(value * 10) / 10);
}

/** Characters that XML 1.0 forbids (§2.2) become U+FFFD: one of them would make the whole drawing unreadable. */
function escaped(text: string): string {
  let out = '';
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    out += entities.get(character) ?? (isXmlCharacter(code) ? character : '\ufffd');
  }
  return out;
}

const entities: ReadonlyMap<string, string> = new Map([
  ['&', '&amp;'],
  ['<', '&lt;'],
  ['>', '&gt;'],
  ['"', '&quot;'],
  ["'", '&#39;'],
]);

function isXmlCharacter(code: number): boolean {
  if (code < 0x20) return code === 0x09 || code === 0x0a || code === 0x0d;
  if (code >= 0xd800 && code <= 0xdfff) return false;
  return code !== 0xfffe && code !== 0xffff;
}
