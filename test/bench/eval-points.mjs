/**
 * What is found in the corpus, and what it costs: `npm run eval:points`.
 *
 * Counts the contact points of each kind over easy-ham-1 and spam-1, and measures the time that a
 * message takes; then gives the search 10 million characters of one nasty thing after the other,
 * with a limit of one million and of four: what grows more than the text is no good.
 */
import { analyze } from '../../server/src/core/analysis.ts';
import { findContactPoints } from '../../server/src/core/contacts/points.ts';
import { corpusMessages } from '../../scripts/corpus.mjs';
import { hostileBodies, hostileHtml } from '../core/contacts/hostile-bodies.ts';

const sets = new Map(['easy-ham-1', 'spam-1'].map((name) => [name, []]));
for await (const { collection, bytes, path } of corpusMessages()) {
  sets.get(collection)?.push({ path, analysis: analyze(bytes.toString('latin1')) });
}
// The first messages pay for the compiler.
for (const { analysis } of sets.get('spam-1')) findContactPoints(analysis);

const milliseconds = (work) => {
  const before = performance.now();
  const result = work();
  return { took: performance.now() - before, result };
};

for (const [name, messages] of sets) {
  const kinds = new Map();
  const times = [];
  let cut = 0;
  for (const { analysis, path } of messages) {
    const { took, result } = milliseconds(() => findContactPoints(analysis));
    times.push({ took, path, length: analysis.text.length });
    if (result.cut) cut++;
    for (const { kind } of result.points) kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
  }
  times.sort((a, b) => a.took - b.took);
  const sum = times.reduce((all, { took }) => all + took, 0);
  const worst = times.at(-1);
  console.log(`${name}: ${messages.length} messages, ${cut} of them not to their end`);
  console.log(`  ${[...kinds].map(([kind, count]) => `${count} ${kind}`).join(' · ')}`);
  console.log(
    `  ${(sum / times.length).toFixed(2)} ms a message, median ${times[times.length >> 1].took.toFixed(2)}, worst ${worst.took.toFixed(0)} (${worst.length} characters)`,
  );
}

console.log('\n10 million characters of             1 M ms   4 M ms   growth');
for (const [type, bodies] of [
  ['text/plain', hostileBodies],
  ['text/html', hostileHtml],
]) {
  for (const [name, body] of bodies) {
    for (const encoding of ['7bit', ...(name.startsWith('=') ? ['quoted-printable'] : [])]) {
      const fields = `From: <a@example.net>\nContent-Type: ${type}\nContent-Transfer-Encoding: ${encoding}\n\n`;
      const analysis = analyze(fields + body(10_000_000));
      const [one, four] = [1_000_000, 4_000_000].map(
        (limit) => milliseconds(() => findContactPoints(analysis, { limit })).took,
      );
      console.log(
        `${`${name} (${encoding})`.padEnd(34)} ${one.toFixed(0).padStart(8)} ${four.toFixed(0).padStart(8)} ${(four / one).toFixed(1).padStart(8)}`,
      );
    }
  }
}
