/** Offers what can be done about a place. */
import { answerActions, codeActionKinds, codeActions, ownHostActions } from '../code-actions.ts';
import { toOffset } from '../convert.ts';
import type { Feature } from '../session.ts';
import { isComplaintUri } from '../uri.ts';

export const actions: Feature = {
  capabilities: { codeActionProvider: { codeActionKinds } },
  register(session) {
    session.connection.onCodeAction((params, token) =>
      session.answer(
        `code actions ${params.textDocument.uri}`,
        token,
        (settings) => {
          const { uri } = params.textDocument;
          const document = session.documents.get(uri);
          // These write settings or ask questions, which only our own client does.
          const { ownClient } = session;
          const answers = ownClient ? answerActions(params) : [];
          if (document === undefined || isComplaintUri(uri)) return answers;
          const offset = toOffset(document, params.range.start);
          const analysis = session.analyses.at(document, offset, settings);
          return [
            ...codeActions(document, analysis, params, ownClient),
            ...answers,
            ...(ownClient ? ownHostActions(document, analysis, params) : []),
          ];
        },
        () => [],
      ),
    );
  },
};
