/** Patrol a Folder: Problems of files that nobody opened, and a report. */
import * as vscode from 'vscode';
import { contains, equal, ok } from './assert.ts';
import { answering, closeAll, progressing, reportWhen, until, workspaceUri } from './editor.ts';
import { MemoryFiles } from './memory-files.ts';

const rulesAt = (uri: vscode.Uri): string[] =>
  vscode.languages
    .getDiagnostics(uri)
    .map(({ code }) => String(typeof code === 'object' ? code.value : code));

function rulesWhen(
  uri: vscode.Uri,
  condition: (rules: readonly string[]) => boolean,
): Promise<string[]> {
  return until(vscode.languages.onDidChangeDiagnostics, () => {
    const rules = rulesAt(uri);
    return condition(rules) ? rules : undefined;
  });
}

/** A folder that no other test opens anything of. */
async function samples(scheme: string): Promise<MemoryFiles> {
  const read = (name: string): Thenable<Uint8Array> =>
    vscode.workspace.fs.readFile(workspaceUri(name));
  const spoofed = await read('01-spoofed-hop.eml');
  return new MemoryFiles(scheme, {
    '/mail/anonymous.eml': await read('1997-anonymous-relay.eml'),
    '/mail/legitimate.eml': await read('02-legitimate-multi-hop.eml'),
    '/mail/notes.txt': spoofed,
    '/mail/spoofed.complaint.eml': spoofed,
    '/mail/spoofed.eml': spoofed,
    '/mail/below/list.eml': await read('03-mailing-list.eml'),
    '/mail/below/times.eml': await read('05-time-runs-backwards.eml'),
  });
}

function reportOf(beginning: string): Promise<string> {
  return reportWhen((text) => text.startsWith(beginning));
}

