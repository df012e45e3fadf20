/** The parts of a message, decoded: shown read-only, or saved under a safe name; and addresses that are made harmless. */
import * as vscode from 'vscode';
import { contains, equal, ok } from './assert.ts';
import { answering, closeAll, find, open, until, workspaceUri } from './editor.ts';

function partOnShow(): vscode.TextDocument | undefined {
  return vscode.window.visibleTextEditors
    .map(({ document }) => document)
    .find(({ uri }) => uri.scheme === 'spam-patrol-part');
}

async function openPart(name: string, part: string): Promise<vscode.TextDocument> {
  await vscode.commands.executeCommand('spamPatrol.openPart', {
    uri: workspaceUri(name).toString(),
    part,
  });
  return until(vscode.window.onDidChangeVisibleTextEditors, partOnShow);
}

export function parts(): void {
  describe('parts', () => {
    afterEach(closeAll);

    it('are shown in their own charset, read-only', async () => {
      const document = await openPart('06-multipart-html.eml', '1.1');
      contains(document.getText(), 'drei neue Bücher');
      equal(document.languageId, 'plaintext');
      contains(document.uri.path, 'part 1.1 of 06-multipart-html.eml');
    });

    it('of HTML are its source, and no link in it leads anywhere', async () => {
      const document = await openPart('06-multipart-html.eml', '1.2');
      contains(document.getText(), '<!DOCTYPE html>');
      equal(document.languageId, 'eml-html');
      const links = await vscode.commands.executeCommand<vscode.DocumentLink[]>(
        'vscode.executeLinkProvider',
        document.uri,
      );
      equal(
        links.map(({ target }) => target?.scheme),
        ['command', 'command'],
      );
    });

    it('that are messages are messages', async () => {
      const document = await openPart('04-forwarded-phish.eml', '2');
      equal(document.languageId, 'eml');
      ok(
        document.getText().startsWith('Return-Path: <notice@parcel-service.example>'),
        'no header',
      );
    });

    it('are chosen from a list, the one under the cursor first', async () => {
      const document = await open('06-multipart-html.eml');
      const editor = vscode.window.activeTextEditor;
      ok(editor !== undefined, 'no editor');
      const { start } = find(document, '<!DOCTYPE');
      editor.selection = new vscode.Selection(start, start);
      const { showQuickPick } = await answering({}, () =>
        vscode.commands.executeCommand('spamPatrol.openPart'),
      );
      const items = showQuickPick[0]?.[0] as readonly vscode.QuickPickItem[];
      equal(
        items.map(({ label }) => label),
        ['1.2 text/html', '1.1 text/plain', '2 neue_bücher.csv'],
      );
    });

    it('are saved after a warning, where the user says', async () => {
      const target = workspaceUri('saved.csv');
      const { showWarningMessage, showSaveDialog } = await answering(
        { showWarningMessage: ['Save…'], showSaveDialog: [target] },
        () =>
          vscode.commands.executeCommand('spamPatrol.savePart', {
            uri: workspaceUri('06-multipart-html.eml').toString(),
            part: '2',
            asFile: true,
          }),
      );
      contains(String(showWarningMessage[0]?.[0]), 'neue_bücher.csv');
      const [{ defaultUri }] = showSaveDialog[0] as [vscode.SaveDialogOptions];
      equal(defaultUri?.path, workspaceUri('neue_bücher.csv').path);
      const saved = new TextDecoder().decode(await vscode.workspace.fs.readFile(target));
      ok(saved.startsWith('Titel;Preis\n'), saved);
      await vscode.workspace.fs.delete(target);
    });

    it('are not saved when the user shrinks back', async () => {
      const { showSaveDialog } = await answering({}, () =>
        vscode.commands.executeCommand('spamPatrol.savePart', {
          uri: workspaceUri('06-multipart-html.eml').toString(),
          part: '2',
          asFile: true,
        }),
      );
      equal(showSaveDialog.length, 0);
    });
  });

  describe('a selection', () => {
    afterEach(async () => {
      await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
      await closeAll();
    });
    const live = 'See https://evil.example/x and a@evil.example.';
    const broken = 'See hxxps://evil[.]example/x and a[@]evil[.]example.';

    async function selected(document: vscode.TextDocument, range: vscode.Range): Promise<void> {
      const editor = await vscode.window.showTextDocument(document);
      editor.selection = new vscode.Selection(range.start, range.end);
    }

    it('is defanged and refanged in any editor', async () => {
      const document = await vscode.workspace.openTextDocument({
        language: 'plaintext',
        content: live,
      });
      const whole = (): vscode.Range => document.validateRange(new vscode.Range(0, 0, 1, 0));
      await selected(document, whole());
      await vscode.commands.executeCommand('spamPatrol.defang');
      equal(document.getText(), broken);
      await selected(document, whole());
      await vscode.commands.executeCommand('spamPatrol.refang');
      equal(document.getText(), live);
    });

    it('of a message goes to the clipboard: the message stays as it is', async () => {
      const document = await open('06-multipart-html.eml');
      const before = document.getText();
      await selected(document, find(document, 'https://newsletter.example/u/4711'));
      await vscode.commands.executeCommand('spamPatrol.defang');
      equal(await vscode.env.clipboard.readText(), 'hxxps://newsletter[.]example/u/4711');
      equal(document.getText(), before);
      ok(!document.isDirty, 'the message was changed');
    });
  });
}
