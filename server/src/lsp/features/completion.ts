/** Completes what is written in the header of a complaint draft; says nothing in a message, which nobody edits. */
import { CompletionItemKind, type CompletionItem } from 'vscode-languageserver';
import { completionsAt, isInRecipients, type Completion } from '../../core/complaint/completion.ts';
import { messageInDraft } from '../../core/complaint/readdress.ts';
import { toOffset, toRange } from '../convert.ts';
import { knownAbout } from '../draft-recipients.ts';
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
        async (document, settings) => {
          if (!isComplaintUri(document.uri)) return [];
          const offset = toOffset(document, position);
          const text = document.getText();
          const message = isInRecipients(text, offset) ? messageInDraft(text, settings) : null;
          const known =
            message === null ? null : await knownAbout(session, document, message, settings);
          const found = completionsAt(text, offset, settings, known);
          if (found === null) return [];
          const range = toRange(document, found.span);
          return found.items.map(({ label, text, detail, kind }, index) => ({
            label,
            detail,
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
