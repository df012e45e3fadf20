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
  progressing,
  report,
  reportWhen,
  workspaceUri,
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

/** Talks to the lookup servers of the runner: how often they were asked, what they are to leave unanswered. */
async function servers(path: 'asked' | `hold/${string}`): Promise<number> {
  const address = vscode.workspace.getConfiguration('spamPatrol').get<string>('rdap.server');
  const answer = await fetch(`${address ?? ''}test/${path}`);
  return Number(await answer.text());
}

/** The titles of the CodeLenses of a message. */
async function lenses(uri: vscode.Uri): Promise<string> {
  const found = await vscode.commands.executeCommand<vscode.CodeLens[]>(
    'vscode.executeCodeLensProvider',
    uri,
  );
  return found.map(({ command }) => command?.title ?? '').join(' | ');
}

/** The steps of a lookup of an address: what the progress calls them, and what they learn. */
const stages = [
  { step: 'rdap', called: 'registry (RDAP)', learns: 'NET-203-0-113-0-1' },
  { step: 'whois', called: 'registry (whois)', learns: 'OrgAbuseEmail' },
  { step: 'reverse-name', called: 'reverse name', learns: 'dialup-77.provider.example' },
  { step: 'asn', called: 'announcing network', learns: 'AS64500' },
  { step: 'blocklists', called: 'block lists', learns: 'listed by list.example' },
  { step: 'abusix', called: 'Abusix', learns: '' },
] as const;

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
      const links = await vscode.commands.executeCommand<vscode.DocumentLink[]>(
        'vscode.executeLinkProvider',
        report()?.uri,
      );
      ok(links.length > 0, 'an answer holds no address');
      for (const { target } of links) equal(target?.scheme, 'command');
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

    it('say from the palette what a telephone number is', async () => {
      await open('01-spoofed-hop.eml');
      const asked = await answering({ showInputBox: [' +1 202 555 0143 '] }, () =>
        vscode.commands.executeCommand('spamPatrol.lookUp'),
      );
      equal(asked.showErrorMessage, []);
      contains(reportText(), 'About +1 202 555 0143');
    });

    // A browser reaches no servers on the loopback interface.
    if (!inWebWorker) asking();

    it('look nothing up when the user turns away', async () => {
      await open('01-spoofed-hop.eml');
      const asked = await answering({}, () => vscode.commands.executeCommand('spamPatrol.lookUp'));
      equal(asked.showErrorMessage, []);
      equal(report(), undefined);
    });
  });
}

function asking(): void {
  afterEach(() => servers('hold/'));

  for (const { step, called } of stages) {
    it(`end at once when they are cancelled while ${called} is asked, and keep what was learned`, async () => {
      const document = await open('01-spoofed-hop.eml');
      await servers(`hold/${step}`);
      const actions = await codeActions(document, find(document, '203.0.113.77'));
      const others = stages.filter((other) => other.step !== step && other.learns !== '');
      const othersAnswered = reportWhen((shown) =>
        others.every(({ learns }) => shown.includes(learns)),
      );
      const messages = await progressing(
        (message, cancel) => {
          if (message === `asking ${called} …`) void othersAnswered.then(cancel);
        },
        () => apply(actions.get('Look up 203.0.113.77')),
      );
      equal(messages.at(-1), `asking ${called} …`);
      const text = await reportWhen((shown) => shown.includes('The lookup was cancelled.'));
      for (const other of stages) {
        if (other.learns !== '')
          equal([other.step, text.includes(other.learns)], [other.step, other.step !== step]);
      }
    });
  }

  it('end at once when whom to tell is no longer wanted, and keep what was learned', async () => {
    const document = await open('01-spoofed-hop.eml');
    await servers('hold/abusix');
    const actions = await codeActions(document, find(document, '203.0.113.77'));
    await progressing(
      (message, cancel) => {
        if (message.endsWith(': asking Abusix …')) cancel();
      },
      () => apply(actions.get('Find out whom to tell')),
    );
    const text = await reportWhen((shown) => shown.includes('The lookup was cancelled.'));
    contains(text, 'abuse@provider.example');
  });

  it('end at once when a trace is cancelled, and keep the way so far', async () => {
    await open('01-spoofed-hop.eml');
    const messages = await progressing(
      (message, cancel) => {
        if (message.includes('198.51.100.1')) cancel();
      },
      () => vscode.commands.executeCommand('spamPatrol.alive', { address: '203.0.113.77' }),
    );
    contains(messages.at(-1) ?? '', '198.51.100.1');
    contains(
      await reportWhen((shown) => shown.includes('The trace was cancelled')),
      'before 203.0.113.77 answered; what had arrived is kept',
    );
    contains(reportText(), '192.0.2.1  0.512 ms');
  });

  it('answer a second look from the cache, without a packet, and the line above the hop tells it', async () => {
    const document = await open('01-spoofed-hop.eml');
    contains(await lenses(document.uri), 'Who is responsible for 203.0.113.77?');
    const argument = { subjects: ['203.0.113.77'] };
    const before = await servers('asked');
    await vscode.commands.executeCommand('spamPatrol.lookUp', argument);
    const asked = await servers('asked');
    ok(asked > before + 5, 'the servers were not asked');
    await vscode.commands.executeCommand('spamPatrol.lookUp', argument);
    contains(reportText(), 'was looked up just now');
    contains(
      (await hover(document, find(document, '203.0.113.77').start)).value,
      'looked up just now',
    );
    contains(
      await lenses(document.uri),
      'PROVIDER-EXAMPLE · abuse@provider.example · less than a day ago',
    );
    equal(await servers('asked'), asked);
  });

  it('send no packet when nobody asks, and none when they are off', async () => {
    const before = await servers('asked');
    const files = await vscode.workspace.fs.readDirectory(workspaceUri());
    for (const [name] of files.filter(([name]) => /^\d.*\.eml$/.test(name))) {
      const document = await open(name);
      await vscode.commands.executeCommand('vscode.executeCodeLensProvider', document.uri);
      const fields = document.getText().matchAll(/^Received:\s+from/gim);
      for (const { index } of [...fields].slice(0, 5)) {
        const place = document.positionAt(index + 16);
        await vscode.commands.executeCommand('vscode.executeHoverProvider', document.uri, place);
        await codeActions(document, new vscode.Range(place, place));
      }
      await vscode.commands.executeCommand('editorScroll', { to: 'down', by: 'page', value: 3 });
    }
    const { uri } = await open('01-spoofed-hop.eml');
    const settings = vscode.workspace.getConfiguration('spamPatrol');
    // The server hears of a setting when the editor gets round to it.
    const untilOffered = async (wanted: boolean): Promise<void> => {
      while ((await lenses(uri)).includes('Who is responsible') !== wanted);
    };
    await settings.update('lookups', 'off', vscode.ConfigurationTarget.Global);
    try {
      await untilOffered(false);
      await vscode.commands.executeCommand('spamPatrol.lookUp', { subjects: ['203.0.113.77'] });
      contains(reportText(), 'lookups are off');
    } finally {
      await settings.update('lookups', undefined, vscode.ConfigurationTarget.Global);
    }
    await untilOffered(true);
    equal(await servers('asked'), before);
  });
}
