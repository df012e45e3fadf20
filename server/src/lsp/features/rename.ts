/** Refuses to rename anything, with the reason: an editor would otherwise offer its own, by text alone. */
import { LSPErrorCodes, ResponseError } from 'vscode-languageserver';
import { say, type Speak } from '../../core/text/said.ts';
import type { Feature } from '../session.ts';
import { isComplaintUri } from '../uri.ts';

function refusal(uri: string, speak: Speak): ResponseError {
  return new ResponseError(
    LSPErrorCodes.RequestFailed,
    speak(
      isComplaintUri(uri)
        ? say`Nothing is renamed in a complaint: the message inside it is evidence, which is never altered. Edit your own letter by hand.`
        : say`Nothing is renamed in a message: it is evidence, which is never altered. To work on it, save a copy under another name.`,
    ),
  );
}

export const rename: Feature = {
  capabilities: ({ textDocument }) => ({
    renameProvider:
      textDocument?.rename?.prepareSupport === true ? { prepareProvider: true } : true,
  }),
  register(session) {
    const { connection } = session;
    connection.onPrepareRename(({ textDocument }) => refusal(textDocument.uri, session.speak));
    connection.onRenameRequest(({ textDocument }) => refusal(textDocument.uri, session.speak));
  },
};