export function patrols(): void {
  describe('Patrol a Folder', () => {
    afterEach(async () => {
      await vscode.commands.executeCommand('spamPatrol.clearPatrol');
      await closeAll();
    });

    it('lists what is grave in files that nobody opened, and opens a report', async () => {
      const files = await samples('patrolled-mails');
      try {
        const messages = await progressing(
          () => undefined,
          () => vscode.commands.executeCommand('spamPatrol.patrolFolder', files.uri('/mail')),
        );
        ok(messages.includes('5 of 5 files'), String(messages));
        const text = await reportOf('Patrol of mail\n\n5 messages in 5 files');
        contains(text, 'Sources by network');
        contains(text, 'firewall1.cslab.blso.com (SMI-8.6/SMI-SVR4)');
        contains(text, 'write to its postmaster: postmaster@blso.com');
        const rules = await rulesWhen(files.uri('/mail/spoofed.eml'), (found) => found.length > 0);
        equal(rules, ['spoofed-hop', 'impossible-address']);
        equal(rulesAt(files.uri('/mail/legitimate.eml')), []);
        equal(rulesAt(files.uri('/mail/spoofed.complaint.eml')), []);
      } finally {
        files.dispose();
      }
    });

    it('leads from the report to the messages, and from a relay to the letter', async () => {
      const files = await samples('linked-mails');
      try {
        await vscode.commands.executeCommand('spamPatrol.patrolFolder', files.uri('/mail'));
        await reportOf('Patrol of mail\n\n5 messages');
        const report = vscode.window.activeTextEditor?.document;
        ok(report?.uri.scheme === 'spam-patrol', 'no report');
        const links = await vscode.commands.executeCommand<vscode.DocumentLink[]>(
          'vscode.executeLinkProvider',
          report.uri,
        );
        const to = (text: string): vscode.Uri | undefined =>
          links.find(({ range }) => report.getText(range) === text)?.target;
        const relay = to('firewall1.cslab.blso.com');
        ok(relay !== undefined, 'no link');
        await vscode.commands.executeCommand('vscode.open', relay);
        const shown = await until(vscode.window.onDidChangeActiveTextEditor, () => {
          const editor = vscode.window.activeTextEditor;
          return editor?.document.uri.path === '/mail/anonymous.eml' ? editor : undefined;
        });
        contains(shown.document.lineAt(shown.selection.active.line).text, 'Received:');
        const letter = to('postmaster@blso.com');
        ok(
          letter?.scheme === 'command' && letter.path === 'spamPatrol.generateComplaint',
          'no letter',
        );
        const [argument] = JSON.parse(letter.query) as [{ uri: string }];
        equal(argument.uri, files.uri('/mail/anonymous.eml').toString());
      } finally {
        files.dispose();
      }
    });

    it('patrols the open folder when it is run from the palette', async () => {
      await vscode.commands.executeCommand('spamPatrol.patrolFolder');
      const name = vscode.workspace.workspaceFolders?.[0]?.name ?? '';
      const text = await reportOf(`Patrol of ${name}\n\n`);
      ok(!text.includes('.complaint.eml'), 'it has read our own complaints');
    });

    it('gives way to the findings of a document that is opened, and is cleared', async () => {
      const files = await samples('opened-mails');
      const uri = files.uri('/mail/spoofed.eml');
      try {
        await vscode.commands.executeCommand('spamPatrol.patrolFolder', files.uri('/mail'));
        await rulesWhen(uri, (rules) => rules.length === 2);
        // By the command: a document that an extension opened stays open for minutes behind its editor.
        await vscode.commands.executeCommand('vscode.open', uri);
        await rulesWhen(uri, (rules) => rules.includes('reply-to-differs'));
        await closeAll();
        await rulesWhen(uri, (rules) => rules.length === 2);
        await vscode.commands.executeCommand('spamPatrol.clearPatrol');
        await rulesWhen(uri, (rules) => rules.length === 0);
      } finally {
        files.dispose();
      }
    });

    it('stops half-way when it is cancelled, and reports on what it has seen', async () => {
      const message = await vscode.workspace.fs.readFile(workspaceUri('01-spoofed-hop.eml'));
      const names = Array.from({ length: 3000 }, (_, n) => `/${String(n).padStart(4, '0')}.eml`);
      const files = new MemoryFiles(
        'many-mails',
        Object.fromEntries(names.map((name) => [`/cancelled${name}`, message])),
      );
      try {
        await progressing(
          (text, cancel) => {
            if (text.includes(' of ')) cancel();
          },
          () => vscode.commands.executeCommand('spamPatrol.patrolFolder', files.uri('/cancelled')),
        );
        const text = await reportOf('Patrol of cancelled\n');
        contains(text, 'Cancelled: 3,000 files were to be read.');
        const rules = names.map((name) => rulesAt(files.uri(`/cancelled${name}`)).length);
        equal([rules[0], rules.at(-1)], [2, 0]);
      } finally {
        files.dispose();
      }
    });

    it('lists files that cannot be read, reads mailboxes, and has words for an empty folder', async () => {
      const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
      const spoofed = await vscode.workspace.fs.readFile(workspaceUri('01-spoofed-hop.eml'));
      const line = bytes('From a@b.example Tue Mar 11 06:42:19 2025\n');
      const files = new MemoryFiles('odd-mails', {
        '/a/locked.eml': spoofed,
        '/a/below/two.mbox': new Uint8Array([...line, ...spoofed, 10, ...line, ...spoofed]),
        '/b/notes.txt': bytes('no mail'),
      });
      files.locked.add('/a/locked.eml');
      try {
        await vscode.commands.executeCommand('spamPatrol.patrolFolder', files.uri('/a'));
        const text = await reportOf('Patrol of a\n\n2 messages in 1 file');
        contains(text, '  locked.eml: ');
        contains(text, 'below/two.mbox (message 1), below/two.mbox (message 2)');
        equal(rulesAt(files.uri('/a/below/two.mbox')).length, 4);
        const { showInformationMessage } = await answering({}, () =>
          vscode.commands.executeCommand('spamPatrol.patrolFolder', files.uri('/b')),
        );
        contains(String(showInformationMessage[0]?.[0]), 'b holds no message');
      } finally {
        files.dispose();
      }
    });
  });
}
