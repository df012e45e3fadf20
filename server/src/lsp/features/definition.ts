/** Goes to where a name is explained: the hop that signs it, the part that it identifies, the field that it covers. */
import type { Definition, DefinitionLink } from 'vscode-languageserver';
import { targetsAt } from '../../core/outline/targets.ts';
import { toOffset, toRange } from '../convert.ts';
import { messagesNow, ownMessage } from '../messages.ts';
import type { Feature } from '../session.ts';
import { innermost } from '../../core/message/parts.ts';

export const definition: Feature = {
  capabilities: { definitionProvider: true },
  register(session) {
    session.connection.onDefinition(({ textDocument, position }, token) =>
      session.answerAbout<Definition | DefinitionLink[] | null>(
        'definition',
        textDocument,
        token,
        null,
        (document, settings) => {
          const { uri } = document;
          const offset = toOffset(document, position);
          const own = ownMessage(session, document, settings);
          const message =
            offset < own.header.bodyStart
              ? own
              : innermost(messagesNow(session, document, settings), offset);
          const found = targetsAt(message ?? own, offset, () =>
            session.analyses.parts(uri, message ?? own),
          );
          if (found === null) return null;
          const ranges = found.places.map((place) => toRange(document, place));
          if (session.client.textDocument?.definition?.linkSupport !== true) {
            return ranges.map((range) => ({ uri, range }));
          }
          const originSelectionRange = toRange(document, found.origin);
          return ranges.map((range) => ({
            originSelectionRange,
            targetUri: uri,
            targetRange: range,
            targetSelectionRange: range,
          }));
        },
      ),
    );
  },
};
