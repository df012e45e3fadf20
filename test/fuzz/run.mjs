/**
 * Throws broken mail at the analysis for some minutes: `npm run fuzz [minutes]` (10 unless told).
 *
 * Seeds are the headers of the corpus. Each run mends or breaks one of them (cuts, swaps, repeats,
 * splices, words of the grammar in the wrong place) and demands that nothing throws, that every span
 * lies in the text, that the parser never looks at a character more than a few times, and that
 * nothing takes seconds. What fails is written to .cache/fuzz/ with the seed that makes it again.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import * as esbuild from 'esbuild';
import { corpusMessages } from '../../scripts/corpus.mjs';
import { headerOf } from '../bench/header-block.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));
const cache = `${root}.cache/fuzz/`;
const minutes = Number(process.argv[2] ?? 10);
/** Looks at a character: tokens, comments inside them, and the fallback for broken brackets. */
const MAX_STEPS_PER_CHARACTER = 12;
/** One message takes milliseconds: what takes so long does not grow with the text alone. */
const LONGEST_SECONDS = 5;

mkdirSync(cache, { recursive: true });
await esbuild.build({
  stdin: {
    contents: `
      export { analyze, analyzeForwarded } from './server/src/core/analysis.ts';
      export { parserSteps } from './server/src/core/received/parse.ts';
      export { rules } from './server/src/core/rules/index.ts';
      export { observe, subjects } from './server/src/core/rules/seen.ts';
      export { contactPoints } from './server/src/core/contacts/points.ts';
      export { hoverAt } from './server/src/core/hovers/index.ts';
      export { numberedParts } from './server/src/core/message/parts.ts';
      export { enclosing } from './server/src/core/outline/enclosing.ts';
      export { foldsOf } from './server/src/core/outline/folds.ts';
      export { hintKinds, hintsOf } from './server/src/core/outline/hints.ts';
      export { linksOf } from './server/src/core/outline/links.ts';
      export { marksOf } from './server/src/core/outline/marks.ts';
      export { outlineOf } from './server/src/core/outline/outline.ts';
      export { targetsAt } from './server/src/core/outline/targets.ts';`,
    resolveDir: root,
  },
  outfile: `${cache}core.mjs`,
  bundle: true,
  format: 'esm',
  platform: 'node',
  target: 'node20',
  logLevel: 'warning',
});
const core = await import(`${cache}core.mjs`);
const { analyze, analyzeForwarded, contactPoints, hoverAt, observe, parserSteps, rules, subjects } =
  core;

/** mulberry32: small, and the same everywhere, so that a seed makes a failure again. */
function randomFrom(seed) {
  let state = seed >>> 0;
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return Math.floor((((t ^ (t >>> 14)) >>> 0) / 4294967296) * below);
  };
}

const words = [
  'Received: ',
  'from ',
  ' by ',
  ' via ',
  ' with ',
  ' id ',
  ' for ',
  '; ',
  '(',
  ')',
  '[',
  ']',
  '<',
  '>',
  '"',
  '\\',
  ',',
  '@',
  '=',
  'helo=',
  '(HELO ',
  '(EHLO ',
  'unknown',
  '[192.0.2.1]',
  '(2001:db8::1)',
  '[IPv6:::ffff:192.0.2.1]',
  '500.202.999.352',
  'ESMTPSA',
  '(Postfix)',
  '(Exim 4.98)',
  '(qmail 1 invoked from network)',
  '\r\n',
  '\n\t',
  '\r',
  '\n\n',
  'Thu, 21 Nov 2024 10:15:03 +0000',
  ' -0700 (PDT)',
  '\u0000',
  '\ud800',
  '\udc00',
  '\u00e9',
  '\u202e',
  '\ufeff',
  '=?utf-8?q?=0d=0a?=',
  'Content-Type: message/rfc822\n',
  'Content-Type: multipart/mixed; boundary=x\n\n--x\n',
  '--x--',
  'From: a <b@c.example>',
  '\n\nContent-Type: text/html\n\n<a href="http://a.example@b.example/?u=http://c.example">',
  'tel 1-800-555-0199 x5 ',
  'http://a.example/',
  '12 Example St\nAnytown, PA 12345',
  'X: '.repeat(40),
  '('.repeat(500),
  ' '.repeat(500),
];

const seeds = [];
for await (const { bytes } of corpusMessages()) seeds.push(headerOf(bytes).toString('latin1'));

