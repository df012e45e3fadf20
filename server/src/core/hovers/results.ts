/** Authentication results: each method, result and property of `Authentication-Results`, its ARC twin and `Received-SPF`. */
import type { Analysis } from '../analysis.ts';
import { beliefOf } from '../auth/believed.ts';
import { holdsResults, readResults } from '../auth/results.ts';
import type { HeaderField } from '../message/header.ts';
import { readIp } from '../net/ip.ts';
import { join, type Markdown, md } from '../text/markdown.ts';
import { plain } from '../text/plain.ts';
import { addressWords } from './address.ts';
import { beliefLine } from './belief.ts';
import type { ResultNode } from './node.ts';
import {
  commentNotes,
  methodWords,
  propertyValueWords,
  propertyWords,
  resultWords,
} from './result-table.ts';

export function resultHover(node: ResultNode, analysis: Analysis): Markdown {
  const belief = beliefOf(node.field, analysis);
  return join([
    words(node),
    node.field.key.startsWith('arc-') && !belief.believed
      ? md`*What a forwarder says that it saw. It is worth as much as the forwarder, and nothing before the chain of seals is verified.*`
      : beliefLine(belief),
  ]);
}

/** What every method gave, for the field as a whole; null for other fields. */
export function summaryWords(text: string, field: HeaderField): Markdown | null {
  if (!holdsResults(field.key)) return null;
  const { results } = readResults(text, field);
  const shown = results.slice(0, mostShown).map(({ method, result }) => {
    return md`${`${method.value} = ${result.value}`}`;
  });
  return shown.length === 0 ? null : md`It says: ${join(shown, ', ')}.`;
}

/** More would not help anybody who reads a hover. */
const mostShown = 10;

function words({ part, method, name, value }: ResultNode): Markdown {
  switch (part) {
    case 'server':
      return md`**Server** ${value}: whoever made these tests (RFC 8601 §2.5 calls it the authserv-id). A result is worth as much as this server, if it is genuine at all.`;
    case 'version':
      return md`**Version** ${value} of the format. There is no other than 1.`;
    case 'instance':
      return md`**Set** ${value}: the forwarders' number; the first was 1 (RFC 8617 §4.2.1).`;
    case 'none':
      return md`**None**: the server made no test.`;
    case 'result':
      return join([
        md`**${method} = ${value}**`,
        resultWords(method, value) ?? md`Not a result that is registered for this method.`,
        methodWords(method) ??
          md`Not a method that is registered (IANA's list of e-mail authentication methods): what it tests is the server's own affair.`,
      ]);
    case 'reason':
      return md`**Reason** ${value}: why the result is what it is, for people (RFC 8601 §2.2).`;
    case 'property':
      return join([
        md`**${name} = ${value}**`,
        propertyMeaning(method, name, value),
        valueMeaning(method, name, value),
      ]);
    case 'comment':
      return md`**Comment** ${value}: ${commentWords(value)}`;
  }
}

function propertyMeaning(method: string, name: string, value: string): Markdown {
  const meaning = propertyWords(method, name);
  if (meaning === null) return md`A property that is not registered for ${method}.`;
  return value === '' ? md`Empty here: ${meaning}` : md`This is ${meaning}`;
}

function valueMeaning(method: string, name: string, value: string): Markdown | null {
  const meaning = propertyValueWords(method, name, value);
  if (meaning !== null) return md`${value}: ${meaning}`;
  // Only where an address stands by its name: four numbers with dots are often a version.
  const ip = name.endsWith('ip') || name === 'policy.iprev' ? readIp(value, 0, value.length) : null;
  return ip === null ? null : md`${ip.value}: ${addressWords(value, ip)}`;
}

function commentWords(comment: string): Markdown {
  // On one line: a phrase may be folded.
  const lower = plain(comment, 400).toLowerCase();
  return (
    commentNotes.find(({ holds }) => lower.includes(holds))?.words ??
    md`A note of the server's for people. It may say anything.`
  );
}
