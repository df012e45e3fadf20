/** What the editor can fold away. */
import { FoldingRangeKind, type FoldingRange } from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import { foldsOf, type Fold } from '../../core/outline/folds.ts';
import { toRange } from '../convert.ts';
import { messagesWhenIdle } from '../messages.ts';
import type { Feature } from '../session.ts';

/** Editors show no more; a header can have a hundred thousand folded fields. */
const mostFolds = 5000;

const kinds = {
  header: FoldingRangeKind.Region,
  part: FoldingRangeKind.Region,
  quote: FoldingRangeKind.Comment,
} satisfies Record<Fold['kind'], FoldingRangeKind>;

/** In whole lines; of several that start on a line an editor shows one, so only the longest is given. */
function toRanges(document: TextDocument, folds: readonly Fold[], most: number): FoldingRange[] {
  const byLine = new Map<number, FoldingRange>();
  for (const fold of folds) {
    const { start, end } = toRange(document, fold);
    const before = byLine.get(start.line);
    if (end.line <= (before?.endLine ?? start.line)) continue;
    byLine.set(start.line, { startLine: start.line, endLine: end.line, kind: kinds[fold.kind] });
  }
  return [...byLine.values()].slice(0, most).sort((a, b) => a.startLine - b.startLine);
}

export const folding: Feature = {
  capabilities: { foldingRangeProvider: true },
  register(session) {
    session.connection.onFoldingRanges(({ textDocument }, token) =>
      session.answerAbout('folding', textDocument, token, [], async (document, settings) => {
        const messages = await messagesWhenIdle(session, document, settings, token);
        const folds = foldsOf(messages, (message) => session.analyses.parts(document.uri, message));
        const { rangeLimit = mostFolds } = session.client.textDocument?.foldingRange ?? {};
        return toRanges(document, folds, Math.min(rangeLimit, mostFolds));
      }),
    );
  },
};
