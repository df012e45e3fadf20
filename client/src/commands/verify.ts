/** Verify Signatures, and Check Body Hashes without the network: the server does it and marks the findings, this shows the report. */
import * as vscode from 'vscode';
import {
  commands,
  type VerifyArguments,
  type VerifyResult,
} from '../../../server/src/lsp/protocol.ts';
import type { CommandContext } from '../client.ts';
import { subjectUri } from '../subject-uri.ts';

export async function verify(
  context: CommandContext,
  argument: unknown,
  offline: boolean,
): Promise<void> {
  const given = verifyArguments(argument, offline);
  if (given === undefined) {
    void vscode.window.showInformationMessage(
      vscode.l10n.t(
        'Open a mail message first: the signatures are those of the message in the active editor.',
      ),
    );
    return;
  }
  const result = await context.execute<VerifyResult>(commands.verify, given);
  if (result === undefined) return;
  if (result.kind === 'failed') {
    void vscode.window.showErrorMessage(result.message);
    return;
  }
  await context.reports.show(vscode.l10n.t('signatures of {0}', result.name), result.report);
}

/** What a code action hands over goes to the server as it is, which checks it; a menu or the palette name a document at most. */
function verifyArguments(argument: unknown, offline: boolean): VerifyArguments | undefined {
  if (typeof argument === 'object' && argument !== null && !(argument instanceof vscode.Uri)) {
    return argument as VerifyArguments;
  }
  const uri = subjectUri(argument);
  return uri === undefined ? undefined : { uri: uri.toString(), offline };
}
