/** Refuses to rename anything, with the reason: an editor would otherwise offer its own, by text alone. */
import { LSPErrorCodes, ResponseError } from 'vscode-languageserver';
import type { Feature } from '../session.ts';
import { isComplaintUri } from '../uri.ts';

function refusal(uri: string): ResponseError {
  return new ResponseError(
    LSPErrorCodes.RequestFailed,
    isComplaintUri(uri)
      ? 'Nothing is renamed in a complaint: the message inside it is evidence, which is never altered. Edit your own letter by hand.'
      : 'Nothing is renamed in a message: it is evidence, which is never altered. To work on it, save a copy under another name.',
  );
}

export const rename: Feature = {
  capabilities: ({ textDocument }) => ({
    renameProvider:
      textDocument?.rename?.prepareSupport === true ? { prepareProvider: true } : true,
  }),
  register({ connection }) {
    connection.onPrepareRename(({ textDocument }) => refusal(textDocument.uri));
    connection.onRenameRequest(({ textDocument }) => refusal(textDocument.uri));
  },
};
