/** Offers what can be done about a place. */
import type { CancellationToken, CodeAction, CodeActionParams } from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { Analysis } from '../../core/analysis.ts';
import {
  answerActions,
  codeActionKinds,
  codeActions,
  ownHostActions,
  phoneActions,
  wanted,
} from '../code-actions.ts';
import { toOffset, toSpan } from '../convert.ts';
import { draftActions } from '../draft-recipients.ts';
import { mayBePhone, phonesAt } from '../phones.ts';
import type { Feature, Session } from '../session.ts';
import type { Settings } from '../settings.ts';
import { isComplaintUri } from '../uri.ts';

export const actions: Feature = {
  capabilities: { codeActionProvider: { codeActionKinds } },
  register(session) {
    session.connection.onCodeAction((params, token) =>
      session.answer(
        `code actions ${params.textDocument.uri}`,
        token,
        async (settings) => {
          const { uri } = params.textDocument;
          const document = session.documents.get(uri);
          // These write settings or ask questions, which only our own client does.
          const { ownClient } = session;
          const answers = ownClient ? answerActions(params) : [];
          if (document === undefined) return answers;
          if (isComplaintUri(uri)) {
            return [...(await draftActions(session, document, params, settings)), ...answers];
          }
          const offset = toOffset(document, params.range.start);
          const analysis = session.analyses.at(document, offset, settings);
          return [
            ...codeActions(document, analysis, params, {
              choose: ownClient,
              trace: session.runtime.run !== null && settings.lookup.wishes.offline === null,
              verify: session.runtime.verify !== null,
            }),
            ...answers,
            ...(ownClient ? ownHostActions(document, analysis, params) : []),
            ...(await aboutPhones(session, document, params, settings, token)),
          ];
        },
        () => [],
      ),
    );
  },
};

/** Numbers are looked for in the whole body: only where digits stand, and once the editor is idle. */
async function aboutPhones(
  session: Session,
  document: TextDocument,
  params: CodeActionParams,
  settings: Settings,
  token: CancellationToken,
): Promise<CodeAction[]> {
  const span = toSpan(document, params.range);
  const analysis = (): Analysis => session.analyses.at(document, span.start, settings);
  if (!wanted(params) || !mayBePhone(analysis(), span)) return [];
  await session.publisher.whenIdle(document, token);
  if (token.isCancellationRequested) return [];
  const message = analysis();
  return phoneActions(document, message, await phonesAt(message, span));
}
