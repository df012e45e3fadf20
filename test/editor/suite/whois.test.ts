/** The lookup: answered by the server on the loopback interface that the runner started, refused with a reason in a browser. */
import * as vscode from 'vscode';
import { contains, equal, ok } from './assert.ts';
import {
  answering,
  apply,
  closeAll,
  codeActions,
  find,
  inWebWorker,
  open,
  report,
} from './editor.ts';

/** What the user gets to see, in this extension host. */
function checkAnswer(subject: string, asked: { showErrorMessage: unknown[][] }): void {
  if (inWebWorker) {
    contains(String(asked.showErrorMessage[0]?.[0]), 'in the browser');
    return;
  }
  equal(asked.showErrorMessage, []);
  const document = report();
  ok(document !== undefined, 'no report is shown');
  contains(document.uri.path, subject);
  contains(document.getText(), 'abuse@provider.example');
}

export function whois(): void {
  describe('whois', () => {
    afterEach(closeAll);

    it('looks up the client address of a hop', async () => {
      const document = await open('01-spoofed-hop.eml');
      const actions = await codeActions(document, find(document, '203.0.113.77'));
      const asked = await answering({}, () => apply(actions.get('Look up whois for 203.0.113.77')));
      checkAnswer('203.0.113.77', asked);
    });

    it('asks from the palette what to look up, and offers where the message came from', async () => {
      await open('01-spoofed-hop.eml');
      const asked = await answering({ showInputBox: ['198.51.100.7'] }, () =>
        vscode.commands.executeCommand('spamPatrol.whois'),
      );
      const [options] = asked.showInputBox[0] ?? [];
      equal((options as vscode.InputBoxOptions).value, '203.0.113.77');
      checkAnswer('198.51.100.7', asked);
    });

    it('looks nothing up when the user turns away', async () => {
      await open('01-spoofed-hop.eml');
      const asked = await answering({}, () => vscode.commands.executeCommand('spamPatrol.whois'));
      equal(asked.showErrorMessage, []);
      equal(report(), undefined);
    });
  });
}
