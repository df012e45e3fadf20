/** Trace a Message File of Any Size: the editor hands extensions nothing of a file above 50 MB, so this reads it. */
import * as vscode from 'vscode';
import {
  traceFileRequest,
  type TraceFileParams,
  type TraceFileResult,
} from '../../../server/src/lsp/protocol.ts';
import type { CommandContext } from '../client.ts';
import { describe } from '../describe.ts';
import { subjectUri } from '../subject-uri.ts';

/** Bytes that are sent to the server: more than any header, and what the server reads of a body anyway. */
const maxBytes = 16 * 1024 * 1024;

export async function traceFile(context: CommandContext, argument: unknown): Promise<void> {
  const uri = subjectUri(argument) ?? (await askForFile());
  if (uri === undefined) return;
  const name = uri.path.slice(uri.path.lastIndexOf('/') + 1);
  let bytes: Uint8Array;
  try {
    bytes = await vscode.workspace.fs.readFile(uri);
  } catch (error) {
    void vscode.window.showErrorMessage(
      vscode.l10n.t('{0} could not be read ({1}).', name, describe(error)),
    );
    return;
  }
  const params: TraceFileParams = {
    name,
    base64: context.runtime.base64.encode(bytes.subarray(0, maxBytes)),
    size: bytes.length,
  };
  const result = await context.request<TraceFileResult>(traceFileRequest, params);
  if (result !== undefined)
    await context.reports.show(vscode.l10n.t('route of {0}', name), result.report);
}

async function askForFile(): Promise<vscode.Uri | undefined> {
  const chosen = await vscode.window.showOpenDialog({
    title: vscode.l10n.t('Trace which message file?'),
    openLabel: vscode.l10n.t('Trace'),
  });
  return chosen?.[0];
}
