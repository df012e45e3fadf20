/** The links of an HTML text: where they lead and what they show. Judges none of them, fetches nothing. */
import { Tokenizer, type TokenizerCallbacks } from 'htmlparser2';
import { isHostName, registrableDomain } from '../net/hosts.ts';
import type { Span } from '../text/span.ts';

/** A link's tag stands at its span, in the HTML text. */
export interface Link extends Span {
  /** The host that the link leads to, in lower case. */
  readonly host: string;
  /** The host that the link's text names; null when it names none. */
  readonly shown: string | null;
}

/** More links than anybody follows. */
const mostLinks = 2000;
/** Targets are read up to here; a text that is longer is no address. UTF-16 units. */
const longest = 500;

/**
 * The tokenizer and not the parser of the library: that one looks for the opening tag of each closing
 * one, and a megabyte of them the wrong way round takes it a minute.
 */
export function linksOf(html: string): Link[] {
  const reader = new LinkReader(html);
  const tokenizer = new Tokenizer({ decodeEntities: true }, reader);
  tokenizer.write(html);
  tokenizer.end();
  return reader.links;
}

class LinkReader implements TokenizerCallbacks {
  readonly links: Link[] = [];
  readonly #html: string;
  /** The `a` whose tag is being read: where it begins; -1 outside of one. */
  #tag = -1;
  /** Whether the attribute that is being read is the link's target, the first one so named. */
  #inTarget = false;
  #target: string | null = null;
  /** The link whose text is being read. */
  #open: { readonly host: string; readonly start: number; readonly end: number } | null = null;
  #words = '';

  constructor(html: string) {
    this.#html = html;
  }

  onopentagname(start: number, end: number): void {
    this.#tag = this.#isAnchor(start, end) ? start - 1 : -1;
    this.#target = null;
  }

  onattribname(start: number, end: number): void {
    this.#inTarget =
      this.#tag >= 0 &&
      this.#target === null &&
      this.#html.slice(start, Math.min(end, start + 5)).toLowerCase() === 'href';
    if (this.#inTarget) this.#target = '';
  }

  onattribdata(start: number, end: number): void {
    if (this.#inTarget) this.#addToTarget(this.#html.slice(start, Math.min(end, start + longest)));
  }

  onattribentity(codePoint: number): void {
    if (this.#inTarget) this.#addToTarget(String.fromCodePoint(codePoint));
  }

  onattribend(): void {
    this.#inTarget = false;
  }

  onopentagend(end: number): void {
    if (this.#tag < 0) return;
    this.#close();
    const host = hostOf(this.#target ?? '');
    if (host !== null) this.#open = { host, start: this.#tag, end: end + 1 };
    this.#words = '';
    this.#tag = -1;
  }

  /** `<a … />` opens a link in HTML, whatever the slash means elsewhere. */
  onselfclosingtag(end: number): void {
    this.onopentagend(end);
  }

  ontext(start: number, end: number): void {
    this.#addWords(this.#html.slice(start, Math.min(end, start + longest)));
  }

  ontextentity(codePoint: number): void {
    this.#addWords(String.fromCodePoint(codePoint));
  }

  onclosetag(start: number, end: number): void {
    if (this.#isAnchor(start, end)) this.#close();
  }

  onend(): void {
    this.#close();
  }

  oncdata(): void {}
  oncomment(): void {}
  ondeclaration(): void {}
  onprocessinginstruction(): void {}

  #isAnchor(start: number, end: number): boolean {
    return end - start === 1 && (this.#html.charCodeAt(start) | 32) === 97;
  }

  #addToTarget(text: string): void {
    if (this.#target !== null && this.#target.length < longest) this.#target += text;
  }

  #addWords(text: string): void {
    if (this.#open !== null && this.#words.length < longest) this.#words += text;
  }

  #close(): void {
    if (this.#open !== null && this.links.length < mostLinks) {
      this.links.push({ ...this.#open, shown: hostShown(this.#words) });
    }
    this.#open = null;
  }
}

/** The host of an address of the web; null for all other schemes and for what is no address. */
function hostOf(address: string): string | null {
  const scheme = /^\s{0,100}https?:[/\\]{2}/i.exec(address.slice(0, 120));
  if (scheme === null) return null;
  let end = scheme[0].length;
  const start = end;
  while (end < address.length && !'/\\?#'.includes(address.charAt(end))) end++;
  // `http://bank.example@203.0.113.7/` leads to what stands behind the last @.
  const authority = address.slice(start, end);
  const server = authority.slice(authority.lastIndexOf('@') + 1);
  const colon = server.startsWith('[') ? -1 : server.indexOf(':');
  const host = (colon < 0 ? server : server.slice(0, colon)).trim().toLowerCase();
  return host === '' || host.length > 253 ? null : host;
}

/** The host that a text names when it is an address and nothing else: `www.bank.example/login`. */
function hostShown(words: string): string | null {
  if (words.length >= longest) return null;
  const text = words.trim();
  if (text === '' || /\s/.test(text) || text.includes('@')) return null;
  const address = /^https?:\/\//i.test(text) ? text : `http://${text}`;
  const host = hostOf(address)?.replace(/[.,;!)]+$/, '') ?? null;
  if (host === null || !isHostName(host) || registrableDomain(host) === null) return null;
  return host;
}
