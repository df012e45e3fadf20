/** From the light bulb to the file on the disk. */
import * as vscode from 'vscode';
import { contains, equal, ok } from './assert.ts';
import {
  answering,
  apply,
  choosing,
  closeAll,
  codeActions,
  find,
  open,
  openingNothing,
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

    it('is an untitled document where no file can be made, and can be saved as bytes from there', async () => {
      const message = await read(workspaceUri('1997-raa01500.eml'));
      const files = new MemoryFiles('readonly-mail', { '/message.eml': message }, true);
      try {
        const document = await vscode.workspace.openTextDocument(files.uri('/message.eml'));
        await vscode.window.showTextDocument(document, vscode.ViewColumn.One);
        const { showWarningMessage } = await answering({}, () => generateFor(document));
        contains(String(showWarningMessage[0]?.[0]), 'No file can be made beside the message');
        const draft = vscode.workspace.textDocuments.find(
          ({ isUntitled, uri }) => isUntitled && uri.path === '/message.complaint.eml',
        );
        ok(draft !== undefined, 'no draft');
        contains(draft.getText(), 'X-Unsent: 1');
        contains(draft.getText(), 'Content-Type: message/rfc822');
      } finally {
        files.dispose();
        await revertAll();
      }
    });

    it('writes what the user chooses: whom to tell, and how', async () => {
      await open('01-spoofed-hop.eml');
      const titles = await choosing(
        [
          (list) => {
            equal(list.ticked(), ['abuse@example.org']);
            contains(list.words('abuse@example.org'), 'runs the network of the source');
            list.type('desk@help.example');
            list.accept();
          },
          (list) => {
            contains(list.title, 'desk@help.example');
            list.accept('ARF');
          },
        ],
        () => answering({}, () => vscode.commands.executeCommand(chooseCommand)),
      );
      equal(titles.length, 2);
      const draft = units(await read(workspaceUri('01-spoofed-hop-3.complaint.eml')));
      contains(draft, 'report-type=feedback-report');
      contains(draft.replaceAll('\r\n ', ' '), 'desk@help.example');
    });

    it('goes back to the list before, and writes nothing when the user leaves', async () => {
      await open('01-spoofed-hop.eml');
      const titles = await choosing(
        [
          (list) => {
            list.accept();
          },
          (list) => {
            list.back();
          },
          (list) => {
            list.accept();
          },
          (list) => {
            list.accept('Your addresses in the message');
          },
          (list) => {
            contains(list.words('Your addresses in the message'), 'are replaced');
            list.escape();
          },
        ],
        () => answering({}, () => vscode.commands.executeCommand(chooseCommand)),
      );
      equal(titles.length, 5);
      ok(!(await exists(workspaceUri('01-spoofed-hop-4.complaint.eml'))), 'a draft was written');
    });

    it('is copied as text, of the message or of the draft as it was edited', async () => {
      await open('01-spoofed-hop.eml');
      const asked = await answering({}, () =>
        vscode.commands.executeCommand('spamPatrol.copyComplaint'),
      );
      contains(String(asked.showInformationMessage[0]?.[0]), 'The complaint was copied.');
      contains(await vscode.env.clipboard.readText(), '203.0.113.77');
      const draft = await open('01-spoofed-hop.complaint.eml');
      const edit = new vscode.WorkspaceEdit();
      edit.insert(draft.uri, find(draft, '203.0.113.77', '\r\n\r\n').start, 'EDITED ');
      await vscode.workspace.applyEdit(edit);
      await answering({}, () => vscode.commands.executeCommand('spamPatrol.copyComplaint'));
      contains(await vscode.env.clipboard.readText(), 'EDITED 203.0.113.77');
      await revertAll();
    });

    it('opens in the mail program, within what a mailto: address holds', async () => {
      await open('01-spoofed-hop.eml');
      const opened = await openingNothing(() =>
        answering({}, () => vscode.commands.executeCommand('spamPatrol.mailComplaint')),
      );
      equal(opened.length, 1);
      contains(opened[0] ?? '', 'mailto:abuse@example.org?subject=');
      ok((opened[0] ?? '').length <= 2000, 'too long for mail programs');
    });

    it('shows what a redaction would change, and changes nothing', async () => {
      const document = await open('01-spoofed-hop.eml');
      const before = units(await read(document.uri));
      const { showInformationMessage } = await answering({}, () =>
        vscode.commands.executeCommand('spamPatrol.previewRedaction'),
      );
      contains(String(showInformationMessage[0]?.[0]), 'Nothing was changed yet');
      const [diff] = vscode.window.tabGroups.all
        .flatMap(({ tabs: all }) => all)
        .flatMap(({ input }) => (input instanceof vscode.TabInputTextDiff ? [input] : []));
      ok(diff !== undefined, 'no comparison');
      const original = await vscode.workspace.openTextDocument(diff.original);
      const modified = await vscode.workspace.openTextDocument(diff.modified);
      contains(original.getText(), 'ada@example.net');
      ok(!modified.getText().includes('ada@example.net'), 'the address is still there');
      equal(units(await read(document.uri)), before);
    });
  });
}

const chooseCommand = 'spamPatrol.generateComplaintWith';

/** Closes what is open, changes and all. */
async function revertAll(): Promise<void> {
  for (const { isDirty, uri } of vscode.workspace.textDocuments) {
    if (!isDirty) continue;
    await vscode.commands.executeCommand('vscode.open', uri);
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
  }
}
