/**
 * Writes what follows from the list of rules: the index in docs/rules/README.md, the table in
 * README.md, the setting `spamPatrol.rules` in package.json, and on each rule's page how often it was
 * seen (docs/rates.md); from a sample, the picture of a route in the walkthrough; and the version of
 * package.json where the code can read it. With `--check` it writes nothing and fails when a file
 * would change, or when a text of the client lacks a translation.
 */
import { readFile, readdir, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import prettier from 'prettier';
import { tsImport } from 'tsx/esm/api';
import { l10nProblems } from './l10n.mjs';
import { readRates } from './rates.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const check = process.argv.includes('--check');
const {
  allRules: rules,
  bodyRules,
  measuredRules,
  rules: headerRules,
} = await tsImport('../server/src/core/rules/index.ts', import.meta.url);

const { ruleSettings } = await tsImport('../server/src/core/rules/levels.ts', import.meta.url);

const problems = [];

/** Each rule has its page, and each page its rule. */
const pages = (await readdir(`${root}docs/rules`)).filter((name) => name !== 'README.md');
for (const { id } of rules) {
  if (!pages.includes(`${id}.md`)) problems.push(`docs/rules/${id}.md is missing.`);
}
for (const page of pages) {
  if (!rules.some(({ id }) => `${id}.md` === page)) {
    problems.push(`docs/rules/${page} belongs to no rule.`);
  }
}

const effects = {
  none: 'none',
  'client-lied': 'the client lied; the field stands',
  fabricated: 'the field is fabricated; all beneath it falls',
};
const cell = (text) => text.replaceAll('|', '\\|');

function table(folder) {
  const rows = rules.map(
    ({ id, level, effect, summary }) =>
      `| [\`${id}\`](${folder}${id}.md) | ${level} | ${effects[effect]} | ${cell(summary)} |`,
  );
  return ['| Rule | Level | Effect | What it says |', '| --- | --- | --- | --- |', ...rows].join(
    '\n',
  );
}

const index = `# Rules

<!-- Written by \`npm run generate\` from server/src/core/rules/index.ts. -->

\`error\`: no honest server or sender writes this. \`warning\`: two parts of the message contradict each other, and legitimate mail practically never does that. \`information\` and \`hint\`: worth knowing.

${table('')}
`;

const start = '<!-- rules: written by `npm run generate` -->';
const end = '<!-- /rules -->';
function withTable(readme) {
  const from = readme.indexOf(start);
  const to = readme.indexOf(end);
  if (from === -1 || to < from) {
    problems.push(`README.md lacks the lines ${start} and ${end}.`);
    return readme;
  }
  return `${readme.slice(0, from + start.length)}\n\n${table('docs/rules/')}\n\n${readme.slice(to)}`;
}

/** The setting as VS Code shows it: each rule with what it says. Other keys keep their order. */
function withSetting(manifest) {
  const { properties } = manifest.contributes.configuration.find(
    (group) => 'spamPatrol.rules' in group.properties,
  );
  const { order } = properties['spamPatrol.rules'];
  properties['spamPatrol.rules'] = {
    order,
    type: 'object',
    default: {},
    markdownDescription: '%setting.rules%',
    additionalProperties: false,
    properties: Object.fromEntries(
      rules.map(({ id, level, summary }) => [
        id,
        { enum: ruleSettings, description: `${summary} By itself: ${level}.` },
      ]),
    ),
  };
  return JSON.stringify(manifest);
}

/** What a complaint and the command line say of themselves; a bundle has no package.json beside it. */
function versionFile({ version }) {
  return `/** The version of this release. Written by \`npm run generate\` from package.json. */\nexport const version = '${version}';\n`;
}

/** A route as the view draws it, in the colours of whatever theme the walkthrough is read in. */
async function routeOfSample() {
  const [{ analyze }, { pictureOf }, { drawRoute }, { estimate }, { english }] = await Promise.all(
    ['analysis', 'picture/of-analysis', 'picture/draw', 'picture/measure', 'picture/words'].map(
      (name) => tsImport(`../server/src/core/${name}.ts`, import.meta.url),
    ),
  );
  const colour = (name) => `var(--vscode-${name})`;
  const { svg } = drawRoute(
    pictureOf(analyze(await readFile(`${root}samples/1997-impossible-addresses.eml`, 'utf8'))),
    {
      width: 560,
      words: english,
      colours: {
        background: colour('editor-background'),
        text: colour('editor-foreground'),
        muted: colour('descriptionForeground'),
        faint: colour('editorIndentGuide-background1'),
        believed: colour('charts-green'),
        bar: colour('charts-blue'),
        error: colour('editorError-foreground'),
        warning: colour('editorWarning-foreground'),
        information: colour('editorInfo-foreground'),
      },
      fonts: { text: `${colour('font-family')}, sans-serif`, mono: 'monospace' },
      measure: estimate,
    },
  );
  return `${svg}\n`;
}

/** How often a rule was seen, in a sentence for its page; the mail that has no body says nothing of the body. */
function measured({ id, level }, rates) {
  const needsBody =
    bodyRules.some((rule) => rule.id === id) && !headerRules.some((rule) => rule.id === id);
  const of = (spam) =>
    [...rates].flatMap(([years, { sets, rates: byRule }]) =>
      sets.flatMap(({ name, messages, spam: isSpam }, index) => {
        if (isSpam !== spam || (needsBody ? name.endsWith('-headers') : name.endsWith('-full')))
          return [];
        return [
          `${share(byRule.get(id)?.[index], level)} of ${messages.toLocaleString('en')} (${years})`,
        ];
      }),
    );
  return `Measured on legitimate mail: ${of(false).join(', ')}; on spam and phishing: ${of(true).join(', ')}.`;
}

/** `0.52% (as a warning 0.12%)`: told apart where a rule can accuse. */
function share(rate, level) {
  if (rate === undefined) return 'not measured';
  const { all, grave } = rate;
  const percent = (number) => (number === 0 ? 'none' : `${number}%`);
  if (all === grave || (level !== 'error' && level !== 'warning')) return percent(all);
  const accusation = level === 'error' ? 'as an error or a warning' : 'as a warning';
  return `${percent(all)} (${accusation} ${percent(grave)})`;
}

/** The page with its sentence, which stands in front of the first message; the old one goes. */
function withMeasure(id, page, rates) {
  const rule = measuredRules.find((one) => one.id === id);
  if (rule === undefined) return page;
  const heading = '\n## A message that fires it\n';
  const at = page.indexOf(heading);
  if (at < 0) {
    problems.push(`docs/rules/${id}.md lacks the heading "A message that fires it".`);
    return page;
  }
  const text = page
    .slice(0, at)
    .replace(/\nMeasured on legitimate mail: [^\n]*\n/g, '\n')
    .trimEnd();
  return `${text}\n\n${measured(rule, rates)}\n${page.slice(at)}`;
}

const manifest = JSON.parse(await readFile(`${root}package.json`, 'utf8'));
const readme = await readFile(`${root}README.md`, 'utf8');
const files = new Map([
  ['docs/rules/README.md', index],
  ['README.md', withTable(readme)],
  ['package.json', withSetting(manifest)],
  ['images/walkthrough/route.svg', await routeOfSample()],
  ['server/src/core/version.ts', versionFile(manifest)],
]);
const rates = await readRates();
for (const { id } of rules) {
  const name = `docs/rules/${id}.md`;
  const page = await readFile(root + name, 'utf8').catch(() => null);
  if (page !== null) files.set(name, withMeasure(id, page, rates));
}
for (const [name, text] of files) {
  const path = root + name;
  const config = await prettier.resolveConfig(path);
  // SVG is written as it is.
  const { inferredParser } = await prettier.getFileInfo(path);
  const wanted =
    inferredParser === null ? text : await prettier.format(text, { ...config, filepath: path });
  const present = await readFile(path, 'utf8').catch(() => '');
  if (wanted === present) continue;
  if (check) problems.push(`${name} is out of date: run \`npm run generate\` and commit it.`);
  else await writeFile(path, wanted);
}

problems.push(...(await l10nProblems(root)));

for (const problem of problems) console.error(problem);
if (problems.length > 0) process.exitCode = 1;
