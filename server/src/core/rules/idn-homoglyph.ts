/** A domain written with letters that look like others: it reads as a name that belongs to somebody else. */
import type { Body } from '../body/body.ts';
import { indexOf } from '../message/field-index.ts';
import { type Homoglyph, homoglyphOf } from '../net/homoglyphs.ts';
import { plain } from '../text/plain.ts';
import { say, sentences, type Said } from '../text/said.ts';
import { scriptWords } from '../net/script-words.ts';
import { defineRule, type Sighting } from './rule.ts';

export const idnHomoglyph = defineRule({
  id: 'idn-homoglyph',
  about: 'foreignDomain',
  level: 'warning',
  effect: 'none',
  summary: 'A domain mixes alphabets, or looks like a well-known brand by foreign letters.',
  *check(context) {
    if (context.body !== undefined) {
      yield* inLinks(context.body);
      return;
    }
    for (const key of ['from', 'reply-to'] as const) {
      for (const { address, domain } of indexOf(context).mailboxes(key)) {
        const homoglyph = address === null ? null : homoglyphOf(domain);
        if (address === null || homoglyph === null) continue;
        yield {
          start: address.start,
          end: address.end,
          hop: null,
          message: homoglyphWords(domain, homoglyph),
        };
      }
    }
  },
});

function* inLinks({ links }: Body): Iterable<Sighting> {
  const told = new Set<string>();
  for (const { start, end, host } of links) {
    const homoglyph = told.has(host) ? null : homoglyphOf(host);
    if (homoglyph === null) continue;
    told.add(host);
    yield { start, end, hop: null, message: homoglyphWords(host, homoglyph) };
  }
}

/** What a look-alike name is and what it does. */
function homoglyphWords(host: string, { shown, scripts, brand }: Homoglyph): Said {
  return sentences(
    say`${plain(host, 80)} is shown as ${plain(shown, 80)}.`,
    scripts.length > 1 ? say`It mixes ${scriptWords(scripts)} letters.` : null,
    brand === null
      ? say`A reader takes it for another name.`
      : say`A reader takes it for ${brand.name}, whose domain it is not.`,
  );
}
