/** The links of an HTML text: where they lead and what they show. Judges none of them, fetches nothing. */
import { isHostName, registrableDomain } from '../net/hosts.ts';
import { readWebAddress } from '../net/web-address.ts';
import type { Span } from '../text/span.ts';
import { longestLinkText, readHtml } from './html.ts';

/** A link's tag stands at its span, in the HTML text. */
export interface Link extends Span {
  /** The host that the link leads to, in lower case. */
  readonly host: string;
  /** The host that the link's text names; null when it names none. */
  readonly shown: string | null;
}

/** More links than anybody follows. */
const mostLinks = 2000;

export function linksOf(html: string): Link[] {
  const { addresses, base } = readHtml(html);
  const links: Link[] = [];
  for (const { use, value, shown, start, end } of addresses) {
    if (use !== 'link' || shown === null) continue;
    if (links.length === mostLinks) break;
    const address = readWebAddress(value, base ?? undefined);
    if (address === null || address.scheme === 'ftp') continue;
    links.push({ host: address.host, start, end, shown: hostShown(shown) });
  }
  return links;
}

/** The host that a text names when it is an address and nothing else: `www.bank.example/login`. */
function hostShown(words: string): string | null {
  if (words.length >= longestLinkText) return null;
  const text = words.trim().replace(/[.,;!)]{1,20}$/, '');
  if (text === '' || /\s/.test(text) || text.includes('@')) return null;
  const address = readWebAddress(/^https?:\/\//i.test(text) ? text : `http://${text}`);
  if (address === null || !isHostName(address.host)) return null;
  return registrableDomain(address.host) === null ? null : address.host;
}
