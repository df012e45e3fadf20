/** A server that is started anew, and files that the editor keeps from extensions. */
import * as vscode from 'vscode';
import { contains, ok } from './assert.ts';
import {
  answering,
  closeAll,
  diagnosticsWhen,
  has,
  hover,
  open,
  report,
  workspaceUri,
} from './editor.ts';

function reportText(): string {
  const text = report()?.getText();
  ok(text !== undefined, 'no report is shown');
  return text;
}

export function lifecycle(): void {
  describe('Restart Server', () => {
    after(closeAll);

    it('judges the open messages again', async () => {
      const document = await open('01-spoofed-hop.eml');
      await diagnosticsWhen(document, has('impossible-address'));
      const gone = diagnosticsWhen(document, (seen) => seen.length === 0);
      await vscode.commands.executeCommand('spamPatrol.restartServer');
      await gone;
      await diagnosticsWhen(document, has('impossible-address'));
      contains((await hover(document, new vscode.Position(2, 1))).value, 'Trace field 1');
    });
  });

  describe('Trace a Message File of Any Size', () => {
    afterEach(closeAll);

    it('traces a file that the editor keeps from extensions', async () => {
      const uri = workspaceUri('big.eml');
      await vscode.commands.executeCommand('vscode.open', uri);
      ok(
        !vscode.workspace.textDocuments.some((document) => document.uri.path === uri.path),
        'the editor hands it to extensions after all',
      );
      const { showErrorMessage } = await answering({}, () =>
        vscode.commands.executeCommand('spamPatrol.traceFile'),
      );
      ok(showErrorMessage.length === 0, String(showErrorMessage));
      contains(reportText(), '203.0.113.77');
      contains(reportText(), 'impossible-address');
    });

    it('traces the file that the explorer names', async () => {
      await vscode.commands.executeCommand(
        'spamPatrol.traceFile',
        workspaceUri('1997-raa01500.eml'),
      );
      contains(reportText(), '204.244.177.31');
    });
  });
}
