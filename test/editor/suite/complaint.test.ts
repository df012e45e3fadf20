/** From the light bulb to the file on the disk. */
import * as vscode from 'vscode';
import { contains, equal, ok } from './assert.ts';
import {
  answering,
  apply,
  closeAll,
  codeActions,
  find,
  open,
  tabs,
  workspaceUri,
} from './editor.ts';
import { MemoryFiles } from './memory-files.ts';

const read = (uri: vscode.Uri): Thenable<Uint8Array> => vscode.workspace.fs.readFile(uri);

/** Bytes as text, one code unit a byte. */
function units(bytes: Uint8Array): string {
  let text = '';
  for (const byte of bytes) text += String.fromCharCode(byte);
  return text;
}

/** The attached message: what stands between the blank line of the last part and the last boundary. */
async function attachment(complaint: vscode.Uri): Promise<string> {
  const text = units(await read(complaint));
  const start = text.lastIndexOf('Content-Type: message/rfc822');
  ok(start !== -1, 'no message/rfc822 part');
  const boundary = /boundary="?([^"\r\n;]+)/.exec(text)?.[1];
  ok(boundary !== undefined, 'no boundary');
  return text.slice(text.indexOf('\r\n\r\n', start) + 4, text.lastIndexOf(`\r\n--${boundary}--`));
}

async function generateFor(document: vscode.TextDocument): Promise<void> {
  const actions = await codeActions(document, find(document, 'Received'));
  await apply(actions.get('Generate complaint'));
}

async function exists(uri: vscode.Uri): Promise<boolean> {
  return Promise.resolve(vscode.workspace.fs.stat(uri)).then(
    () => true,
    () => false,
  );
}

export function complaints(): void {
  describe('Generate complaint', () => {
    after(closeAll);

    it('asks once who signs, keeps it, and writes beside the message', async () => {
      const document = await open('01-spoofed-hop.eml');
      const complaint = workspaceUri('01-spoofed-hop.complaint.eml');
      const { showInputBox, showErrorMessage } = await answering(
        { showInputBox: ['Ada Lovelace', 'ada@example.net'] },
        () => generateFor(document),
      );
      equal(showErrorMessage, []);
      equal(showInputBox.length, 2);
      const settings = vscode.workspace.getConfiguration('spamPatrol.reporter');
      equal([settings.get('name'), settings.get('address')], ['Ada Lovelace', 'ada@example.net']);
      ok(tabs().includes(complaint.path), 'the complaint is not open');

      const unfolded = units(await read(complaint)).replaceAll('\r\n ', ' ');
      contains(unfolded, 'From: "Ada Lovelace" <ada@example.net>');
      contains(unfolded, 'Spam from your system ("Your refund of EUR 1,284.60 is waiting');
      equal(await attachment(complaint), units(await read(document.uri)));
    });

    it('never overwrites, and does not ask again', async () => {
      const document = await open('01-spoofed-hop.eml');
      const first = units(await read(workspaceUri('01-spoofed-hop.complaint.eml')));
      const { showInputBox } = await answering({}, () => generateFor(document));
      equal(showInputBox, []);
      equal(units(await read(workspaceUri('01-spoofed-hop.complaint.eml'))), first);
      const second = workspaceUri('01-spoofed-hop-2.complaint.eml');
      equal(await attachment(second), units(await read(document.uri)));
    });

    it('attaches raw 8-bit bytes and mixed line ends as they are', async () => {
      const document = await open('raw-bytes.eml');
      await answering({}, () => generateFor(document));
      const original = units(await read(document.uri));
      contains(original, '\xe9\xff\r\n');
      equal(await attachment(workspaceUri('raw-bytes.complaint.eml')), original);
    });

    it('works from the palette, on the message in the active editor', async () => {
      await open('05-time-runs-backwards.eml');
      await answering({}, () => vscode.commands.executeCommand('spamPatrol.generateComplaint'));
      const complaint = workspaceUri('05-time-runs-backwards.complaint.eml');
      ok(await exists(complaint), 'no complaint was written');
    });

    it('asks where to put it when the message was never saved', async () => {
      const content = units(await read(workspaceUri('1997-raa01500.eml')));
      const document = await vscode.workspace.openTextDocument({ language: 'eml', content });
      await vscode.window.showTextDocument(document, vscode.ViewColumn.One);
      const target = workspaceUri('chosen.eml');
      const { showSaveDialog } = await answering({ showSaveDialog: [target] }, () =>
        generateFor(document),
      );
      equal(showSaveDialog.length, 1);
      contains(units(await read(target)), 'Content-Type: message/rfc822');
    });

    it('says so when it can be put nowhere', async () => {
      const message = await read(workspaceUri('1997-raa01500.eml'));
      const files = new MemoryFiles('readonly-mail', { '/message.eml': message }, true);
      try {
        const document = await vscode.workspace.openTextDocument(files.uri('/message.eml'));
        await vscode.window.showTextDocument(document, vscode.ViewColumn.One);
        const { showSaveDialog, showWarningMessage } = await answering({}, () =>
          generateFor(document),
        );
        equal(showSaveDialog.length, 1);
        contains(String(showWarningMessage[0]?.[0]), 'The complaint was not saved');
      } finally {
        files.dispose();
      }
    });
  });
}
