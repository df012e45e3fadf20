/** The kept table of how often each rule fires, docs/rates.md: where it is, how it is laid out, and what it says of a rule. Measures nothing. */
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';

export const ratesFile = fileURLToPath(new URL('../docs/rates.md', import.meta.url));

/** The sections, in the order of the page: what each is called and what it says of itself. */
export const sections = [
  {
    years: '2001-2002',
    note: "SpamAssassin's public corpus. Made by `npm run eval:rules -- --update`; CI measures it again.",
  },
  {
    years: '2019-2026',
    note: 'Mail of lists, phishing and scams, some of it with its body (`full`). It may not be passed on, so CI cannot measure it again. Made by `npm run eval:rules -- --update FOLDER…`.',
  },
];

/** A folder with one of these words in its name holds spam; any other is legitimate. */
export const isSpam = (name) => /spam|phish|scam/i.test(name);

/**
 * What stands in the page, by the years of its sections: `sets` with their names, numbers of messages
 * and kind, and `rates`, by rule, in the order of the sets: `{ all, grave }`, the share of messages in
 * percent on which it says something, and on which that is a warning or an error.
 */
export async function readRates() {
  const page = await readFile(ratesFile, 'utf8');
  const read = new Map();
  for (const section of page.split(/^## /m).slice(1)) {
    const years = section.slice(0, section.indexOf('\n')).trim();
    const rows = section
      .split('\n')
      .filter((line) => line.startsWith('|'))
      .map((line) => line.split('|').map((cell) => cell.trim()));
    const [head = [], , ...body] = rows;
    const sets = head.slice(3, -2).map((cell) => {
      const [, name = cell, count = '0'] = /^(.*) \((\d+)\)$/.exec(cell) ?? [];
      return { name, messages: Number(count), spam: isSpam(name) };
    });
    const rates = new Map(
      body.map(([, rule = '', , ...cells]) => [rule, cells.slice(0, sets.length).map(readCell)]),
    );
    read.set(years, { sets, rates });
  }
  return read;
}

/** `7.20 (1.40)`: of all levels, and as a warning or an error; one number when they are the same. */
export function writeCell(all, grave) {
  return all === grave ? percent(all) : `${percent(all)} (${percent(grave)})`;
}

function readCell(cell) {
  const [all = '0', grave = all] = cell.replace(/[()]/g, '').split(' ');
  return { all: Number(all), grave: Number(grave) };
}

const percent = (share) => (share === 0 ? '0' : share.toFixed(2));
