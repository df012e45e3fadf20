/** The telephone numbers of a message at the place where somebody is. Looks nothing up; reads the body when digits stand there. */
import type { Analysis } from '../core/analysis.ts';
import type { PhonePoint } from '../core/contacts/point.ts';
import { isDigit } from '../core/text/chars.ts';
import { overlap, type Span } from '../core/text/span.ts';

/** As much of the body as is read for a light bulb. UTF-16 units. */
const limit = 256 * 1024;
/** How far digits may stand from the cursor, and how few a number has that is spelled (`1-800-FLOWERS`). */
const reach = 24;
const leastDigits = 4;

/** As long as their message is remembered. */
const known = new WeakMap<Analysis, Promise<readonly PhonePoint[]>>();

/** Whether a number may stand there. Cheap: looks at one line, and never at the header. */
export function mayBePhone({ text, header }: Analysis, { start, end }: Span): boolean {
  if (start < header.bodyStart) return false;
  let digits = 0;
  const last = Math.min(text.length, end + reach);
  for (let at = Math.max(header.bodyStart, start - reach); at < last; at++) {
    const code = text.charCodeAt(at);
    if (isDigit(code)) digits++;
    // A line that ends before the place is another line.
    else if (code === 10 && at < start) digits = 0;
    else if (code === 10 && at >= end) break;
  }
  return digits >= leastDigits;
}

/** The numbers that the span touches. */
export async function phonesAt(analysis: Analysis, span: Span): Promise<readonly PhonePoint[]> {
  const phones = await phonesOf(analysis);
  return phones.filter((phone) =>
    [phone, ...phone.also].some(
      (place) => overlap(place, span) && isReadable(phone, analysis, span),
    ),
  );
}

/** The number of the message that is written so in E.164; undefined when it holds none like it. */
export async function phoneNamed(
  analysis: Analysis,
  number: string,
): Promise<PhonePoint | undefined> {
  return (await phonesOf(analysis)).find(({ value }) => value === number);
}

function phonesOf(analysis: Analysis): Promise<readonly PhonePoint[]> {
  let phones = known.get(analysis);
  if (phones === undefined) {
    // The tables of all numbering plans come with whoever asks for a number.
    phones = import('../core/contacts/points.ts').then(({ contactPoints }) =>
      contactPoints(analysis, { limit }).filter((point) => point.kind === 'phone'),
    );
    known.set(analysis, phones);
  }
  return phones;
}

/** In an encoded part a place is lines: the number is there for somebody who sees it. */
function isReadable({ exact, shown }: PhonePoint, { text }: Analysis, span: Span): boolean {
  if (exact) return true;
  const from = Math.max(0, span.start - shown.length);
  return text.slice(from, span.end + shown.length).includes(shown);
}
