/** What the user sees underlined in a message. */
import * as vscode from 'vscode';
import { equal, ok } from './assert.ts';
import {
  answering,
  apply,
  closeAll,
  codeActions,
  diagnosticsWhen,
  find,
  has,
  open,
} from './editor.ts';

export function diagnosticsOfMessages(): void {
  describe('diagnostics', () => {
    after(closeAll);

    it('underline the impossible address of a spoofed hop, and dim what is beneath it', async () => {
      const document = await open('01-spoofed-hop.eml');
      equal(document.languageId, 'eml');
      // What the own server noted is told last, with the body.
      const seen = await diagnosticsWhen(document, has('noted-fail'));
      const brief = seen.map(({ rule, level }) => `${level} ${rule}`);
      equal(brief, [
        'Hint helo-name-mismatch',
        'Warning spoofed-hop',
        'Error impossible-address',
        'Hint beneath-forgery',
        'Hint beneath-forgery',
        'Information reply-to-differs',
        'Information noted-fail',
      ]);
      equal(seen.find(({ level }) => level === 'Error')?.text, '500.202.999.352');
      for (const { rule, diagnostic } of seen) {
        equal(diagnostic.source, 'Spam Patrol');
        const code = diagnostic.code;
        ok(typeof code === 'object' && code.target.path.includes(rule), `no page for ${rule}`);
        const dimmed = diagnostic.tags?.includes(vscode.DiagnosticTag.Unnecessary) === true;
        equal(dimmed, rule === 'beneath-forgery');
      }
    });

    it('are turned off, rule by rule, by a quick fix that writes the setting', async () => {
      const document = await open('01-spoofed-hop.eml');
      const seen = await diagnosticsWhen(document, has('reply-to-differs'));
      const diagnostic = seen.find(({ rule }) => rule === 'reply-to-differs')?.diagnostic;
      ok(diagnostic !== undefined, 'no such diagnostic');
      const actions = await codeActions(document, diagnostic.range);
      await apply(actions.get('Turn this rule off: reply-to-differs'));
      await diagnosticsWhen(document, (now) => !has('reply-to-differs')(now));
      const configuration = vscode.workspace.getConfiguration('spamPatrol');
      equal(configuration.get('rules'), { 'reply-to-differs': 'off' });
      await configuration.update('rules', undefined, vscode.ConfigurationTarget.Global);
      await diagnosticsWhen(document, has('reply-to-differs'));
    });

    it('are judged anew when a quick fix joins two houses', async () => {
      const document = await open('01-spoofed-hop.eml');
      const seen = await diagnosticsWhen(document, has('reply-to-differs'));
      const diagnostic = seen.find(({ rule }) => rule === 'reply-to-differs')?.diagnostic;
      ok(diagnostic !== undefined, 'no such diagnostic');
      const actions = await codeActions(document, diagnostic.range);
      await apply(actions.get('Same organisation: tax-office.example and freemail.example'));
      await diagnosticsWhen(document, (now) => !has('reply-to-differs')(now));
      const configuration = vscode.workspace.getConfiguration('spamPatrol');
      equal(configuration.get('organisations'), ['tax-office.example=freemail.example']);
      await configuration.update('organisations', undefined, vscode.ConfigurationTarget.Global);
      await diagnosticsWhen(document, has('reply-to-differs'));
    });

    it("are judged anew when a quick fix names a host as the reader's own", async () => {
      const document = await open('01-spoofed-hop.eml');
      await diagnosticsWhen(document, has('spoofed-hop'));
      const actions = await codeActions(document, find(document, '203.0.113.77'));
      ok(
        actions.has('These are my servers: imap.example.net, mx1.example.net'),
        [...actions.keys()].join(', '),
      );
      await apply(actions.get('This host is mine: dsl-203-0-113-77.pool.example.org'));
      // What it recorded is no claim of strangers any more, so that nothing is called spoofed.
      await diagnosticsWhen(document, (now) => !has('spoofed-hop')(now));
      const configuration = vscode.workspace.getConfiguration('spamPatrol');
      equal(configuration.get('ownHosts'), ['dsl-203-0-113-77.pool.example.org']);
      await configuration.update('ownHosts', undefined, vscode.ConfigurationTarget.Global);
      await diagnosticsWhen(document, has('spoofed-hop'));
    });

    it('point at the text that contradicts', async () => {
      const document = await open('01-spoofed-hop.eml');
      const seen = await diagnosticsWhen(document, has('spoofed-hop'));
      const related = seen.flatMap(({ diagnostic }) => diagnostic.relatedInformation ?? []);
      ok(related.length > 0, 'no related information');
      for (const { location } of related) {
        equal(location.uri.toString(), document.uri.toString());
        ok(!location.range.isEmpty, 'an empty place');
      }
    });

    it('follow the text as it is edited', async () => {
      const document = await open('01-spoofed-hop.eml');
      const edit = new vscode.WorkspaceEdit();
      edit.replace(document.uri, find(document, '500.202.999.352'), '198.51.100.4');
      await vscode.workspace.applyEdit(edit);
      await diagnosticsWhen(document, (seen) => !has('impossible-address')(seen));
      await vscode.commands.executeCommand('undo');
      await diagnosticsWhen(document, has('impossible-address'));
      await vscode.commands.executeCommand('workbench.action.files.revert');
    });

    it('reach a message that was forwarded inside', async () => {
      const document = await open('04-forwarded-phish.eml');
      const seen = await diagnosticsWhen(document, has('impossible-address'));
      equal(seen.find(({ level }) => level === 'Error')?.text, '203.0.113.300');
    });

    it('leave legitimate mail alone, and no notification comes up', async () => {
      const asked = await answering({}, async () => {
        const legitimate = await open('02-legitimate-multi-hop.eml');
        // The server answers in order: once it has judged the next message, it has judged this one.
        await diagnosticsWhen(await open('05-time-runs-backwards.eml'), has('time-backwards'));
        equal(vscode.languages.getDiagnostics(legitimate.uri), []);
      });
      equal(Object.values(asked).flat(), []);
    });
  });
}
