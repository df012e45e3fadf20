/**
 * How often every rule fires on legitimate mail and on spam: `npm run eval:rules [folder …]`.
 *
 * Whole messages, as an editor judges them: the header, the body, the messages forwarded inside and
 * the bytes of the file. Without a folder over easy-ham-1 and spam-1 of the corpus. Both tables are
 * kept in docs/rates.md (`--update`, with folders for the second); `--check` compares the first, so
 * that nobody makes a rule accuse more innocent mail without saying so. A folder with `spam`, `phish`
 * or `scam` in its name counts as spam, any other as legitimate.
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import {
  analyze,
  analyzeBody,
  analyzeFile,
  analyzeForwarded,
} from '../../server/src/core/analysis.ts';
import { measuredRules } from '../../server/src/core/rules/index.ts';
import { decodeText } from '../../server/src/core/text/latin1.ts';
import { corpusMessages } from '../../scripts/corpus.mjs';
import { isSpam, ratesFile, readRates, sections, writeCell } from '../../scripts/rates.mjs';

const args = process.argv.slice(2);
const folders = args.filter((arg) => !arg.startsWith('--'));

class Rates {
  messages = 0;
  accused = { error: 0, warning: 0 };
  /** By rule: messages on which it speaks, and on which it warns or calls an error. */
  byRule = new Map();

  constructor(name) {
    this.name = name;
    this.spam = isSpam(name);
  }

  add(bytes) {
    const findings = findingsIn(bytes);
    this.messages += 1;
    const spoke = new Set();
    const warned = new Set();
    for (const { rule, level } of findings) {
      spoke.add(rule);
      if (level === 'error' || level === 'warning') warned.add(rule);
    }
    for (const rule of spoke) {
      const count = this.byRule.get(rule) ?? { all: 0, grave: 0 };
      count.all += 1;
      if (warned.has(rule)) count.grave += 1;
      this.byRule.set(rule, count);
    }
    if (findings.some(({ level }) => level === 'error')) this.accused.error += 1;
    if (warned.size > 0) this.accused.warning += 1;
  }

  count(rule) {
    return this.byRule.get(rule) ?? { all: 0, grave: 0 };
  }

  share(count) {
    return (100 * count) / Math.max(1, this.messages);
  }
}

function findingsIn(bytes) {
  const own = analyze(decodeText(bytes));
  const messages = [own, ...analyzeForwarded(own)];
  const findings = messages.flatMap((message) => [...message.findings, ...analyzeBody(message)]);
  const hidden = analyzeFile(bytes.toString('latin1'));
  return [
    ...findings,
    ...hidden.filter(({ rule }) => !findings.some((finding) => finding.rule === rule)),
  ];
}

async function measure() {
  if (folders.length > 0) {
    return folders.map((folder) => {
      const rates = new Rates(basename(folder));
      for (const name of readdirSync(folder, { recursive: true }))
        if (/\.(?:eml|txt)$/.test(name)) rates.add(readFileSync(join(folder, name)));
      return rates;
    });
  }
  const sets = new Map(['easy-ham-1', 'spam-1'].map((name) => [name, new Rates(name)]));
  for await (const { collection, bytes } of corpusMessages()) sets.get(collection)?.add(bytes);
  return [...sets.values()];
}

/** How much more often a rule fires on spam; the smallest share that a set can show stands for none. */
function lift(sets, rule) {
  const mean = (chosen) => {
    const messages = chosen.reduce((sum, set) => sum + set.messages, 0);
    const count = chosen.reduce((sum, set) => sum + set.count(rule).all, 0);
    return messages === 0 ? null : { share: count / messages, least: 1 / messages };
  };
  const [ham, spam] = [
    mean(sets.filter(({ spam }) => !spam)),
    mean(sets.filter(({ spam }) => spam)),
  ];
  if (ham === null || spam === null || (ham.share === 0 && spam.share === 0)) return '';
  if (ham.share === 0) return `> ${(spam.share / ham.least).toFixed(0)}`;
  return (spam.share / ham.share).toFixed(1);
}

function table(sets) {
  const row = (cells) => `| ${cells.join(' | ')} |`;
  const cell = (set, { all, grave }) => writeCell(set.share(all), set.share(grave));
  const total = (name, level) =>
    row([
      `_${name}_`,
      '',
      ...sets.map((set) => writeCell(set.share(set.accused[level]), set.share(set.accused[level]))),
      '',
    ]);
  const lines = [
    row(['rule', 'level', ...sets.map(({ name, messages }) => `${name} (${messages})`), 'lift']),
    row(['---', '---', ...sets.map(() => '--:'), '--:']),
    ...measuredRules.map(({ id, level }) =>
      row([id, level, ...sets.map((set) => cell(set, set.count(id))), lift(sets, id)]),
    ),
    total('any error', 'error'),
    total('any warning or error', 'warning'),
  ];
  return lines.join('\n');
}

/** The page with one of its tables made anew. */
function pageWith(kept, index, measured) {
  const old = kept.split(/^## /m).slice(1);
  const parts = sections.map(({ years, note }, at) => {
    const rows = old.find((section) => section.startsWith(years))?.match(/^\|.*$/gm) ?? [];
    return `## ${years}\n\n${note}\n\n${at === index ? measured : rows.join('\n')}\n`;
  });
  return `# How often the rules fire

Share of messages (in %) on which each rule says something; in parentheses, as a warning or an error,
where that is less. Lift is how much more often it says something of spam.

${parts.join('\n')}`;
}

/** Rules whose rate on legitimate mail is higher than in the kept table. */
function risen(before, sets) {
  return measuredRules
    .map(({ id }) => id)
    .filter((rule) =>
      sets.some((set, index) => {
        if (set.spam) return false;
        const old = before?.rates.get(rule)?.[index] ?? { all: 0, grave: 0 };
        const { all, grave } = set.count(rule);
        // The kept figures are rounded.
        return set.share(all) > old.all + 0.005 || set.share(grave) > old.grave + 0.005;
      }),
    );
}

const sets = await measure();
const measured = table(sets);
const kept = readFileSync(ratesFile, { encoding: 'utf8', flag: 'a+' });
if (args.includes('--update')) {
  writeFileSync(ratesFile, pageWith(kept, folders.length > 0 ? 1 : 0, measured));
  console.log('docs/rates.md is up to date; npm run generate tells it to the pages of the rules.');
} else if (args.includes('--check')) {
  const page = pageWith(kept, 0, measured);
  if (kept !== page) {
    const rules = risen((await readRates()).get(sections[0].years), sets);
    console.log(page);
    console.error(
      rules.length > 0
        ? `These rules fire on more legitimate mail than docs/rates.md says: ${rules.join(', ')}. Look at the messages; when they deserve it, run npm run eval:rules -- --update.`
        : 'docs/rates.md is out of date: run npm run eval:rules -- --update.',
    );
    process.exitCode = 1;
  }
} else console.log(measured);
