/** Completes what is written in the header of a complaint draft; says nothing in a message, which nobody edits. */
import { CompletionItemKind, type CompletionItem } from 'vscode-languageserver';
import { completionsAt, type Completion } from '../../core/complaint/completion.ts';
import { toOffset, toRange } from '../convert.ts';
import type { Feature } from '../session.ts';
import { isComplaintUri } from '../uri.ts';

const kinds = {
  field: CompletionItemKind.Field,
  value: CompletionItemKind.EnumMember,
  recipient: CompletionItemKind.Value,
} satisfies Record<Completion['kind'], CompletionItemKind>;

export const completion: Feature = {
  capabilities: { completionProvider: { triggerCharacters: [':', ' ', ','] } },
  register(session) {
    session.connection.onCompletion(({ textDocument, position }, token) =>
      session.answerAbout<CompletionItem[]>(
        'completion',
        textDocument,
        token,
        [],
        (document, settings) => {
          if (!isComplaintUri(document.uri)) return [];
          const offset = toOffset(document, position);
          const found = completionsAt(document.getText(), offset, settings);
          if (found === null) return [];
          const range = toRange(document, found.span);
          return found.items.map(({ label, text, detail, kind }, index) => ({
            label,
            detail: session.speak(detail),
            kind: kinds[kind],
            // In the order of a header, not of the alphabet.
            sortText: String(index).padStart(3, '0'),
            filterText: label,
            textEdit: { range, newText: text },
          }));
        },
      ),
    );
  },
};
