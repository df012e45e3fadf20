/**
 * HTML as its reader gets it: the text that is shown, and the addresses that the tags carry, each
 * with its place. Fetches nothing, judges nothing.
 */
import { Tokenizer, type TokenizerCallbacks } from 'htmlparser2';
import { isBlank, skipBlanks } from '../text/chars.ts';
import type { Span } from '../text/span.ts';
import { type Traced, TracedBuilder } from '../text/traced.ts';

/** `link` the reader is led there · `form` what the reader enters is sent there · `image` and `resource` the mail program may load them by itself. */
export type AddressUse = 'link' | 'form' | 'image' | 'resource';

/** An address that a tag carries. The span is the tag, in the HTML text. */
export interface HtmlAddress extends Span {
  readonly use: AddressUse;
  /** As written, entities decoded. */
  readonly value: string;
  /** The text of a link; null for everything else. Cut when it is long. */
  readonly shown: string | null;
}

export interface Html {
  /** The text that is shown, with its places in the HTML text. */
  readonly shown: Traced;
  /** In the order of the text. */
  readonly addresses: readonly HtmlAddress[];
  /** Where links have their text, as ranges of `shown.text`, in their order. */
  readonly linkTexts: readonly Span[];
  /** What `<base>` says that all of them are relative to; null when it says nothing. */
  readonly base: string | null;
}

/** More addresses than anybody follows. */
const mostAddresses = 5000;
/** Attributes are read up to here; what is longer is no address. UTF-16 units. */
const longestValue = 2048;
/** More of a link's text is not kept: an address is not so long. */
export const longestLinkText = 500;

/**
 * The tokenizer and not the parser of the library: that one looks for the opening tag of each closing
 * one, and a megabyte of them the wrong way round takes it a minute.
 */
export function readHtml(html: string): Html {
  const reader = new HtmlReader(html);
  const tokenizer = new Tokenizer({ decodeEntities: true }, reader);
  tokenizer.write(html);
  tokenizer.end();
  return reader.result();
}

/** What an attribute is read for. `base` all addresses are relative to it · `refresh` an address stands in it · `alt` it is shown. */
type AttributeUse = AddressUse | 'base' | 'refresh' | 'alt';

/** Attributes that are read, in which tags, and what for; the first row counts. `*`: in any. */
const carriers: readonly (readonly [attribute: string, tag: string, use: AttributeUse])[] = [
  ['href', 'a', 'link'],
  ['href', 'area', 'link'],
  ['href', 'base', 'base'],
  ['href', 'link', 'resource'],
  ['action', 'form', 'form'],
  ['formaction', '*', 'form'],
  ['src', 'img', 'image'],
  ['src', 'image', 'image'],
  ['src', 'input', 'image'],
  ['src', '*', 'resource'],
  ['background', '*', 'image'],
  ['lowsrc', '*', 'image'],
  ['dynsrc', '*', 'resource'],
  ['poster', '*', 'image'],
  ['data', 'object', 'resource'],
  ['content', 'meta', 'refresh'],
  ['alt', '*', 'alt'],
];

/** The tokenizer takes all that stands in them for text, and nobody is shown it. */
const unshownTags = new Set(['script', 'style', 'iframe', 'noembed', 'noframes']);
/** They stand in the middle of words; every other tag parts the text before it from the text behind it. */
const inlineTags = new Set(
  'a abbr acronym b bdo big cite code del dfn em font i ins kbd label nobr q s samp small span strike strong sub sup tt u var wbr'.split(
    ' ',
  ),
);

class HtmlReader implements TokenizerCallbacks {
  readonly #html: string;
  readonly #shown = new TracedBuilder();
  readonly #addresses: HtmlAddress[] = [];
  readonly #linkTexts: Span[] = [];
  #base: string | null = null;
  /** Name and beginning of the tag that is being read. */
  #tag = '';
  #tagStart = 0;
  /** What the attribute that is being read is for; null when for nothing here. */
  #use: AttributeUse | null = null;
  #value = '';
  #carried: { readonly use: AddressUse; readonly value: string }[] = [];
  #unshown = false;
  /** The link whose text is being read. */
  #open: (Span & { readonly value: string; readonly from: number }) | null = null;
  #words = '';

  constructor(html: string) {
    this.#html = html;
  }

  result(): Html {
    return {
      shown: this.#shown.build(),
      addresses: this.#addresses.sort((a, b) => a.start - b.start),
      linkTexts: this.#linkTexts,
      base: this.#base,
    };
  }

  onopentagname(start: number, end: number): void {
    this.#tag = this.#name(start, end);
    this.#tagStart = start - 1;
    this.#carried = [];
    this.#part(start - 1, end);
  }

