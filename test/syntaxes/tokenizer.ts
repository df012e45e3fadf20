/** Tokenises text with the grammar as an editor does, line by line. The one place in the tests that knows vscode-textmate. */
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type * as Oniguruma from 'vscode-oniguruma';
import type * as Textmate from 'vscode-textmate';

// CommonJS whose names Node cannot list, and whose default differs between Node's and tsx's loader.
const require = createRequire(import.meta.url);
const oniguruma = require('vscode-oniguruma') as typeof Oniguruma;
const textmate = require('vscode-textmate') as typeof Textmate;

export interface Token {
  readonly text: string;
  /** Outermost first, `text.eml` left out: it is always there. */
  readonly scopes: readonly string[];
}

const grammars = new Map([
  ['text.eml', new URL('../../syntaxes/eml.tmLanguage.json', import.meta.url)],
  // The editor brings the real one.
  ['text.html.basic', new URL('html-stub.tmLanguage.json', import.meta.url)],
]);

async function loadGrammar() {
  const wasm = require.resolve('vscode-oniguruma/release/onig.wasm');
  await oniguruma.loadWASM(await readFile(wasm));
  const registry = new textmate.Registry({
    onigLib: Promise.resolve({
      createOnigScanner: (sources) => new oniguruma.OnigScanner(sources),
      createOnigString: (text) => new oniguruma.OnigString(text),
    }),
    async loadGrammar(scopeName) {
      const path = grammars.get(scopeName);
      if (path === undefined) return null;
      return textmate.parseRawGrammar(await readFile(path, 'utf8'), path.pathname);
    },
  });
  const grammar = await registry.loadGrammar('text.eml');
  if (grammar === null) throw new Error('the grammar did not load');
  return grammar;
}

const grammarLoaded = loadGrammar();

/** The tokens of each line, line breaks of any kind taken off as the editor does. */
export async function tokenize(text: string): Promise<Token[][]> {
  const grammar = await grammarLoaded;
  let state = textmate.INITIAL;
  return text.split(/\r\n|\n|\r/).map((line) => {
    const result = grammar.tokenizeLine(line, state);
    state = result.ruleStack;
    return result.tokens.map((token) => ({
      text: line.slice(token.startIndex, token.endIndex),
      scopes: token.scopes.slice(1),
    }));
  });
}

/** A snapshot that people can review: each line, and beneath it its tokens that have a scope. */
export function snapshot(lines: readonly (readonly Token[])[]): string {
  const out: string[] = [];
  for (const tokens of lines) {
    out.push(`>${tokens.map((token) => token.text).join('')}`);
    let column = 0;
    for (const { text, scopes } of tokens) {
      if (scopes.length > 0 && text.trim() !== '') {
        out.push(`#${' '.repeat(column)}${'^'.repeat(text.length)} ${scopes.join(' ')}`);
      }
      column += text.length;
    }
  }
  return `${out.join('\n')}\n`;
}
