import assert from 'node:assert/strict';
import { once as event } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import {
  CancellationTokenSource,
  LSPErrorCodes,
  type CodeAction,
  type CodeLens,
  type CompletionItem,
  type WorkspaceEdit,
} from 'vscode-languageserver/node';
import {
  commands,
  type ComplaintChoices,
  type ComplaintOfferResult,
  type ComplaintResult,
  type ComplaintTextResult,
  type ReportProgress,
  type ReportResult,
} from '../../server/src/lsp/protocol.ts';
import { NameServer } from '../servers/name-server.ts';
import { WhoisServers, type Behaviour } from '../servers/whois-servers.ts';
import { zone } from '../servers/zone.ts';
import {
  makeFolder,
  once,
  onceAsked,
  readIn,
  startHarness,
  takeTemporary,
  type Harness,
} from './harness.ts';
import { plain } from './messages.ts';

const uri = 'file:///mail/one.eml';
const records = zone({
  'PTR 7.2.0.192.in-addr.arpa': 'client.example.org',
  'A client.example.org': '192.0.2.7',
  'TXT 7.2.0.192.origin.asn.cymru.com': '64496 | 192.0.2.0/24 | ZZ | arin | 2001-01-01',
  'TXT AS64496.asn.cymru.com': '64496 | ZZ | arin | 2001-01-01 | EXAMPLE-NET, ZZ',
  'A 7.2.0.192.list.example': '127.0.0.2',
  'TXT 7.2.0.192.abuse-contacts.abusix.zone': 'abuse@network.example',
});
/** The card of those who hear of abuse there (RFC 7095). */
const desk = [
  ['version', {}, 'text', '4.0'],
  ['email', {}, 'text', 'abuse@network.example'],
];
/** What an RDAP server says of 192.0.2.7 (RFC 9083). */
const network = {
  objectClassName: 'ip network',
  handle: 'NET-192-0-2-0-1',
  name: 'EXAMPLE-NET',
  startAddress: '192.0.2.0',
  endAddress: '192.0.2.255',
  ipVersion: 'v4',
  country: 'ZZ',
  entities: [
    {
      objectClassName: 'entity',
      handle: 'ABUSE1',
      roles: ['abuse'],
      vcardArray: ['vcard', desk],
    },
  ],
};

/** Of a domain: nobody but the registrar is named. */
const domain = {
  objectClassName: 'domain',
  ldhName: 'SHOP.EXAMPLE',
  entities: [
    {
      objectClassName: 'entity',
      roles: ['registrar'],
      entities: [
        {
          objectClassName: 'entity',
          roles: ['abuse'],
          vcardArray: ['vcard', [['email', {}, 'text', 'abuse@registrar.example']]],
        },
      ],
    },
  ],
};

const answers = new Map<string, object>([
  ['/ip/192.0.2.7', network],
  ['/domain/shop.example', domain],
]);