  onattribname(start: number, end: number): void {
    const name = this.#name(start, end);
    const row = carriers.find(
      ([attribute, tag]) => attribute === name && (tag === '*' || tag === this.#tag),
    );
    this.#use = row?.[2] ?? null;
    this.#value = '';
  }

  onattribdata(start: number, end: number): void {
    if (this.#use === null) return;
    const piece = this.#html.slice(start, Math.min(end, start + longestValue));
    if (this.#use === 'alt') this.#show(piece, start);
    else this.#addToValue(piece);
  }

  onattribentity(codePoint: number): void {
    if (this.#use !== null && this.#use !== 'alt')
      this.#addToValue(String.fromCodePoint(codePoint));
  }

  onattribend(_quote: unknown, end: number): void {
    const use = this.#use;
    this.#use = null;
    if (use === null) return;
    if (use === 'alt') this.#part(end, end + 1);
    else if (use === 'base') this.#base ??= this.#value;
    else if (use === 'refresh') this.#carry('link', refreshTarget(this.#value));
    else this.#carry(use, this.#value);
  }

  onopentagend(end: number): void {
    for (const { use, value } of this.#carried) {
      const place = { start: this.#tagStart, end: end + 1 };
      if (use !== 'link' || this.#tag !== 'a') {
        this.#keep({ ...place, use, value, shown: null });
        continue;
      }
      this.#close();
      this.#open = { ...place, value, from: this.#shown.length };
      this.#words = '';
    }
    this.#unshown ||= unshownTags.has(this.#tag);
  }

  /** `<a … />` opens a link in HTML, whatever the slash means elsewhere; the tokenizer shows all of what follows `<script/>`. */
  onselfclosingtag(end: number): void {
    this.onopentagend(end);
    this.#unshown = false;
  }

  ontext(start: number, end: number): void {
    if (this.#unshown) return;
    this.#show(this.#html.slice(start, end), start);
    this.#addWords(this.#html.slice(start, Math.min(end, start + longestLinkText)));
  }

  ontextentity(codePoint: number, end: number): void {
    if (this.#unshown) return;
    const character = String.fromCodePoint(codePoint);
    // Where the entity begins the tokenizer does not say; it is at most some letters back.
    const start = this.#html.lastIndexOf('&', end - 1);
    this.#shown.addMade(codePoint === 0xa0 ? ' ' : character, Math.max(0, start), end);
    this.#addWords(character);
  }

  onclosetag(start: number, end: number): void {
    const name = this.#name(start, end);
    if (name === 'a') this.#close();
    if (unshownTags.has(name)) this.#unshown = false;
    this.#tag = name;
    this.#part(start - 2, end);
    this.#tag = '';
  }

  onend(): void {
    this.#close();
  }

  oncdata(): void {}
  oncomment(): void {}
  ondeclaration(): void {}
  onprocessinginstruction(): void {}

  /** Names are short; a megabyte of letters is none. */
  #name(start: number, end: number): string {
    return end - start > 20 ? '' : this.#html.slice(start, end).toLowerCase();
  }

  /** A line break for a tag that parts texts. */
  #part(start: number, end: number): void {
    if (!this.#unshown && !inlineTags.has(this.#tag)) this.#shown.addMade('\n', start, end);
  }

  /** Many blanks and line breaks of the HTML are one blank to its reader. */
  #show(piece: string, start: number): void {
    let from = 0;
    for (let at = 0; at < piece.length; at++) {
      if (!isBlank(piece.charCodeAt(at))) continue;
      const end = skipBlanks(piece, at, piece.length);
      if (end - at > 1 || piece.charCodeAt(at) !== 32) {
        this.#shown.addCopy(piece.slice(from, at), start + from);
        this.#shown.addMade(' ', start + at, start + end);
        from = end;
      }
      at = end - 1;
    }
    this.#shown.addCopy(piece.slice(from), start + from);
  }

  /** Of two attributes of one name a browser takes the first. */
  #carry(use: AddressUse, value: string): void {
    if (value !== '' && !this.#carried.some((one) => one.use === use))
      this.#carried.push({ use, value });
  }

  #addToValue(text: string): void {
    if (this.#value.length < longestValue) this.#value += text;
  }

  #addWords(text: string): void {
    if (this.#open !== null && this.#words.length < longestLinkText) this.#words += text;
  }

  #close(): void {
    if (this.#open !== null) {
      const { start, end, value, from } = this.#open;
      this.#keep({ start, end, use: 'link', value, shown: this.#words });
      if (this.#shown.length > from) this.#linkTexts.push({ start: from, end: this.#shown.length });
    }
    this.#open = null;
  }

  #keep(address: HtmlAddress): void {
    if (this.#addresses.length < mostAddresses) this.#addresses.push(address);
  }
}

/** `0; URL=http://…` names the address behind an equals sign; empty when it names none. */
function refreshTarget(content: string): string {
  const at = content.toLowerCase().indexOf('url=');
  return at < 0 ? '' : content.slice(at + 4).replace(/^\s{0,10}['"]|['"]$/g, '');
}
