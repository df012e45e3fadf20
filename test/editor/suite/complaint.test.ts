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
  until,
  workspaceUri,
} from './editor.ts';
import { choosing } from './lists.ts';
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

/** With what a person could have picked. */
function generateWith(document: vscode.TextDocument, choices: object): Thenable<unknown> {
  return vscode.commands.executeCommand('spamPatrol.generateComplaint', {
    uri: document.uri.toString(),
    part: null,
    reporter: { name: 'Ada Lovelace', address: 'ada@example.net' },
    choices,
  });
}

async function exists(uri: vscode.Uri): Promise<boolean> {
  return Promise.resolve(vscode.workspace.fs.stat(uri)).then(
    () => true,
    () => false,
  );
}

function command(name: string): Thenable<unknown> {
  return vscode.commands.executeCommand(`spamPatrol.${name}`);
}

/** The names of the drafts about a message, sorted. */
async function complaintsAbout(stem: string): Promise<string[]> {
  const entries = await vscode.workspace.fs.readDirectory(workspaceUri());
  return entries
    .map(([name]) => name)
    .filter((name) => name.startsWith(stem) && name.endsWith('.complaint.eml'))
    .sort();
}

/** The drafts about a message that were written last, by their numbers. */
async function newest(stem: string, count: number): Promise<vscode.Uri[]> {
  const number = (name: string): number => Number(/-(\d+)\.complaint/.exec(name)?.[1] ?? 1);
  const names = await complaintsAbout(stem);
  return names
    .sort((a, b) => number(b.slice(stem.length)) - number(a.slice(stem.length)))
    .slice(0, count)
    .map((name) => workspaceUri(name));
}

async function latest(stem: string): Promise<vscode.Uri> {
  const [uri] = await newest(stem, 1);
  ok(uri !== undefined, 'no complaint was written');
  return uri;
}

/** Writes a complaint and opens it. */
async function draftOf(name: string): Promise<vscode.TextDocument> {
  await open(name);
  await answering({}, () => command('generateComplaint'));
  const draft = await vscode.workspace.openTextDocument(await latest(name.replace('.eml', '')));
  await vscode.window.showTextDocument(draft, vscode.ViewColumn.One);
  return draft;
}

/** What is handed to other programs while `work` runs: here there are none. */
async function opening(
  work: () => Thenable<unknown>,
  answer = true,
): Promise<{ opened: string[]; asked: Awaited<ReturnType<typeof answering>> }> {
  const opened: string[] = [];
  const original = vscode.env.openExternal;
  Reflect.set(vscode.env, 'openExternal', (target: unknown) => {
    opened.push(String(target));
    return Promise.resolve(answer);
  });
  try {
    return { opened, asked: await answering({}, work) };
  } finally {
    Reflect.set(vscode.env, 'openExternal', original);
  }
}

/** The two sides of the comparison that is open. */
function comparison(): vscode.TabInputTextDiff | undefined {
  return vscode.window.tabGroups.all
    .flatMap(({ tabs: all }) => all)
    .map(({ input }) => input)
    .find((input) => input instanceof vscode.TabInputTextDiff);
}

/** A message where nothing can be written. */
async function readonlyMail(name: string): Promise<MemoryFiles> {
  const message = await read(workspaceUri(name));
  return new MemoryFiles('readonly-mail', { '/message.eml': message }, true);
}

/** Resolves when the file has a tab. */
async function onShow({ path }: vscode.Uri): Promise<void> {
  await until(vscode.window.tabGroups.onDidChangeTabs, () =>
    tabs().includes(path) ? true : undefined,
  );
}

/** Closes what is open, without the question whether to save. */
async function discardAll(): Promise<void> {
  for (const { uri } of vscode.workspace.textDocuments.filter(({ isUntitled }) => isUntitled)) {
    await vscode.window.showTextDocument(uri);
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
  }
  await closeAll();
}