function mutate(text, random) {
  let result = text;
  for (let times = 1 + random(6); times > 0; times -= 1) {
    const at = random(result.length + 1);
    const length = random(Math.min(200, result.length - at) + 1);
    switch (random(8)) {
      case 0:
        result = result.slice(0, at) + result.slice(at + length);
        break;
      case 1:
        result = result.slice(0, at) + words[random(words.length)] + result.slice(at);
        break;
      case 2: {
        const other = seeds[random(seeds.length)];
        const from = random(other.length);
        result = result.slice(0, at) + other.slice(from, from + 1 + random(400)) + result.slice(at);
        break;
      }
      case 3:
        result =
          result.slice(0, at) +
          result.slice(at, at + length).repeat(1 + random(30)) +
          result.slice(at + length);
        break;
      case 4:
        result = result.slice(0, at) + String.fromCharCode(random(65536)) + result.slice(at + 1);
        break;
      case 5:
        result = result.slice(at) + result.slice(0, at);
        break;
      case 6:
        result = result.replaceAll('\n', random(2) === 0 ? '\r\n' : '\r');
        break;
      default:
        result =
          result.slice(0, at) +
          words[random(words.length)].repeat(1 + random(200)) +
          result.slice(at);
    }
    if (result.length > 200_000) result = result.slice(0, 200_000);
  }
  return result;
}

function checkSpans(value, length, depth) {
  if (typeof value !== 'object' || value === null || depth > 8) return;
  if (
    typeof value.start === 'number' &&
    !(value.start >= 0 && value.start <= value.end && value.end <= length)
  )
    throw new Error(`a span of ${value.start} to ${value.end} in ${length} characters`);
  for (const inside of Object.values(value)) checkSpans(inside, length, depth + 1);
}

let worst = 0;

function run(text, random) {
  const before = parserSteps();
  const analysis = analyze(text);
  const perCharacter = (parserSteps() - before) / Math.max(text.length, 100);
  worst = Math.max(worst, perCharacter);
  if (perCharacter > MAX_STEPS_PER_CHARACTER)
    throw new Error(`${perCharacter.toFixed(1)} looks a character`);
  const all = [analysis, ...analyzeForwarded(analysis)];
  checkSpans(core.outlineOf(all, core.numberedParts), text.length, 0);
  checkSpans(core.foldsOf(all, core.numberedParts), text.length, 0);
  checkSpans(core.linksOf(all, core.numberedParts), text.length, 0);
  for (const one of all) {
    const whole = { start: 0, end: text.length };
    checkSpans(core.marksOf(one, whole), text.length, 0);
    core.hintsOf(one, new Set(core.hintKinds), whole);
    const at = random(text.length + 1);
    checkSpans(core.enclosing([one], at, core.numberedParts), text.length, 0);
    checkSpans(
      core.targetsAt(one, at, () => core.numberedParts(one)),
      text.length,
      0,
    );
    checkSpans({ ...one, text: null }, text.length, 0);
    // The analysis skips a rule that throws; here it shows.
    const context = { ...one, kin: one.reader.kin };
    const seen = observe(context);
    for (const rule of rules) {
      for (const sighting of rule.check(context)) {
        checkSpans(sighting, text.length, 0);
        if (rule.about !== undefined && (seen & subjects[rule.about]) === 0)
          throw new Error(`${rule.id} has something to say, and is not asked`);
      }
    }
    for (const point of contactPoints(one, { limit: 10_000 })) checkSpans(point, text.length, 0);
    for (const { received } of one.route.hops.slice(0, 3))
      hoverAt(one, received.field.start + random(300));
  }
}

const start = Number(process.env['FUZZ_SEED'] ?? Math.floor(Math.random() * 2 ** 31));
const end = performance.now() + minutes * 60_000;
let executions = 0;
let failures = 0;
let next = performance.now() + 30_000;
while (performance.now() < end && failures < 20) {
  const seed = (start + executions) >>> 0;
  const random = randomFrom(seed);
  const text = mutate(seeds[random(seeds.length)], random);
  const begin = performance.now();
  try {
    run(text, random);
    const seconds = (performance.now() - begin) / 1000;
    if (seconds > LONGEST_SECONDS) throw new Error(`${seconds.toFixed(1)} s`);
  } catch (error) {
    failures += 1;
    writeFileSync(`${cache}${seed}.eml`, text, 'utf16le');
    console.log(`FUZZ_SEED=${seed}: ${error.stack}`);
  }
  executions += 1;
  if (performance.now() > next) {
    console.log(
      `${executions} executions, ${failures} failures, at most ${worst.toFixed(1)} looks a character`,
    );
    next += 30_000;
  }
}
console.log(
  `${executions} executions in ${minutes} minutes from seed ${start}: ${failures} failures, at most ${worst.toFixed(1)} looks a character`,
);
process.exit(failures === 0 ? 0 : 1);
