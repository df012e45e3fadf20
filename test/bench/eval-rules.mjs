/**
 * How often every rule fires on legitimate mail and on spam: `npm run eval:rules [folder …]`.
 *
 * Without a folder over easy-ham-1 and spam-1 of the corpus; that table is kept in
 * docs/rates.md (`--update`) and compared with it (`--check`), so that nobody makes a rule
 * accuse more innocent mail without saying so. A folder with `spam` or `phish` in its name counts as
 * spam, any other as legitimate.
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { analyze } from '../../server/src/core/analysis.ts';
import { allRules } from '../../server/src/core/rules/index.ts';
import { corpusMessages } from '../../scripts/corpus.mjs';

const golden = fileURLToPath(new URL('../../docs/rates.md', import.meta.url));
const args = process.argv.slice(2);
const folders = args.filter((arg) => !arg.startsWith('--'));

class Rates {
  messages = 0;
  accused = { error: 0, warning: 0 };
  byRule = new Map();

  constructor(name) {
    this.name = name;
    this.spam = /spam|phish|scam/i.test(name);
  }

  add(bytes) {
    const { findings } = analyze(bytes.toString('latin1'));
    this.messages += 1;
    for (const rule of new Set(findings.map(({ rule }) => rule)))
      this.byRule.set(rule, (this.byRule.get(rule) ?? 0) + 1);
    const levels = new Set(findings.map(({ level }) => level));
    if (levels.has('error')) this.accused.error += 1;
    if (levels.has('error') || levels.has('warning')) this.accused.warning += 1;
  }

  share(count) {
    return (100 * count) / Math.max(1, this.messages);
  }
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

const percent = (share) => (share === 0 ? '0' : share.toFixed(2));

/** How much more often a rule fires on spam; the smallest share that a set can show stands for none. */
function lift(sets, rule) {
  const mean = (chosen) => {
    const messages = chosen.reduce((sum, set) => sum + set.messages, 0);
    const count = chosen.reduce((sum, set) => sum + (set.byRule.get(rule) ?? 0), 0);
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
  const lines = [
    row(['rule', 'level', ...sets.map(({ name, messages }) => `${name} (${messages})`), 'lift']),
    row(['---', '---', ...sets.map(() => '--:'), '--:']),
    ...allRules.map(({ id, level }) =>
      row([
        id,
        level,
        ...sets.map((set) => percent(set.share(set.byRule.get(id) ?? 0))),
        lift(sets, id),
      ]),
    ),
    row(['_any error_', '', ...sets.map((set) => percent(set.share(set.accused.error))), '']),
    row([
      '_any warning or error_',
      '',
      ...sets.map((set) => percent(set.share(set.accused.warning))),
      '',
    ]),
  ];
  return lines.join('\n');
}

/** Rules whose rate on legitimate mail is higher than in the kept table. */
function risen(before, after) {
  const rates = (text) =>
    new Map(
      text.split('\n').flatMap((line) => {
        const [, rule, , ham] = line.split('|').map((cell) => cell.trim());
        return rule !== undefined && ham !== undefined && /^[\d.]+$/.test(ham)
          ? [[rule, Number(ham)]]
          : [];
      }),
    );
  const old = rates(before);
  return [...rates(after)]
    .filter(([rule, rate]) => rate > (old.get(rule) ?? 0))
    .map(([rule]) => rule);
}

const sets = await measure();
const measured = table(sets);
if (args.includes('--check') || args.includes('--update')) {
  const page = `# How often the rules fire

Share of messages (in %) of the public corpus of 2001 and 2002 on which each rule says something;
lift is how much more often it does so on spam. Made by \`npm run eval:rules -- --update\`.

${measured}
`;
  const kept = readFileSync(golden, { encoding: 'utf8', flag: 'a+' });
  if (args.includes('--update')) writeFileSync(golden, page);
  else if (kept !== page) {
    const rules = risen(kept, page);
    console.log(page);
    console.error(
      rules.length > 0
        ? `These rules fire on more legitimate mail than docs/rates.md says: ${rules.join(', ')}. Look at the messages; when they deserve it, run npm run eval:rules -- --update.`
        : 'docs/rates.md is out of date: run npm run eval:rules -- --update.',
    );
    process.exitCode = 1;
  }
} else console.log(measured);
