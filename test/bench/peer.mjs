/** One peer, one task, in a process of its own: no one runs in the heap or with the compiled code of another. */
import { readFileSync } from 'node:fs';
import { peers } from './peers.mjs';

const [, , id, task, file] = process.argv;
const { input, load } = peers.find((peer) => peer.id === id);
const convert = (bytes) => (input === 'text' ? bytes.toString('latin1') : bytes);
const median = (values) => values.sort((a, b) => a - b)[values.length >> 1];
// Some peers warn on every other message: that is nobody's work.
console.warn = () => undefined;
const run = await load();

/** A message that a peer refuses is the peer's result: it is timed and counted. */
async function runSafely(message) {
  try {
    await run(message);
    return true;
  } catch {
    return false;
  }
}

/** Rounds until the engine has compiled what is worth compiling, in each of the peers. */
const warmUps = 3;

async function headers() {
  const messages = JSON.parse(readFileSync(file, 'utf8')).map((block) =>
    convert(Buffer.from(block, 'latin1')),
  );
  const rates = [];
  let refused = 0;
  for (let round = 0; round < warmUps + 9; round++) {
    refused = 0;
    const start = performance.now();
    for (const message of messages) if (!(await runSafely(message))) refused++;
    if (round >= warmUps) rates.push((messages.length * 1000) / (performance.now() - start));
  }
  return { perSecond: median(rates), refused };
}

async function large() {
  const header = 'From: a@a.example\r\nSubject: warm-up\r\n\r\ntext\r\n';
  for (let count = 0; count < 200; count++) await runSafely(convert(Buffer.from(header)));
  const message = convert(readFileSync(file));
  globalThis.gc();
  const peak = process.resourceUsage().maxRSS;
  const start = performance.now();
  const understood = await runSafely(message);
  const milliseconds = performance.now() - start;
  return {
    milliseconds,
    kilobytes: process.resourceUsage().maxRSS - peak,
    refused: understood ? 0 : 1,
  };
}

console.log(JSON.stringify(await (task === 'headers' ? headers() : large())));