describe('lookups', () => {
  let names: NameServer;
  let web: Server;
  let whois: WhoisServers;
  let settings: object;
  let server: Harness | undefined;
  /** What the RDAP server was asked for. */
  let requests: string[];
  /** What the whois server does with a connection. */
  let serve: Behaviour;

  beforeEach(async () => {
    requests = [];
    network.name = 'EXAMPLE-NET';
    desk.splice(2);
    serve = (query, socket) => {
      socket.end(`query: ${query}\nabuse-mailbox: abuse@network.example\n`);
    };
    names = await NameServer.start(records);
    web = createServer((request, response) => {
      requests.push(request.url ?? '');
      const answer = answers.get(request.url ?? '');
      if (answer === undefined) response.writeHead(404).end();
      else response.setHeader('content-type', 'application/rdap+json').end(JSON.stringify(answer));
    });
    web.listen(0, '127.0.0.1');
    await event(web, 'listening');
    whois = new WhoisServers();
    const port = await whois.host('127.0.0.1', (query, socket) => {
      serve(query, socket);
    });
    settings = {
      whois: { server: `127.0.0.1:${port}` },
      abuseNet: { server: `127.0.0.1:${port}` },
      rdap: { server: `http://127.0.0.1:${(web.address() as AddressInfo).port}/` },
      dns: { server: names.address },
      blocklists: ['list.example'],
    };
  });
  afterEach(async () => {
    await server?.stop();
    server = undefined;
    web.close();
    web.closeAllConnections();
    names.stop();
    whois.close();
  });

  const start = async (options: Parameters<typeof startHarness>[0] = {}): Promise<Harness> =>
    (server = await startHarness({ settings: () => settings, network: 'loopback', ...options }));
  const lookUp = (running: Harness, ...subjects: unknown[]): Promise<ReportResult> =>
    running.execute(commands.lookUp, { subjects });
  const reportOf = (result: ReportResult): string =>
    result.kind === 'answered' ? result.report : assert.fail(result.message);
  const packets = (): number => names.asked.length + requests.length + whois.queries.length;

  it('ask everybody about an address and say it in one report, a second time out of the cache', async () => {
    const running = await start({ initializationOptions: { clientFiles: true } });
    const report = reportOf(await lookUp(running, '192.0.2.7'));
    for (const learned of [
      /abuse@network\.example/,
      /EXAMPLE-NET/,
      /192\.0\.2\.0\/24/,
      /client\.example\.org/,
      /AS64496/,
      /list\.example/,
      /query: 192\.0\.2\.7/,
    ]) {
      assert.match(report, learned);
    }
    const asked = packets();
    assert.ok(asked > 5);
    assert.match(reportOf(await lookUp(running, '192.0.2.7')), /was looked up just now/);
    assert.equal(packets(), asked);
    await running.execute(commands.clearLookups);
    await lookUp(running, '192.0.2.7');
    assert.ok(packets() > asked);
  });

  it('keep what they learned in the folder of the client, for the next window', async () => {
    const folder = await makeFolder();
    const options = {
      initializationOptions: { clientFiles: true, storage: folder.uri('storage') },
    };
    await lookUp(await start(options), '192.0.2.7');
    await server?.stop();
    const asked = packets();
    await lookUp(await start(options), '192.0.2.7');
    assert.equal(packets(), asked);
    await folder.remove();
  });

  it('show the report while it grows', async () => {
    const running = await start({ initializationOptions: { clientFiles: true } });
    const grown: ReportProgress[] = [];
    running.client.onNotification('spamPatrol/reportProgress', (progress: ReportProgress) => {
      grown.push(progress);
    });
    await lookUp(running, '192.0.2.7', 'example.org');
    assert.ok(grown.length > 5);
    assert.ok(grown.every(({ name }) => name === '192.0.2.7, example.org'));
  });

  it('show the report as a new file where the editor has no client of ours', async () => {
    const running = await start({ capabilities: { window: { showDocument: { support: true } } } });
    const shown = onceAsked<{ uri: string }>(running, 'window/showDocument', { success: true });
    const report = reportOf(await lookUp(running, '2001:db8::7'));
    const { uri: file } = await shown;
    assert.match(file, /\/2001-db8-7\.txt$/);
    assert.equal((await takeTemporary(file)).toString(), report);
  });

  it('tell who is asked, and end at once when they are cancelled', async () => {
    const hangs = new Promise<Socket>((resolve) => {
      serve = (_, socket) => {
        resolve(socket);
      };
    });
    const running = await start({ capabilities: { window: { workDoneProgress: true } } });
    const created = onceAsked<{ token: string }>(running, 'window/workDoneProgress/create', null);
    const said: string[] = [];
    running.client.onNotification(
      '$/progress',
      ({ value }: { value: { kind: string; message?: string } }) => {
        said.push(value.message ?? value.kind);
      },
    );
    const result = lookUp(running, 'example.com');
    const { token } = await created;
    const socket = await hangs;
    const closed = event(socket, 'close');
    await running.client.sendNotification('window/workDoneProgress/cancel', { token });
    await assert.rejects(result, { code: LSPErrorCodes.RequestCancelled });
    await closed;
    assert.equal(said[0], 'begin');
    assert.equal(said.at(-1), 'end');
    assert.ok(said.some((message) => message.includes('registry (whois)')));
  });

  it('let go of everything when the request is cancelled', async () => {
    const cancellation = new CancellationTokenSource();
    const closed = new Promise<void>((resolve) => {
      serve = (_, socket) => {
        socket.once('close', () => {
          resolve();
        });
        cancellation.cancel();
      };
    });
    const running = await start();
    await assert.rejects(
      running.execute(commands.lookUp, { subjects: ['example.com'] }, cancellation.token),
      { code: LSPErrorCodes.RequestCancelled },
    );
    await closed;
  });

  it('say whom to tell, and the complaint goes by it', async () => {
    const running = await start({ initializationOptions: { clientFiles: true } });
    running.client.onRequest('spamPatrol/readFile', () => ({
      base64: Buffer.from(plain).toString('base64'),
    }));
    await running.open(uri, plain);
    const offered = async (): Promise<string[]> => {
      const result = await running.client.sendRequest<ComplaintOfferResult>(
        'spamPatrol/complaintOffer',
        { uri },
      );
      assert.ok(result.kind === 'offer');
      return result.offer.recipients.map(({ address, confidence }) => `${address} ${confidence}`);
    };
    assert.ok((await offered()).every((line) => line.endsWith(' guessed')));
    const report = reportOf(await running.execute(commands.contacts, { uri }));
    assert.match(report, /came from 192\.0\.2\.7/);
    assert.match(report, /abuse@network\.example\n.*taken from/);
    const asked = packets();
    assert.equal((await offered())[0], 'abuse@network.example published');
    assert.equal(packets(), asked);
  });

  it('the complaint of two clicks goes to those whom the list ticks, and to nobody else', async () => {
    const running = await start({ initializationOptions: { clientFiles: true } });
    // The registry names the desk of the network, and one at the domain that the message advertises.
    desk.push(['email', {}, 'text', 'abuse@shop.example']);
    const message = plain
      .replace('sender@example.org', 'offers@shop.example')
      .replace('Good day', 'See http://shop.example/x')
      .replace(
        'From:',
        'Received: from fake.example by relay.example.net (SMI-8.6/SMI-SVR4) id A1;\r\n\tMon, 1 Jan 2024 09:59:00 +0000\r\nFrom:',
      );
    running.client.onRequest('spamPatrol/readFile', () => ({
      base64: Buffer.from(message).toString('base64'),
    }));
    await running.open(uri, message);
    await running.execute(commands.contacts, { uri });
    const asked = await running.client.sendRequest<ComplaintOfferResult>(
      'spamPatrol/complaintOffer',
      { uri },
    );
    assert.ok(asked.kind === 'offer');
    const { recipients } = asked.offer;
    assert.deepEqual(
      recipients.filter(({ preselected }) => preselected).map(({ address }) => address),
      ['abuse@network.example'],
    );
    for (const [address, what] of [
      ['abuse@shop.example', "the spammer's own"],
      ['postmaster@[192.0.2.7]', 'a guess'],
      ['abuse@example.net', 'the relay'],
    ] as const) {
      assert.ok(
        recipients.some((one) => one.address === address),
        `${what}: ${recipients.map((one) => one.address).join(' ')}`,
      );
    }
    const result = await running.execute<ComplaintResult>(commands.generateComplaint, { uri });
    assert.ok(result.kind === 'composed');
    assert.deepEqual(result.more, []);
    const draft = Buffer.from(result.base64, 'base64').toString('latin1');
    assert.match(draft, /^To: abuse@network\.example\r$/m);
    assert.deepEqual(result.record.to, ['abuse@network.example']);
  });

  it('give the registrar of an advertised name a letter of its own', async () => {
    const running = await start({ initializationOptions: { clientFiles: true } });
    const message = plain.replace('Good day', 'See http://shop.example/x');
    running.client.onRequest('spamPatrol/readFile', () => ({
      base64: Buffer.from(message).toString('base64'),
    }));
    await running.open(uri, message);
    await running.execute(commands.contacts, { uri });
    const asked = await running.client.sendRequest<ComplaintOfferResult>(
      'spamPatrol/complaintOffer',
      { uri },
    );
    assert.ok(asked.kind === 'offer');
    const recipients = asked.offer.recipients.filter(({ role }) => role === 'registrar');
    assert.deepEqual(
      recipients.map(({ address, preselected }) => [address, preselected]),
      [['abuse@registrar.example', false]],
    );
    for (const [language, said] of [
      ['en', /sends its readers to a domain that was registered through you \(shop\.example\)/],
      ['de', /auf eine Domain, die über Sie registriert wurde \(shop\.example\)/],
      ['fr', /un domaine qui a été enregistré par votre intermédiaire \(shop\.example\)/],
      ['es', /un dominio que se registró por medio de ustedes \(shop\.example\)/],
      ['ja', /登録されたドメインへ読み手を誘導しています（shop\.example）/],
    ] as const) {
      const text = await running.client.sendRequest<ComplaintTextResult>(
        'spamPatrol/complaintText',
        {
          uri,
          choices: { recipients, language },
        },
      );
      assert.ok(text.kind === 'text');
      const letter =
        text.texts[0]?.text.replace(/(?<=[、-\u{9fff}])\n|\n(?=[、-\u{9fff}])/gu, '') ?? '';
      assert.match(letter.replace(/\s+/g, ' '), said);
    }
  });

  /** A complaint that is addressed to a guess, open in the editor as our client writes it. */
  const openDraft = async (
    running: Harness,
    choices: ComplaintChoices = {},
    // Not of the sender's own house, where nobody is written to unasked.
    from = 'a@other.example',
  ): Promise<string> => {
    running.client.onRequest('spamPatrol/readFile', () => ({
      base64: Buffer.from(plain.replace('sender@example.org', from)).toString('base64'),
    }));
    const result = await running.execute<ComplaintResult>(commands.generateComplaint, {
      uri,
      choices,
    });
    assert.ok(result.kind === 'composed', JSON.stringify(result));
    assert.equal(result.unsure, choices.archive === true ? null : 0);
    const draft = 'file:///mail/one.complaint.eml';
    await running.open(draft, Buffer.from(result.base64, 'base64').toString());
    return draft;
  };

  for (const format of ['letter', 'inline', 'arf'] as const) {
    it(`are offered on a draft that goes to a guess, and put into To when asked (${format})`, async () => {
      const running = await start({ initializationOptions: { clientFiles: true } });
      const draft = await openDraft(running, { format });
      const [guess] = await running.diagnostics(draft);
      assert.ok(guess?.code === 'complaint-guessed-recipient');
      const actions = async (): Promise<CodeAction[]> =>
        running.codeActions(draft, 'abuse@example.org', [guess]);
      const [findOut, turnOff, ...others] = await actions();
      assert.deepEqual(findOut?.command?.arguments, [{ uri: draft, part: null }]);
      assert.equal(findOut.command.command, commands.contacts);
      assert.match(turnOff?.title ?? '', /^Turn this rule off/);
      assert.deepEqual(others, []);
      assert.equal(packets(), 0);

      const asked = onceAsked<{ message: string; actions: { title: string }[] }>(
        running,
        'window/showMessageRequest',
        { title: 'Put It into To' },
      );
      const applied = onceAsked<{ edit: WorkspaceEdit }>(running, 'workspace/applyEdit', {
        applied: true,
      });
      const report = reportOf(await running.execute(commands.contacts, { uri: draft }));
      assert.match(report, /came from 192\.0\.2\.7/);
      assert.match(
        (await asked).message,
        /^abuse@network\.example is published for reports of abuse, taken from .+\. The draft is still addressed to a guess, abuse@example\.org\.$/,
      );
      const [edit] = (await applied).edit.changes?.[draft] ?? [];
      assert.ok(edit !== undefined);
      assert.equal(running.textAt(draft, edit.range), 'To: abuse@example.org');
      assert.equal(edit.newText, 'To: abuse@network.example');

      const known = packets();
      const [better] = await actions();
      assert.equal(better?.title, 'Write to abuse@network.example instead');
      assert.deepEqual(better.edit?.changes?.[draft], [edit]);
      const completions = await running.askAt<CompletionItem[]>(
        'textDocument/completion',
        draft,
        'abuse@example.org',
      );
      assert.equal(completions[0]?.label, 'abuse@network.example');
      assert.match(completions[0].detail ?? '', /^published for complaints: taken from /);
      await running.replace(draft, 'To: abuse@example.org', edit.newText);
      assert.deepEqual(
        (await running.codeActions(draft, 'abuse@network.example')).map(({ title }) => title),
        ['Find out whom to tell'],
      );
      assert.equal(packets(), known);
    });
  }

  it('are offered on a draft in the language of the reader', async () => {
    const running = await start(await readIn('de'));
    const draft = await openDraft(running);
    const asked = onceAsked<{ message: string; actions: { title: string }[] }>(
      running,
      'window/showMessageRequest',
      { title: 'In To eintragen' },
    );
    const applied = onceAsked<{ label: string }>(running, 'workspace/applyEdit', { applied: true });
    reportOf(await running.execute(commands.contacts, { uri: draft }));
    const { message, actions } = await asked;
    assert.match(
      message,
      /^abuse@network\.example ist für Missbrauchsmeldungen veröffentlicht: die .+\. Der Entwurf ist noch an eine geratene Adresse gerichtet, abuse@example\.org\.$/,
    );
    assert.deepEqual(actions, [{ title: 'In To eintragen' }]);
    assert.equal((await applied).label, 'In To eintragen');
    const titles = (await running.codeActions(draft, 'abuse@example.org')).map(
      ({ title }) => title,
    );
    assert.deepEqual(titles, [
      'Stattdessen an abuse@network.example schreiben',
      'Herausfinden, wem man es sagt',
    ]);
    const [known] = await running.askAt<CompletionItem[]>(
      'textDocument/completion',
      draft,
      'abuse@example.org',
    );
    assert.match(known?.detail ?? '', /^für Beschwerden veröffentlicht: die /);
  });

  it('fill a To that is missing, because all who could be guessed may be the spammer', async () => {
    const running = await start({ initializationOptions: { clientFiles: true } });
    const draft = await openDraft(running, {}, 'sender@example.org');
    const [nobody] = await running.diagnostics(draft);
    assert.ok(nobody?.code === 'complaint-no-recipient');
    await lookUp(running, '192.0.2.7');
    const [write] = await running.codeActions(draft, 'X-Unsent', [nobody]);
    assert.equal(write?.title, 'Write to abuse@network.example');
    assert.deepEqual(write.edit?.changes?.[draft], [
      {
        range: { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } },
        newText: 'To: abuse@network.example\r\n',
      },
    ]);
  });

  it('leave what the user wrote into To, and suspects out of it', async () => {
    const running = await start({ initializationOptions: { clientFiles: true } });
    const draft = await openDraft(running);
    await lookUp(running, '192.0.2.7');
    const offered = async (): Promise<string[]> =>
      (await running.codeActions(draft, 'To: ')).map(({ title }) => title);
    assert.equal((await offered()).length, 2);
    await running.replace(draft, 'To: abuse@example.org', 'To: joe@example.net');
    assert.deepEqual(await offered(), ['Find out whom to tell']);
    await running.replace(draft, 'To: joe@example.net', 'To: ');
    assert.equal((await offered())[0], 'Write to abuse@network.example');
    await running.replace(draft, 'Good day', 'Buy at http://www.network.example/');
    assert.deepEqual(await offered(), ['Find out whom to tell']);
  });

  it('are not offered where the draft hides its message, nor where they are off', async () => {
    const running = await start({ initializationOptions: { clientFiles: true } });
    const draft = await openDraft(running, { archive: true });
    assert.deepEqual(await running.codeActions(draft, 'To: '), []);
    const result = await running.execute<ReportResult>(commands.contacts, { uri: draft });
    assert.ok(result.kind === 'failed');
    assert.match(result.message, /Open the message itself/);
    settings = { lookups: 'off' };
    await running.client.sendNotification('workspace/didChangeConfiguration', { settings: null });
    const generated = await running.execute<ComplaintResult>(commands.generateComplaint, { uri });
    assert.ok(generated.kind === 'composed');
    assert.equal(generated.unsure, null);
    assert.equal(packets(), 0);
  });

  it('are told by the hover once made, and offered by it before', async () => {
    const running = await start({ initializationOptions: { clientFiles: true } });
    await running.open(uri, plain);
    const hover = async (): Promise<string> =>
      JSON.stringify((await running.hover(uri, '192.0.2.7'))?.contents);
    assert.match(await hover(), /\[Look up `192\.0\.2\.7`\]\(command:spamPatrol\.lookUp\?/);
    assert.equal(packets(), 0);
    await lookUp(running, '192.0.2.7');
    const asked = packets();
    assert.match(await hover(), /looked up just now/);
    assert.equal(packets(), asked);
  });

  it('are offered by the hover of other fields, too, on what can be asked about', async () => {
    const running = await start({ initializationOptions: { clientFiles: true } });
    await running.open(uri, plain.replace('From: sender@example.org', 'From: S <s@example.net>'));
    const hover = async (word: string): Promise<string> =>
      JSON.stringify((await running.hover(uri, word))?.contents);
    assert.match(await hover('s@example.net'), /\[Look up `example\.net`\]\(command:/);
    assert.doesNotMatch(await hover('Subject'), /Look up/);
    assert.equal(packets(), 0);
  });

  it('are told above the hop of the source, with their age, and have the editor ask for that anew', async () => {
    let now = new Date();
    const running = await start({
      capabilities: { workspace: { codeLens: { refreshSupport: true } } },
      runtime: { now: () => now },
    });
    const refreshed = onceAsked(running, 'workspace/codeLens/refresh', null);
    await running.open(uri, plain);
    const lens = async (): Promise<string> =>
      (await running.ask<CodeLens[]>('textDocument/codeLens', uri))
        .map(({ command }) => command?.title ?? '')
        .join(' | ');
    assert.equal(await lens(), 'Generate complaint | Who is responsible for 192.0.2.7?');
    assert.equal(packets(), 0);
    network.name = 'EXAMPLE-$(verified)';
    await lookUp(running, '192.0.2.7');
    await refreshed;
    const asked = packets();
    const known = 'Generate complaint | EXAMPLE-$ (verified) · abuse@network.example';
    assert.equal(await lens(), `${known} · less than a day ago`);
    now = new Date(now.getTime() + 23 * 3_600_000);
    assert.equal(await lens(), `${known} · less than a day ago`);
    assert.equal(packets(), asked);
    settings = { lookups: 'off' };
    await running.client.sendNotification('workspace/didChangeConfiguration', { settings: null });
    assert.equal(await lens(), 'Generate complaint');
  });

  it('list the contact points of a message without asking anybody', async () => {
    const running = await startHarness({ initializationOptions: { clientFiles: true } });
    server = running;
    await running.open(
      uri,
      plain.replace(
        'Good day',
        'Call 1-800-FLOWERS or +44 20 7946 0018, see http://shop.example/x',
      ),
    );
    const report = reportOf(await running.execute(commands.contactPoints, { uri }));
    assert.match(report, /\+44 20 7946 0018/);
    assert.match(report, /hxxp:\/\/shop\[\.\]example\/x/);
    assert.deepEqual(running.touched, []);
  });

  it('tell of a telephone number what the plans know, and where the user may look it up', async () => {
    settings = {};
    const running = await startHarness({ settings: () => settings });
    server = running;
    await running.open(uri, plain.replace('Good day', 'Call 1-800-FLOWERS'));
    const about = (number: unknown): Promise<ReportResult> =>
      running.execute(commands.lookUpPhone, { uri, number });
    const report = reportOf(await about('+18003569377'));
    for (const known of [
      /^About \+1 800 356 9377$/m,
      /toll free/,
      /Spelled: +1-800-FLOWERS/,
      /No address for looking up telephone numbers is set/,
    ]) {
      assert.match(report, known);
    }
    settings = { phone: { url: 'https://directory.example/search?q={number}' } };
    await running.client.sendNotification('workspace/didChangeConfiguration', { settings: null });
    assert.match(
      reportOf(await about('+18003569377')),
      /https:\/\/directory\.example\/search\?q=%2B18003569377/,
    );
    for (const number of ['+12125550100', '18003569377', '+1800\n', 7, undefined]) {
      const result = await about(number);
      assert.ok(result.kind === 'failed');
      assert.match(result.message, /^\S.*\.$/);
    }
    assert.deepEqual(running.touched, []);
  });

  it('tell of a telephone number that a person types, in its international form', async () => {
    const running = await startHarness();
    server = running;
    for (const typed of ['+1 800 356-9377', ' +18003569377 ']) {
      const report = reportOf(await lookUp(running, typed));
      assert.match(report, /^About \+1 800 356 9377$/m);
      assert.match(report, /toll free/);
    }
    for (const typed of ['+1 800', '+1 800 356 9377 or so', '+']) {
      const result = await lookUp(running, typed);
      assert.ok(result.kind === 'failed');
      assert.match(result.message, /is no telephone number in its international form/);
    }
    assert.deepEqual(running.touched, []);
  });

  it('leave the machine alone when they are off, and when nobody asks', async () => {
    settings = { lookups: 'off' };
    const running = await startHarness({ settings: () => settings });
    server = running;
    await running.open(uri, plain);
    await running.diagnostics(uri);
    await running.becomeIdle();
    await running.hover(uri, '192.0.2.7');
    await running.codeActions(uri, '192.0.2.7');
    const report = reportOf(await lookUp(running, '192.0.2.7'));
    assert.match(report, /lookups are off/);
    assert.match(reportOf(await running.execute(commands.contacts, { uri })), /192\.0\.2\.7/);
    const trace = await running.execute<ReportResult>(commands.alive, { address: '192.0.2.7' });
    assert.match(trace.kind === 'failed' ? trace.message : '', /lookups are off/);
    assert.deepEqual(running.touched, []);
  });

  it('have something useful to say where nobody can be reached', async () => {
    const running = await startHarness();
    server = running;
    await running.open(uri, plain);
    const said = reportOf(await lookUp(running, '192.0.2.7'));
    assert.match(said, /documentation/i);
    assert.match(said, /postmaster@\[192\.0\.2\.7\]/);
    assert.ok(running.touched.length > 0);
  });

  it('run the trace of the system and show its lines', async () => {
    const running = await start({
      initializationOptions: { clientFiles: true },
      runtime: {
        run: (program, args, { onOutput }) => {
          if (program !== 'traceroute') return Promise.resolve({ kind: 'missing' });
          assert.equal(args.at(-1), '192.0.2.7');
          onOutput(new TextEncoder().encode(' 1  192.0.2.1  0.4 ms\n 2  192.0.2.7  1.2 ms\n'));
          return Promise.resolve({ kind: 'ended', code: 0 });
        },
      },
    });
    const first = once<ReportProgress>(running, 'spamPatrol/reportProgress');
    const report = reportOf(await running.execute(commands.alive, { address: '192.0.2.7' }));
    assert.match((await first).report, /192\.0\.2\.1/);
    assert.match(report, /192\.0\.2\.7/);
    const bad = await running.execute<ReportResult>(commands.alive, { address: '-h; rm' });
    assert.equal(bad.kind, 'failed');
  });

  it('answer malformed arguments with a sentence and ask nobody', async () => {
    const running = await start();
    const hostile: unknown[] = [
      undefined,
      'example.com',
      {},
      { subjects: 'example.com' },
      { subjects: [] },
      { subjects: [7] },
      { subjects: [''] },
      { subjects: ['a b'] },
      { subjects: ['example.com\r\nhelp'] },
      { subjects: ['-h evil'] },
      { subjects: ['300.1.2.3'] },
      { subjects: ['x'.repeat(1000)] },
      { subjects: Array(100).fill('example.com') },
    ];
    for (const argument of hostile) {
      const result = await running.execute<ReportResult>(commands.lookUp, argument);
      assert.equal(result.kind, 'failed', JSON.stringify(argument));
      assert.match(result.message, /^\S.*\.$/s);
    }
    assert.equal(packets(), 0);
  });
});
