/** Lookups: answered by the servers on the loopback interface that the runner started; in a browser, which reaches none of them, by what is known without asking. */
import * as vscode from 'vscode';
import { contains, equal, ok } from './assert.ts';
import {
  answering,
  apply,
  closeAll,
  codeActions,
  find,
  hover,
  inWebWorker,
  open,
  report,
} from './editor.ts';

function reportText(): string {
  const document = report();
  ok(document !== undefined, 'no report is shown');
  return document.getText();
}

/** What the user gets to see, in this extension host. */
function checkAnswer(subject: string, asked: { showErrorMessage: unknown[][] }): void {
  equal(asked.showErrorMessage, []);
  contains(reportText(), `About ${subject}`);
  contains(reportText(), inWebWorker ? 'Not asked' : 'abuse@provider.example');
}

export function lookups(): void {
  describe('lookups', () => {
    afterEach(closeAll);
    beforeEach(() => vscode.commands.executeCommand('spamPatrol.clearLookups'));

    it('look up the client address of a hop, and the hover knows it from then on', async () => {
      const document = await open('01-spoofed-hop.eml');
      const place = find(document, '203.0.113.77');
      contains((await hover(document, place.start)).value, 'command:spamPatrol.lookUp');
      const actions = await codeActions(document, place);
      const asked = await answering({}, () => apply(actions.get('Look up 203.0.113.77')));
      checkAnswer('203.0.113.77', asked);
      if (inWebWorker) return;
      for (const learned of [
        'AS64500',
        'PROVIDER-EXAMPLE',
        'dialup-77.provider.example',
        'list.example',
      ]) {
        contains(reportText(), learned);
      }
      contains((await hover(document, place.start)).value, 'looked up just now');
    });

    it('find out whom to tell', async () => {
      const document = await open('01-spoofed-hop.eml');
      const actions = await codeActions(document, find(document, '203.0.113.77'));
      const asked = await answering({}, () => apply(actions.get('Find out whom to tell')));
      equal(asked.showErrorMessage, []);
      contains(reportText(), 'The message came from 203.0.113.77');
      if (!inWebWorker) contains(reportText(), 'abuse@provider.example');
    });

    it('list the contact points of the message', async () => {
      await open('01-spoofed-hop.eml');
      await vscode.commands.executeCommand('spamPatrol.contactPoints');
      contains(report()?.uri.path ?? '', 'contact points of 01-spoofed-hop.eml');
      contains(reportText(), '+1 202 555 0143');
    });

    it('ask from the palette what to look up, and offer where the message came from', async () => {
      await open('01-spoofed-hop.eml');
      const asked = await answering({ showInputBox: ['198.51.100.7'] }, () =>
        vscode.commands.executeCommand('spamPatrol.lookUp'),
      );
      const [options] = asked.showInputBox[0] ?? [];
      equal((options as vscode.InputBoxOptions).value, '203.0.113.77');
      checkAnswer('198.51.100.7', asked);
    });

    it('look nothing up when the user turns away', async () => {
      await open('01-spoofed-hop.eml');
      const asked = await answering({}, () => vscode.commands.executeCommand('spamPatrol.lookUp'));
      equal(asked.showErrorMessage, []);
      equal(report(), undefined);
    });
  });
}
