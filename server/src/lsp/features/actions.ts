/** Offers what can be done about a place. */
import { codeActionKinds, codeActions, ruleActions } from '../code-actions.ts';
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
          const turnOff = session.ownClient ? ruleActions(params) : [];
          if (document === undefined || isComplaintUri(uri)) return turnOff;
          const offset = toOffset(document, params.range.start);
          const analysis = session.analyses.at(document, offset, settings);
          return [...codeActions(document, analysis, params), ...turnOff];
        },
        () => [],
      ),
    );
  },
};
