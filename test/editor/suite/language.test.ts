/** What the platform offers to every language, as the editor asks for it: outline, folds, colours, hints, lenses, links, places. */
import * as vscode from 'vscode';
import { contains, equal, ok } from './assert.ts';
import { closeAll, find, open, workspaceUri } from './editor.ts';

const forged = '01-spoofed-hop.eml';
const newsletter = '06-multipart-html.eml';
const phish = '04-forwarded-phish.eml';

function ask<T>(command: string, ...values: unknown[]): Thenable<T> {
  return vscode.commands.executeCommand<T>(command, ...values);
}

function names(symbols: readonly vscode.DocumentSymbol[]): string[] {
  return symbols.flatMap(({ name, children }) => [name, ...names(children)]);
}

/** As VS Code finds them: the first range that holds the place, and never back (its `getItemEnclosingPosition`). */
function crumbs(symbols: readonly vscode.DocumentSymbol[], place: vscode.Position): string[] {
  const found = symbols.find(({ range }) => range.contains(place));
  return found === undefined ? [] : [found.name, ...crumbs(found.children, place)];
}

function areNested(symbols: readonly vscode.DocumentSymbol[]): boolean {
  return symbols.every(
    ({ range, children }) =>
      children.every((child) => range.contains(child.range)) && areNested(children),
  );
}

/** The text with which a place begins. */
function textsAt(
  document: vscode.TextDocument,
  places: readonly (vscode.Location | vscode.LocationLink)[],
): string[] {
  return places.map((place) =>
    document.getText('targetUri' in place ? place.targetRange : place.range),
  );
}

