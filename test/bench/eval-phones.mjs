/**
 * How well telephone numbers are found: `npm run eval:phones`.
 *
 * test/fixtures/phone-labels.json names 100 lines of bodies in spam-1 of the corpus, by file, MIME
 * part and line of the decoded part; their text is not in the repository, only its hash, and hashes
 * of the numbers (E.164) that a person reads there. They were drawn at random from the lines whose
 * readable text has seven digits and more in the shape of a number: the first 50 with a number and
 * the first 50 without one (prices, dates, ids, accounts), and labelled before there was a program.
 *
 * Prints what is missed and what is mistaken, as in the message, and precision and recall.
 */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { analyze } from '../../server/src/core/analysis.ts';
import { decodeBody } from '../../server/src/core/body/decode.ts';
import { contactPoints } from '../../server/src/core/contacts/points.ts';
import { partsOf, transferEncoding } from '../../server/src/core/message/mime.ts';
import { corpusFolder, fetchCorpus } from '../../scripts/corpus.mjs';

const labels = JSON.parse(
  readFileSync(new URL('../fixtures/phone-labels.json', import.meta.url), 'utf8'),
);
const hash = (bytes) => createHash('sha256').update(bytes).digest('hex').slice(0, 16);

await fetchCorpus();

/** The message with that part alone, without its transfer encoding: each line stands where it is counted. */
function decoded({ file, part }) {
  const text = readFileSync(join(corpusFolder, 'spam-1', file), 'latin1');
  const { header } = analyze(text);
  const found = partsOf(text, header, text.length).find((one) => one.part === part);
  if (found === undefined) throw new Error(`${file} has no part "${part}": another corpus?`);
  const { bodyStart, end } = found.header;
  const encoding = transferEncoding(text, found.header);
  const body = decodeBody(text, bodyStart, end, encoding, text.length);
  const fields = header.fields
    .filter(({ key }) => !key.startsWith('content-'))
    .map((field) => text.slice(field.start, field.end));
  const type = `Content-Type: ${found.type}; charset="${found.charset}"`;
  const head = [...fields, type, '', ''].join('\n');
  return { text: head + body, bodyStart: head.length };
}

const points = new Map();

/** Numbers that begin on the line. */
function numbersOn(label) {
  const key = `${label.file} ${label.part}`;
  if (!points.has(key)) {
    const message = decoded(label);
    const found = contactPoints(analyze(message.text)).filter(({ kind }) => kind === 'phone');
    points.set(key, { ...message, found });
  }
  const { text, bodyStart, found } = points.get(key);
  const lines = text.slice(bodyStart).split('\n');
  const line = lines[label.line - 1];
  if (line === undefined || hash(Buffer.from(line, 'latin1')) !== label.sha256) {
    throw new Error(`Line ${label.line} of ${label.file} is not the one that was labelled.`);
  }
  const start =
    bodyStart + lines.slice(0, label.line - 1).reduce((sum, { length }) => sum + length + 1, 0);
  const end = start + line.length;
  const numbers = found
    .filter((point) =>
      [point, ...point.also].some((place) => place.start >= start && place.start <= end),
    )
    .map(({ value }) => value);
  return { line, numbers: [...new Set(numbers)] };
}

const counts = { right: 0, missed: 0, mistaken: 0, lines: 0 };
for (const label of labels) {
  const { line, numbers } = numbersOn(label);
  const mistaken = numbers.filter((number) => !label.numbers.includes(hash(number)));
  const missed = label.numbers.length - (numbers.length - mistaken.length);
  counts.right += numbers.length - mistaken.length;
  counts.missed += missed;
  counts.mistaken += mistaken.length;
  if (missed + mistaken.length === 0) counts.lines++;
  else {
    const what = [missed > 0 ? `${missed} missed` : '', ...mistaken.map((one) => `not ${one}`)];
    console.log(`${label.file.slice(0, 5)} line ${label.line}: ${what.filter(Boolean).join(', ')}`);
    console.log(`  ${line.trim().slice(0, 150)}`);
  }
}

const percent = (part, whole) => `${((100 * part) / Math.max(1, whole)).toFixed(1)} %`;
console.log(`${labels.length} lines, ${counts.right + counts.missed} numbers`);
console.log(`precision ${percent(counts.right, counts.right + counts.mistaken)}`);
console.log(`recall    ${percent(counts.right, counts.right + counts.missed)}`);
console.log(`lines without a fault ${percent(counts.lines, labels.length)}`);
