/**
 * How well real trace fields are understood: their kinds, their families, and what the fields look
 * like that nothing sensible was read from. `npm run eval:parser [folder]`; without a folder over
 * easy-ham-1 and spam-1 of the corpus.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { analyze } from '../../server/src/core/analysis.ts';
import { plain } from '../../server/src/core/text/plain.ts';
import { corpusMessages } from '../../scripts/corpus.mjs';

const shapesShown = 15;

/** Words that make the form of a field; any other word is only a word. */
const formWords = new Set(
  'from by via with id for helo ehlo received unknown invoked network uid smtp esmtp esmtps esmtpsa lmtp http local envelope-from authenticated sender using version cipher claiming to be'.split(
    ' ',
  ),
);

const words =
  /(?<date>;.*$)|(?<ip>\[?(?:IPv6:)?(?:\d{1,3}(?:\.\d{1,3}){3}|[0-9a-f]{0,4}(?::[0-9a-f]{0,4}){3,8})\]?)|(?<address><?[^\s<>()@;]+@[^\s<>()@;]+>?)|(?<host>[\w-]+(?:\.[\w-]+)+)|(?<word>[\w/+=.-]+)|(?<mark>[^\s\w])/gi;

/** `from HOST (HOST [IP]) by HOST with smtp id WORD; DATE`: the field without what is its own. */
function shapeOf(value) {
  const shape = [...value.slice(0, 2000).replace(/\s+/g, ' ').matchAll(words)].map(
    ({ groups = {} }) => {
      const { date, ip, address, host, word, mark } = groups;
      if (date !== undefined) return '; DATE';
      if (ip !== undefined) return 'IP';
      if (address !== undefined) return 'ADDRESS';
      if (host !== undefined) return 'HOST';
      if (word !== undefined) {
        if (formWords.has(word.toLowerCase())) return word.toLowerCase();
        return /^\d+$/.test(word) ? 'NUMBER' : 'WORD';
      }
      return mark ?? '';
    },
  );
  return plain(shape.join(' '), 160);
}

async function* messagesOf(folder) {
  if (folder === undefined) {
    for await (const { collection, bytes } of corpusMessages()) {
      if (collection === 'easy-ham-1' || collection === 'spam-1') yield bytes;
    }
    return;
  }
  if (!existsSync(folder)) {
    console.error(`There is no folder ${folder}: nothing was read.`);
    process.exit(1);
  }
  for (const name of readdirSync(folder, { recursive: true })) {
    if (/\.(?:eml|txt)$/.test(name)) yield readFileSync(join(folder, name));
  }
}

const add = (counts, key) => counts.set(key, (counts.get(key) ?? 0) + 1);

function printTable(title, counts) {
  console.log(`\n| ${title} | fields | share |\n| --- | --: | --: |`);
  for (const [key, count] of [...counts].sort((a, b) => b[1] - a[1])) {
    console.log(`| ${key} | ${count} | ${((100 * count) / total).toFixed(2)} % |`);
  }
}

const kinds = new Map();
const families = new Map();
const shapes = new Map();
let messages = 0;
let total = 0;

for await (const bytes of messagesOf(process.argv[2])) {
  messages++;
  const { text, route } = analyze(bytes.toString('latin1'));
  for (const { received } of route.hops) {
    total++;
    add(kinds, received.kind);
    add(families, received.family?.name ?? '(none)');
    if (received.kind !== 'unparsed' && received.kind !== 'anonymous') continue;
    const ofKind = shapes.get(received.kind) ?? new Map();
    shapes.set(received.kind, ofKind);
    const value = text.slice(received.field.valueStart, received.field.end);
    const shape = shapeOf(value);
    const { count, example } = ofKind.get(shape) ?? { count: 0, example: plain(value, 300) };
    ofKind.set(shape, { count: count + 1, example });
  }
}

if (messages === 0) {
  console.error(`There is no message in ${process.argv[2]}: no file that ends in .eml or .txt.`);
  process.exit(1);
}
console.log(`${total} Received fields of ${messages} messages`);
printTable('kind', kinds);
printTable('family', families);
for (const [kind, ofKind] of shapes) {
  console.log(`\nMost frequent shapes of ${kind} fields (${ofKind.size} in all):\n`);
  for (const [shape, { count, example }] of [...ofKind]
    .sort((a, b) => b[1].count - a[1].count)
    .slice(0, shapesShown)) {
    console.log(`${String(count).padStart(5)}  ${shape}\n       ${example}`);
  }
}