export function language(): void {
  describe('what every language has', () => {
    after(closeAll);

    it('an outline: the header in groups, the parts as a tree', async () => {
      const document = await open(newsletter);
      const symbols = await ask<vscode.DocumentSymbol[]>(
        'vscode.executeDocumentSymbolProvider',
        document.uri,
      );
      const all = names(symbols);
      for (const name of [
        'Route',
        'Who',
        'What',
        'Authentication',
        'Others',
        'Hop 2: mail.example.com',
      ]) {
        ok(all.includes(name), `no ${name} in ${all.join(', ')}`);
      }
      const parts = symbols.find(({ name }) => name === 'multipart/mixed');
      equal(names(parts?.children ?? []), [
        '1 multipart/alternative',
        '1.1 text/plain',
        '1.2 text/html',
        '2 neue_bücher.csv',
      ]);
    });

    it('an outline that holds each field once, each in its parent, from which the editor makes breadcrumbs', async () => {
      for (const name of [forged, newsletter, phish]) {
        const document = await open(name);
        const symbols = await ask<vscode.DocumentSymbol[]>(
          'vscode.executeDocumentSymbolProvider',
          document.uri,
        );
        const lines = document.getText().split(/\r?\n/);
        for (const [at, line] of lines.slice(0, lines.indexOf('')).entries()) {
          const field = /^[\w-]+(?=:)/.exec(line)?.[0];
          if (field === undefined) continue;
          const way = crumbs(symbols, new vscode.Position(at, 2));
          const last = field === 'Received' ? /^Hop \d/ : new RegExp(`^${field}$`);
          ok(
            way.length >= 2 && last.test(way.at(-1) ?? ''),
            `${name}: ${line}: ${way.join(' > ')}`,
          );
        }
        ok(areNested(symbols), `${name}: a symbol stands outside its parent`);
      }
    });

    it('folds: the trace fields as one block', async () => {
      const document = await open(forged);
      const folds = await ask<vscode.FoldingRange[]>(
        'vscode.executeFoldingRangeProvider',
        document.uri,
      );
      const first = find(document, 'Received:').start.line;
      const block = folds.find(({ start }) => start === first);
      ok(block !== undefined, 'no block');
      const lines = document.getText(new vscode.Range(block.start, 0, block.end + 1, 0));
      ok((lines.match(/^Received:/gm) ?? []).length > 1, 'the block holds one field only');
    });

    it('colours: what is forged, and with a legend that themes know', async () => {
      const document = await open(forged);
      const legend = await ask<vscode.SemanticTokensLegend>(
        'vscode.provideDocumentSemanticTokensLegend',
        document.uri,
      );
      const tokens = await ask<vscode.SemanticTokens>(
        'vscode.provideDocumentSemanticTokens',
        document.uri,
      );
      const isForged = 1 << legend.tokenModifiers.indexOf('forged');
      ok(tokens.data.length > 0 && tokens.data.length % 5 === 0, 'no tokens');
      let some = false;
      for (let at = 4; at < tokens.data.length; at += 5) some ||= tokens.data[at] === isForged;
      ok(some, 'nothing is forged');
    });

    it('hints: hops, delays and decoded words', async () => {
      const document = await open(newsletter);
      const hints = await ask<vscode.InlayHint[]>(
        'vscode.executeInlayHintProvider',
        document.uri,
        new vscode.Range(0, 0, document.lineCount, 0),
      );
      equal(
        hints.map(({ label }) => label),
        [
          'hop 1',
          '+0 s',
          'hop 2',
          '+2 s',
          'hop 3',
          'Bücherei am Markt',
          'Neue Bücher im Mai: Gedichte, Geschichten und ein Rätsel',
        ],
      );
    });

    it('lenses: the route and the complaint above it, and each part', async () => {
      const document = await open(newsletter);
      const lenses = await ask<vscode.CodeLens[]>('vscode.executeCodeLensProvider', document.uri);
      const titles = lenses.map(({ command }) => command?.title ?? '');
      contains(titles[0] ?? '', '3 hops · source 203.0.113.63');
      ok(titles.includes('Generate complaint'), 'no complaint');
      ok(
        titles.some((title) => title.startsWith('Open part 1.2: text/html')),
        'no part',
      );
    });

    it('links: none that leads out of the editor', async () => {
      for (const name of [newsletter, phish]) {
        const document = await open(name);
        const links = await ask<vscode.DocumentLink[]>('vscode.executeLinkProvider', document.uri);
        ok(links.length > 2, 'no links');
        for (const { target, range } of links) {
          equal([document.getText(range), target?.scheme], [document.getText(range), 'command']);
        }
      }
    });

    it('links that lead where the sender says, once the user wants that, and not for longer', async () => {
      const document = await open(newsletter);
      const settings = vscode.workspace.getConfiguration('spamPatrol');
      const schemes = async (): Promise<Set<string | undefined>> => {
        const links = await ask<vscode.DocumentLink[]>('vscode.executeLinkProvider', document.uri);
        return new Set(links.map(({ target }) => target?.scheme));
      };
      // The server hears of a setting when the editor gets round to it.
      const untilLinks = async (
        isSo: (found: Set<string | undefined>) => boolean,
      ): Promise<void> => {
        while (!isSo(await schemes()));
      };
      await settings.update('links', 'live', vscode.ConfigurationTarget.Global);
      try {
        await untilLinks((found) => found.has('https') && !found.has('command'));
      } finally {
        await settings.update('links', undefined, vscode.ConfigurationTarget.Global);
      }
      await untilLinks((found) => !found.has('https') && found.has('command'));
    });

    it('a link that copies its address, defanged', async () => {
      await ask('spamPatrol.copyDefanged', 'https://evil.example/a.b');
      equal(await vscode.env.clipboard.readText(), 'hxxps://evil[.]example/a.b');
    });

    it('places: the hop that a client signed, the field that a signature covers', async () => {
      const document = await open(newsletter);
      const from = async (text: string, behind = ''): Promise<string[]> => {
        const { start } = find(document, text, behind);
        const found = await ask<(vscode.Location | vscode.LocationLink)[]>(
          'vscode.executeDefinitionProvider',
          document.uri,
          start.translate(0, 1),
        );
        return textsAt(document, found);
      };
      equal(await from('mta3.newsletter.example (HELO'), ['mta3.newsletter.example']);
      equal(await from('Subject:Date'), ['Subject']);
      equal(await from('"inner=_4711"'), ['--inner=_4711', '--inner=_4711']);
    });

    it('references: in the message and in the folder', async () => {
      const document = await open(forged);
      const found = await ask<vscode.Location[]>(
        'vscode.executeReferenceProvider',
        document.uri,
        find(document, 'example.net').start.translate(0, 2),
      );
      const files = new Set(found.map(({ uri }) => uri.path.slice(uri.path.lastIndexOf('/') + 1)));
      ok(files.has(forged), 'not in the message');
      ok(files.size > 2, `only in ${[...files].join(', ')}`);
    });

    it('highlights: the same host elsewhere in the message', async () => {
      const document = await open(newsletter);
      const found = await ask<vscode.DocumentHighlight[]>(
        'vscode.executeDocumentHighlights',
        document.uri,
        find(document, 'mta3.newsletter').start,
      );
      ok(found.length >= 3, `${found.length} places`);
      for (const { range } of found) equal(document.getText(range), 'mta3.newsletter.example');
    });

    it('growing selections: clause, field, block, header', async () => {
      const document = await open(newsletter);
      const [selection] = await ask<vscode.SelectionRange[]>(
        'vscode.executeSelectionRangeProvider',
        document.uri,
        [find(document, '203.0.113.63').start],
      );
      const texts: string[] = [];
      for (let one = selection; one !== undefined; one = one.parent) {
        texts.push(document.getText(one.range));
      }
      ok(
        texts.some((text) => text.startsWith('from mta3') && text.endsWith(')')),
        'no clause',
      );
      ok(
        texts.some((text) => text.startsWith('Received') && text.endsWith('-0000')),
        'no field',
      );
    });

    it('a rename that is refused, with the reason', async () => {
      const document = await open(newsletter);
      const refused = await Promise.resolve(
        ask('vscode.prepareRename', document.uri, find(document, 'mta3').start),
      ).catch((error: unknown) => String(error));
      contains(String(refused), 'evidence');
    });

    it('completions: in a complaint, and not in a message', async () => {
      const draft = workspaceUri('draft.complaint.eml');
      const text = 'X-Unsent: 1\nFeedback-Type: \n\nLadies and gentlemen\n';
      await vscode.workspace.fs.writeFile(draft, new TextEncoder().encode(text));
      try {
        const labels = async (uri: vscode.Uri, position: vscode.Position): Promise<string[]> => {
          const { items } = await ask<vscode.CompletionList>(
            'vscode.executeCompletionItemProvider',
            uri,
            position,
          );
          // The editor adds the words of the text.
          return items
            .filter(({ kind }) => kind !== vscode.CompletionItemKind.Text)
            .map(({ label }) => (typeof label === 'string' ? label : label.label));
        };
        await open('draft.complaint.eml');
        ok((await labels(draft, new vscode.Position(1, 15))).includes('fraud'), 'no value');
        ok((await labels(draft, new vscode.Position(2, 0))).includes('Subject'), 'no field');
        const message = await open(forged);
        ok(!(await labels(message.uri, new vscode.Position(0, 0))).includes('Subject'), 'a field');
      } finally {
        await closeAll();
        await vscode.workspace.fs.delete(draft);
      }
    });
  });
}
