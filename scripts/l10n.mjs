/**
 * Whether everything that a person reads of the client and of the language server can be read in
 * their language: no text beside `l10n.t`, the tag `say` and package.nls.json, a translation of each
 * in every bundle, the same values and links in all of them.
 */
import { readdir, readFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import ts from 'typescript';

export const languages = ['de', 'es', 'fr', 'ja'];

/** What is wrong, one sentence each. `root` ends with a slash. */
export async function l10nProblems(root) {
  return [...(await problemsOfSources(root)), ...(await problemsOfManifest(root))];
}

async function problemsOfSources(root) {
  const problems = [];
  const messages = new Map();
  for (const path of await sourcesIn(join(root, 'client/src'))) {
    const name = relative(root, path);
    const { said, loose } = readSource(path, await readFile(path, 'utf8'));
    for (const { text, line } of said) {
      if (text === null) problems.push(`${name}:${line}: l10n.t needs its text as a literal.`);
      else messages.set(text, `${name}:${line}`);
    }
    for (const { text, line } of loose) {
      problems.push(`${name}:${line}: “${text}” is not in l10n.t.`);
    }
  }
  for (const path of await sourcesIn(join(root, 'server/src'))) {
    const name = relative(root, path);
    const { said, loose } = readServerSource(path, await readFile(path, 'utf8'));
    for (const { text, line } of said) {
      if (!messages.has(text)) messages.set(text, `${name}:${line}`);
    }
    if (!isShown(name)) continue;
    for (const { text, line } of loose) {
      problems.push(`${name}:${line}: “${text}” has no tag “say”.`);
    }
  }
  for (const language of languages) {
    const file = `l10n/bundle.l10n.${language}.json`;
    const bundle = await json(join(root, file));
    problems.push(...compare(file, bundle, messages, (text) => text));
  }
  return problems;
}

async function problemsOfManifest(root) {
  const manifest = await json(join(root, 'package.json'));
  const english = await json(join(root, 'package.nls.json'));
  const { used, loose } = textsOfManifest(manifest);
  const problems = loose.map(
    ({ path, text }) => `package.json: ${path} is “${text}”: put it into package.nls.json.`,
  );
  for (const key of used) {
    if (!(key in english)) problems.push(`package.nls.json lacks ${key}.`);
  }
  for (const key of Object.keys(english)) {
    if (!used.has(key)) problems.push(`package.nls.json: nothing uses ${key}.`);
  }
  const keys = new Map(Object.keys(english).map((key) => [key, 'package.nls.json']));
  for (const language of languages) {
    const file = `package.nls.${language}.json`;
    problems.push(...compare(file, await json(join(root, file)), keys, (key) => english[key]));
  }
  return problems;
}

/** A file of translations against what should be in it. */
function compare(file, translations, wanted, englishOf) {
  const problems = [];
  for (const [key, place] of wanted) {
    const translation = translations[key];
    // Blanks and commas between values: a language may have its own, and need not.
    if (translation === undefined && !/\p{L}/u.test(key)) continue;
    if (typeof translation !== 'string' || translation.trim() === '') {
      problems.push(`${file} lacks “${key}” (${place}).`);
    } else if (fixedParts(translation) !== fixedParts(englishOf(key))) {
      problems.push(`${file}: “${key}” has other values, links or code than the English text.`);
    }
  }
  for (const key of Object.keys(translations)) {
    if (!wanted.has(key)) problems.push(`${file}: nothing says “${key}” any more.`);
  }
  return problems;
}

/** What no translation may change: places for values, targets of links, code, the level of a rule. */
function fixedParts(text) {
  return (
    text.match(
      /\{\d\}|\]\([^)]*\)|`[^`]*`|spamPatrol\.[a-z]+|spam-patrol [a-z]+|: (?:error|warning|information|hint)\.$/g,
    ) ?? []
  )
    .sort()
    .join(' ');
}

/** Keys of a manifest whose values people read. */
const readKeys = new Set([
  ...['title', 'displayName', 'description', 'markdownDescription', 'altText'],
  'patternErrorMessage',
  ...['deprecationMessage', 'markdownDeprecationMessage'],
]);
const readLists = new Set(['enumDescriptions', 'markdownEnumDescriptions']);

function textsOfManifest({ displayName, description, capabilities, contributes }) {
  const used = new Set();
  const loose = [];
  const read = (text, path) => {
    const key = /^%([\w.-]+)%$/.exec(text)?.[1];
    if (key === undefined) loose.push({ text, path });
    else used.add(key);
  };
  const walk = (value, path) => {
    if (typeof value !== 'object' || value === null) return;
    for (const [key, inner] of Object.entries(value)) {
      const place = `${path}.${key}`;
      if (typeof inner === 'string' && readKeys.has(key)) read(inner, place);
      else if (Array.isArray(inner) && readLists.has(key)) inner.forEach((one) => read(one, place));
      else walk(inner, place);
    }
  };
  read(displayName, 'displayName');
  read(description, 'description');
  walk(capabilities, 'capabilities');
  walk(contributes, 'contributes');
  for (const { aliases } of contributes.languages)
    read(aliases[0], 'contributes.languages.aliases');
  return { used, loose };
}

/** Two words in a row: what code never is, and what people read nearly always is. */
const prose = /\p{L}{2,}[,:]? \p{L}/u;
/** The same where a value is one of the two words. */
const proseBesideValue = /\p{L}{4,} | \p{L}{4,}/u;
/** What people read of a dialog, even when it is one word. */
const readProperties = new Set([
  ...['title', 'label', 'description', 'detail', 'prompt', 'placeHolder', 'openLabel'],
  ...['saveLabel', 'tooltip', 'message'],
]);

function readSource(path, text) {
  const source = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true);
  const said = [];
  const loose = [];
  const lineOf = (node) => source.getLineAndCharacterOfPosition(node.getStart()).line + 1;
  const visit = (node) => {
    if (ts.isCallExpression(node) && /(^|\.)l10n\.t$/.test(node.expression.getText())) {
      const [first, ...values] = node.arguments;
      const isLiteral = first !== undefined && ts.isStringLiteralLike(first);
      said.push({ text: isLiteral ? first.text : null, line: lineOf(node) });
      values.forEach(visit);
      return;
    }
    // The page and its policy are markup; what stops a programmer is not for readers.
    const isMarkup = /^<!DOCTYPE|^[a-z]+-src /.test(node.text ?? node.head?.text ?? '');
    const isForProgrammers =
      ts.isNewExpression(node) && node.expression.getText() === 'Error' && hasPlainText(node);
    if (isMarkup || isForProgrammers || ts.isImportDeclaration(node)) return;
    const isText = ts.isStringLiteralLike(node) || ts.isTemplateHead(node);
    const isRest = ts.isTemplateMiddle(node) || ts.isTemplateTail(node);
    const isInTemplate = isRest || ts.isTemplateHead(node);
    const isRead =
      ts.isPropertyAssignment(node.parent ?? node) &&
      readProperties.has(node.parent.name.getText()) &&
      /[a-z]/.test(node.text ?? '');
    if (
      (isText || isRest) &&
      (prose.test(node.text) || (isInTemplate && proseBesideValue.test(node.text)) || isRead) &&
      node.text !== 'Spam Patrol'
    )
      loose.push({ text: node.text, line: lineOf(node) });
    ts.forEachChild(node, visit);
  };
  visit(source);
  return { said, loose };
}

/** Folders of the server whose every text is shown by an editor. */
const shown = ['server/src/core/rules/', 'server/src/core/outline/', 'server/src/lsp/'];
/** What in them stays English: a report, which is a document, and the setting up of the program. */
const unshown = new Set(['server/src/lsp/trace-file.ts']);

/** What stays English in the others: pieces of reports and letters, an error of the protocol, a word for the log. */
const unspoken = new Set([
  'Spam Patrol',
  'lookups are off (spamPatrol.lookups)',
  'nobody can reach it',
  ', part ',
  'No file was sent.\n',
  'Request cancelled',
  'actions ',
]);

function isShown(name) {
  return shown.some((folder) => name.startsWith(folder)) && !unshown.has(name);
}

/** The texts with the tag `say`, as the bundles have them, and those that have none and look like prose. */
function readServerSource(path, text) {
  const source = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true);
  const said = [];
  const loose = [];
  const lineOf = (node) => source.getLineAndCharacterOfPosition(node.getStart()).line + 1;
  const visit = (node) => {
    if (ts.isTaggedTemplateExpression(node) && node.tag.getText() === 'say') {
      said.push({ text: keyOf(node.template), line: lineOf(node) });
      if (ts.isTemplateExpression(node.template))
        node.template.templateSpans.forEach(({ expression }) => visit(expression));
      return;
    }
    if (isForOthers(node)) return;
    const isText = ts.isStringLiteralLike(node) || ts.isTemplateHead(node);
    const isRest = ts.isTemplateMiddle(node) || ts.isTemplateTail(node);
    const isInTemplate = isRest || ts.isTemplateHead(node);
    const isProse = (text) => prose.test(text) || (isInTemplate && proseBesideValue.test(text));
    if ((isText || isRest) && isProse(node.text) && !unspoken.has(node.text))
      loose.push({ text: node.text, line: lineOf(node) });
    ts.forEachChild(node, visit);
  };
  visit(source);
  return { said, loose };
}

/** The English text with `{0}` for its values. */
function keyOf(template) {
  if (ts.isNoSubstitutionTemplateLiteral(template)) return template.text;
  return template.templateSpans.reduce(
    (key, { literal }, index) => `${key}{${index}}${literal.text}`,
    template.head.text,
  );
}

/**
 * What a reader of the editor never meets: imports, types, the log, what a request is called there, the
 * summary of a rule (package.nls.json has it), and the Markdown of hovers, which is English.
 */
function isForOthers(node) {
  if (ts.isImportDeclaration(node) || ts.isTypeNode(node)) return true;
  if (ts.isPropertyAssignment(node)) return node.name.getText() === 'summary';
  if (ts.isTaggedTemplateExpression(node)) return node.tag.getText() === 'md';
  if (!ts.isCallExpression(node)) return false;
  return /(^|\.)log$/.test(node.expression.getText());
}

function hasPlainText({ arguments: [first] = [] }) {
  return first !== undefined && ts.isStringLiteralLike(first);
}

async function sourcesIn(folder) {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile() && entry.name.endsWith('.ts'))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}

async function json(path) {
  return JSON.parse(await readFile(path, 'utf8'));
}
