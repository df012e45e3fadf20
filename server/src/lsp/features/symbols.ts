/** The outline of a message, from which editors make breadcrumbs, too. */
import { SymbolInformation, SymbolKind, type DocumentSymbol } from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import { outlineOf, type OutlineKind, type OutlineNode } from '../../core/outline/outline.ts';
import type { Speak } from '../../core/text/said.ts';
import { toRange } from '../convert.ts';
import { messagesWhenIdle } from '../messages.ts';
import type { Feature } from '../session.ts';

/** The editor draws a picture for each. */
const kinds = {
  group: SymbolKind.Namespace,
  hop: SymbolKind.Event,
  field: SymbolKind.Field,
  message: SymbolKind.Class,
  multipart: SymbolKind.Package,
  text: SymbolKind.String,
  attachment: SymbolKind.File,
  more: SymbolKind.Null,
} satisfies Record<OutlineKind, SymbolKind>;

function toSymbol(document: TextDocument, node: OutlineNode, speak: Speak): DocumentSymbol {
  return {
    name: speak(node.name),
    ...(node.detail !== '' && { detail: speak(node.detail) }),
    kind: kinds[node.kind],
    range: toRange(document, node.span),
    selectionRange: toRange(document, node.selection),
    children: node.children.map((child) => toSymbol(document, child, speak)),
  };
}

/** For editors that know no tree: each with the name of what holds it. */
function flat(
  uri: string,
  symbols: readonly DocumentSymbol[],
  container: string | null,
): SymbolInformation[] {
  return symbols.flatMap(({ name, kind, range, children = [] }) => [
    SymbolInformation.create(name, kind, range, uri, ...(container === null ? [] : [container])),
    ...flat(uri, children, name),
  ]);
}

export const symbols: Feature = {
  capabilities: { documentSymbolProvider: { label: 'Spam Patrol' } },
  register(session) {
    session.connection.onDocumentSymbol(({ textDocument }, token) =>
      session.answerAbout<DocumentSymbol[] | SymbolInformation[]>(
        'symbols',
        textDocument,
        token,
        [],
        async (document, settings) => {
          const messages = await messagesWhenIdle(session, document, settings, token);
          const nodes = outlineOf(messages, (message) =>
            session.analyses.parts(document.uri, message),
          );
          const tree = nodes.map((node) => toSymbol(document, node, session.speak));
          const { documentSymbol } = session.client.textDocument ?? {};
          return documentSymbol?.hierarchicalDocumentSymbolSupport === true
            ? tree
            : flat(document.uri, tree, null);
        },
      ),
    );
  },
};
