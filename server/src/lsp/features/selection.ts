/** What a growing selection takes next: word, clause, field, block, header, part, message. */
import type { SelectionRange } from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import { enclosing } from '../../core/outline/enclosing.ts';
import { holding, type Message } from '../../core/message/parts.ts';
import type { Span } from '../../core/text/span.ts';
import { toOffset, toRange } from '../convert.ts';
import { messagesNow, ownMessage } from '../messages.ts';
import type { Feature } from '../session.ts';

/** Each costs a look at the message; nobody has so many cursors. */
const mostPositions = 100;

function toSelection(document: TextDocument, spans: readonly Span[]): SelectionRange | undefined {
  return spans.reduceRight<SelectionRange | undefined>(
    (parent, span) => ({ range: toRange(document, span), ...(parent && { parent }) }),
    undefined,
  );
}

export const selection: Feature = {
  capabilities: { selectionRangeProvider: true },
  register(session) {
    session.connection.onSelectionRanges(({ textDocument, positions }, token) =>
      session.answerAbout<SelectionRange[] | null>(
        'selection',
        textDocument,
        token,
        null,
        (document, settings) => {
          const own = ownMessage(session, document, settings);
          // Nobody keeps those of a draft: each call reads them anew.
          let all: readonly Message[] | null = null;
          return positions.slice(0, mostPositions).map((position) => {
            const offset = toOffset(document, position);
            const messages =
              offset < own.header.bodyStart
                ? [own]
                : holding((all ??= messagesNow(session, document, settings)), offset);
            const spans = enclosing(messages, offset, (message) =>
              session.analyses.parts(document.uri, message),
            );
            const nothing = { range: { start: position, end: position } };
            return toSelection(document, spans) ?? nothing;
          });
        },
      ),
    );
  },
};
