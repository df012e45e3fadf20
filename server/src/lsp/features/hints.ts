/** Notes between the words: inlay hints. */
import type { InlayHint } from 'vscode-languageserver';
import { aboutRoute, hintsOf } from '../../core/outline/hints.ts';
import { toPosition, toSpan } from '../convert.ts';
import { messagesWhenIdle, ownMessage } from '../messages.ts';
import type { Feature } from '../session.ts';
import { isComplaintUri } from '../uri.ts';

export const hints: Feature = {
  capabilities: { inlayHintProvider: true },
  register(session) {
    session.connection.languages.inlayHint.on(({ textDocument, range }, token) =>
      session.answerAbout<InlayHint[]>(
        'hints',
        textDocument,
        token,
        [],
        async (document, settings) => {
          const isDraft = isComplaintUri(document.uri);
          const kinds = new Set(
            [...settings.inlayHints].filter((kind) => !isDraft || !aboutRoute(kind)),
          );
          if (kinds.size === 0) return [];
          const span = toSpan(document, range);
          const own = ownMessage(session, document, settings);
          const messages =
            span.end < own.header.bodyStart
              ? [own]
              : await messagesWhenIdle(session, document, settings, token);
          return messages
            .flatMap((message) => hintsOf(message, kinds, span))
            .map(({ kind, at, label, tooltip }) => ({
              position: toPosition(document, at),
              label: session.speak(label),
              tooltip: { kind: 'plaintext', value: session.speak(tooltip) },
              ...(kind === 'hopNumber' ? { paddingRight: true } : { paddingLeft: true }),
            }));
        },
      ),
    );
  },
  refresh(session) {
    if (session.client.workspace?.inlayHint?.refreshSupport === true) {
      session.refresh('workspace/inlayHint/refresh');
    }
  },
};