export function complaints(): void {
  describe('Generate complaint', () => {
    after(discardAll);

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

    it('writes in every language, in a browser, too, which has those texts in a file of their own', async () => {
      for (const [language, words] of [
        ['de', 'Sehr geehrte Damen und Herren'],
        ['fr', 'Madame, Monsieur'],
      ]) {
        const document = await open('05-time-runs-backwards.eml');
        await answering({}, () => generateWith(document, { language }));
        contains(units(await read(await latest('05-time-runs-backwards'))), words ?? '');
        await closeAll();
      }
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

    it('becomes an untitled document in a read-only workspace, and can be saved as it was written', async () => {
      const files = await readonlyMail('raw-bytes.eml');
      try {
        const document = await vscode.workspace.openTextDocument(files.uri('/message.eml'));
        await vscode.window.showTextDocument(document, vscode.ViewColumn.One);
        const target = workspaceUri('saved-elsewhere.complaint.eml');
        const asked = await answering(
          { showWarningMessage: ['Save As File…'], showSaveDialog: [target] },
          async () => {
            await generateFor(document);
            await onShow(target);
          },
        );
        equal(asked.showErrorMessage, []);
        const [warning] = asked.showWarningMessage;
        contains(String(warning?.[0]), 'No file can be made beside the message');
        contains(String(warning?.[0]), 'the complaint is an untitled document');
        const untitled = vscode.workspace.textDocuments.find(
          ({ uri: { scheme, path } }) => scheme === 'untitled' && path.endsWith('.complaint.eml'),
        );
        ok(untitled !== undefined, 'no untitled document');
        contains(untitled.getText(), 'Content-Type: message/rfc822');
        equal(await attachment(target), units(await read(workspaceUri('raw-bytes.eml'))));
        equal([...files.files.keys()], ['/message.eml']);
      } finally {
        files.dispose();
        await discardAll();
      }
    });
  });

  describe('Generate Complaint With…', () => {
    afterEach(discardAll);

    it('proposes what the settings say: Enter on both lists is a letter to the first', async () => {
      await open('1997-raa01500.eml');
      await choosing(
        [
          (list) => {
            contains(list.title ?? '', 'whom to tell');
            equal([list.step, list.totalSteps, list.canSelectMany], [1, 2, true]);
            ok(list.ticked().length === 1, list.ticked().join());
            list.enter();
          },
          (list) => {
            contains(list.title ?? '', 'Complaint to ');
            equal([list.step, list.totalSteps, list.canSelectMany], [2, 2, false]);
            contains(list.rows()[0] ?? '', 'Letter');
            list.enter();
          },
        ],
        () => answering({}, () => command('generateComplaintWith')),
      );
      const complaint = await latest('1997-raa01500');
      contains(units(await read(complaint)), 'Content-Type: message/rfc822');
      ok(tabs().includes(complaint.path), 'the complaint is not open');
    });

    it('takes another recipient, format, language and grouping, with the addresses replaced', async () => {
      await open('01-spoofed-hop.eml');
      await choosing(
        [
          (list) => {
            const proposed = list.ticked();
            list.type('abuse@hosting.example, https://forms.example/abuse');
            equal(list.ticked(), [
              'abuse@hosting.example',
              'https://forms.example/abuse',
              ...proposed,
            ]);
            list.tick('abuse@hosting.example', ...proposed);
            list.enter();
          },
          (list) => {
            // Of somebody new nothing is claimed unless the user says so.
            contains(list.title ?? '', 'abuse@hosting.example');
            equal(
              list.activeItems.map(({ label }) => label),
              ['something else: the letter claims nothing of them'],
            );
            list.enter('hosts an advertised site');
          },
          (list) => {
            list.back();
          },
          (list) => {
            // What was typed is still there.
            contains(list.ticked().join(), 'abuse@hosting.example');
            list.enter();
          },
          (list) => {
            list.enter('Language');
          },
          (list) => {
            list.enter('Deutsch');
          },
          (list) => {
            contains(list.row('Language').description ?? '', 'Deutsch');
            list.enter('Letters');
          },
          (list) => {
            contains(list.row('Letters').description ?? '', 'one for each recipient');
            list.enter('Your addresses in the message');
          },
          (list) => {
            contains(list.row('Your addresses').description ?? '', 'are replaced');
            list.enter('What you found out');
          },
          (list) => {
            const phone = list.row('202');
            list.tick('202');
            equal(phone.description, 'telephone in the message');
            list.enter();
          },
          (list) => {
            // A format that cannot be had changes nothing, and says why, once more when it is chosen.
            contains(list.row('X-ARF').detail ?? '', 'Cannot be had: ');
            list.enter('X-ARF');
          },
          (list) => {
            list.enter('Letter with the message in its text');
          },
        ],
        async () => {
          const asked = await answering({}, () => command('generateComplaintWith'));
          contains(asked.showInformationMessage.join(), 'X-ARF wants the port');
        },
      );
      const letters = await Promise.all((await newest('01-spoofed-hop', 2)).map(read));
      const texts = letters.map((bytes) => new TextDecoder().decode(bytes));
      const typed = texts.filter((text) => /^To: abuse@hosting\.example\r$/m.test(text));
      equal(typed.length, 1);
      contains(typed.join(), 'X-Spam-Patrol-Letter: web-host');
      for (const text of texts) {
        contains(text, 'Sehr geehrte');
        contains(text, '202 555 0143');
        ok(!text.includes('for <ada@example.net>'), 'the address of the reader');
      }
    });

    it('writes to the carrier of a number when the user knows its address, and to nobody otherwise', async () => {
      await open('01-spoofed-hop.eml');
      const choose = (address: string, check: (title: string) => void) =>
        choosing(
          [
            (list) => {
              contains(list.row('202').description ?? '', 'runs an advertised telephone number');
              list.tick('202');
              list.enter();
            },
            (list) => {
              check(list.title ?? '');
              if (address === '') list.escape();
              else list.enter();
            },
          ],
          () => answering({ showInputBox: [address] }, () => command('generateComplaintWith')),
        );
      await choose('', (title) => {
        contains(title, 'nobody yet');
      });
      await choose('abuse@carrier.example', (title) => {
        contains(title, 'abuse@carrier.example');
      });
      const draft = units(await read(await latest('01-spoofed-hop')));
      contains(draft, 'To: abuse@carrier.example');
      contains(draft, '+1 202 555 0143');
    });

    it('writes nothing when the user leaves the list', async () => {
      await open('02-legitimate-multi-hop.eml');
      const before = await complaintsAbout('02-legitimate-multi-hop');
      await choosing(
        [
          (list) => {
            list.enter();
          },
          (list) => {
            list.escape();
          },
        ],
        () => answering({}, () => command('generateComplaintWith')),
      );
      equal(await complaintsAbout('02-legitimate-multi-hop'), before);
    });

    it('copies a text for a form, and writes no file', async () => {
      await open('04-forwarded-phish.eml');
      const before = await complaintsAbout('04-forwarded-phish');
      await choosing(
        [
          (list) => {
            list.type('https://forms.example/abuse');
            list.tick('https://forms.example/abuse');
            list.enter();
          },
          (list) => {
            contains(list.title ?? '', 'What has https://forms.example/abuse to do with');
            list.enter();
          },
          (list) => {
            list.enter('Text for a web form');
          },
        ],
        async () => {
          const asked = await answering({}, () => command('generateComplaintWith'));
          contains(asked.showInformationMessage.join(), 'https://forms.example/abuse');
        },
      );
      equal(await complaintsAbout('04-forwarded-phish'), before);
      contains(await vscode.env.clipboard.readText(), 'Received: ');
    });

    it('says what is wrong with a message that is gone', async () => {
      const uri = workspaceUri('never-there.eml').toString();
      const { showErrorMessage } = await answering({}, () =>
        vscode.commands.executeCommand('spamPatrol.generateComplaintWith', { uri }),
      );
      contains(String(showErrorMessage[0]?.[0]), 'could not be read');
    });
  });

  describe('a complaint', () => {
    afterEach(discardAll);

    it('is copied as text', async () => {
      await open('01-spoofed-hop.eml');
      const before = await complaintsAbout('01-spoofed-hop');
      const { showInformationMessage } = await answering({}, () => command('copyComplaint'));
      contains(String(showInformationMessage[0]?.[0]), 'The complaint was copied');
      const text = await vscode.env.clipboard.readText();
      contains(text, '203.0.113.77');
      contains(text, '500.202.999.352');
      equal(await complaintsAbout('01-spoofed-hop'), before);
    });

    it('is copied from its draft as it was edited', async () => {
      const draft = await draftOf('01-spoofed-hop.eml');
      const edit = new vscode.WorkspaceEdit();
      const place = find(draft, 'Ladies and gentlemen');
      edit.replace(draft.uri, place, 'Dear Grace');
      await vscode.workspace.applyEdit(edit);
      await answering({}, () => command('copyComplaint'));
      contains(await vscode.env.clipboard.readText(), 'Dear Grace');
      await draft.save();
    });

    it('is handed to the mail program, no longer than one takes', async () => {
      await open('01-spoofed-hop.eml');
      const { opened, asked } = await opening(() => command('mailComplaint'));
      const [address = ''] = opened;
      ok(address.startsWith('mailto:'), address);
      ok(address.length <= 2000, `${address.length} characters`);
      const [to = '', query = ''] = address.slice('mailto:'.length).split('?');
      ok(/^[\w.-]+@[\w.-]+$/.test(decodeURIComponent(to)), to);
      const fields = new Map(
        query.split('&').map((field) => {
          const at = field.indexOf('=');
          return [field.slice(0, at), decodeURIComponent(field.slice(at + 1))] as const;
        }),
      );
      equal([...fields.keys()], ['subject', 'body']);
      contains(fields.get('subject') ?? '', 'Spam from your system');
      contains(fields.get('body') ?? '', '203.0.113.77');
      contains(fields.get('body') ?? '', 'attach the message as a file');
      contains(String(asked.showWarningMessage[0]?.[0]), 'Shortened');
    });

    it('that goes to nobody opens no mail program, and says what to do', async () => {
      const content = 'From: a@example.com\nSubject: x\n\nbody\n';
      const document = await vscode.workspace.openTextDocument({ language: 'eml', content });
      await vscode.window.showTextDocument(document, vscode.ViewColumn.One);
      const { opened, asked } = await opening(() => command('mailComplaint'));
      equal(opened, []);
      contains(String(asked.showWarningMessage[0]?.[0]), 'addressed to nobody yet');
    });

    it('is still there as text when no mail program opens', async () => {
      await open('01-spoofed-hop.eml');
      const { asked } = await opening(() => command('mailComplaint'), false);
      contains(String(asked.showWarningMessage[0]?.[0]), 'No mail program was opened');
    });

    it('is revealed only where there is a file manager; elsewhere its place is told', async () => {
      await open('06-multipart-html.eml');
      const none = await answering({}, () => command('revealComplaint'));
      contains(String(none.showInformationMessage[0]?.[0]), 'no complaint beside this message');
      const draft = await draftOf('06-multipart-html.eml');
      await open('06-multipart-html.eml');
      const told = await answering({}, () => command('revealComplaint'));
      if (vscode.env.uiKind === vscode.UIKind.Desktop) equal(told.showErrorMessage, []);
      else contains(String(told.showErrorMessage[0]?.[0]), draft.uri.fsPath);
    });
  });

  describe('Preview Redaction', () => {
    afterEach(discardAll);

    it('shows the message as it is beside the message as others would see it', async () => {
      await open('01-spoofed-hop.eml');
      const { showInformationMessage } = await answering({}, async () => {
        await command('previewRedaction');
        await until(vscode.window.tabGroups.onDidChangeTabs, () =>
          comparison() ? true : undefined,
        );
      });
      const shown = comparison();
      ok(shown !== undefined, 'no comparison');
      const before = (await vscode.workspace.openTextDocument(shown.original)).getText();
      const after = (await vscode.workspace.openTextDocument(shown.modified)).getText();
      contains(before, 'for <ada@example.net>');
      ok(!after.includes('ada@example.net'), 'the address is still there');
      // In a link, too.
      ok(!after.includes('ada%40example.net'), 'the address is still in the link');
      contains(after, '@example.net>; Tue, 11 Mar 2025 06:42:19');
      contains(String(showInformationMessage[0]?.[0]), 'Nothing was changed yet');
      // What is only shown is not judged.
      equal(vscode.languages.getDiagnostics(shown.modified), []);
    });

    it('says so when there is nothing of the reader to replace', async () => {
      const content = 'From: a@example.com\nSubject: x\n\nbody\n';
      const document = await vscode.workspace.openTextDocument({ language: 'eml', content });
      await vscode.window.showTextDocument(document, vscode.ViewColumn.One);
      const { showInformationMessage } = await answering({}, () => command('previewRedaction'));
      contains(String(showInformationMessage[0]?.[0]), 'Nothing would be replaced');
    });
  });
}
