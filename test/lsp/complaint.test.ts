import assert from 'node:assert/strict';
import { appendFile, mkdir, readdir, readFile, rm } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { CancellationTokenSource, LSPErrorCodes } from 'vscode-languageserver/node';
import {
  appendFileRequest,
  commands,
  complaintOfferRequest,
  complaintTextRequest,
  complaintWrittenNotification,
  readFileRequest,
  redactionPreviewRequest,
  stampFileRequest,
  type AppendFileParams,
  type ComplaintOfferParams,
  type ComplaintRecipient,
  type ComplaintOfferResult,
  type ComplaintResult,
  type ComplaintTextResult,
  type ComplaintWrittenParams,
  type RedactionPreviewParams,
  type RedactionPreviewResult,
} from '../../server/src/lsp/protocol.ts';
import { nodeRuntime } from '../../server/src/node/runtime.ts';
import { complete } from '../complaint/messages.ts';
import {
  makeFolder,
  onceAsked,
  startHarness,
  takeTemporary,
  type Folder,
  type Harness,
} from './harness.ts';
import { crlf, forwarding, impossible, plain } from './messages.ts';

/** Bytes that no decoding to text and back survives. */
const raw = Buffer.concat([
  Buffer.from(plain.replace('Hello', 'Gr\u00fc\u00dfe'), 'latin1'),
  Buffer.from([0x80, 0xff, 0x0d, 0x0a, 0x0a, 0x0d, 0xc3, 0x28, 0x0d, 0x0a]),
]);

async function complain(server: Harness, argument: unknown): Promise<ComplaintResult> {
  return server.execute(commands.generateComplaint, argument);
}

/** A recipient as a lookup would give it. */
function recipient(address: string, more: Partial<ComplaintRecipient> = {}): ComplaintRecipient {
  return {
    address,
    channel: 'mail',
    role: 'network',
    scope: '203.0.113.0/24',
    basis: 'RDAP',
    confidence: 'published',
    ...more,
  };
}

function written(result: ComplaintResult): Extract<ComplaintResult, { kind: 'written' }> {
  assert.equal(result.kind, 'written', JSON.stringify(result));
  return result;
}

describe('generateComplaint', () => {
  let folder: Folder;
  let server: Harness | undefined;
  const start = async (...args: Parameters<typeof startHarness>): Promise<Harness> =>
    (server = await startHarness(...args));

  beforeEach(async () => {
    folder = await makeFolder();
  });
  afterEach(async () => {
    await server?.stop();
    server = undefined;
    await folder.remove();
  });

  it('writes a complaint beside the message that holds its bytes, every one', async () => {
    const uri = await folder.write('spam.eml', raw);
    const result = written(await complain(await start(), { uri }));
    assert.equal(result.uri, folder.uri('spam.complaint.eml'));
    const complaint = await readFile(folder.path('spam.complaint.eml'));
    assert.ok(complaint.includes(raw));
    assert.deepEqual(await readFile(folder.path('spam.eml')), raw);
  });

  it('never overwrites an earlier one', async () => {
    const uri = await folder.write('Spam.EML', raw);
    await folder.write('Spam.complaint.eml', 'sent last week');
    const running = await start();
    const first = written(await complain(running, { uri }));
    const second = written(await complain(running, { uri }));
    assert.equal(first.uri, folder.uri('Spam-2.complaint.eml'));
    assert.equal(second.uri, folder.uri('Spam-3.complaint.eml'));
    assert.equal(await readFile(folder.path('Spam.complaint.eml'), 'utf8'), 'sent last week');
  });

  it('gives many that come at once a file each', async () => {
    const uri = await folder.write('spam.eml', raw);
    const running = await start();
    const results = await Promise.all([1, 2, 3, 4, 5].map(() => complain(running, { uri })));
    assert.equal(new Set(results.map((result) => written(result).uri)).size, 5);
    assert.equal((await readdir(folder.path('.'))).length, 6);
  });

  it('signs with the reporter of the settings, or of the command', async () => {
    const uri = await folder.write('spam.eml', raw);
    const running = await start({
      settings: () => ({ reporter: { name: 'Jo Reader', address: 'jo@example.com' } }),
    });
    await complain(running, { uri });
    assert.match(
      await readFile(folder.path('spam.complaint.eml'), 'latin1'),
      /^From: .*Jo Reader"?\s*<jo@example\.com>/m,
    );
    await complain(running, { uri, reporter: { name: 'Al', address: 'al@example.com' } });
    assert.match(
      await readFile(folder.path('spam-2.complaint.eml'), 'latin1'),
      /^From: .*Al"?\s*<al@example\.com>/m,
    );
  });

  it('takes the bytes on the disk when the editor holds others, and says so', async () => {
    const uri = await folder.write('spam.eml', raw);
    const running = await start();
    // As an editor shows them: decoded, with uniform line ends.
    const shown = new TextDecoder().decode(raw).replace(/\r\n?/g, '\n');
    await running.open(uri, shown);
    assert.deepEqual(
      written(await complain(running, { uri })).notices.filter((text) =>
        text.includes('editor differs'),
      ),
      [],
    );
    await running.replace(uri, 'Good day', 'Tampered');
    const result = written(await complain(running, { uri }));
    assert.ok(result.notices.some((text) => text.includes('editor differs')));
    const complaint = await readFile(fileURLToPath(result.uri));
    assert.ok(complaint.includes(raw));
  });

  it('takes the text of a message that was never saved, and says that it is not the original', async () => {
    const uri = 'untitled:Untitled-1';
    const running = await start();
    await running.open(uri, plain);
    const result = written(await complain(running, { uri }));
    assert.match(result.uri, /\/Untitled-1\.complaint\.eml$/);
    assert.ok((await takeTemporary(result.uri)).includes(plain));
    assert.ok(result.notices.some((text) => text.includes('never saved')));
  });

  it('reports the forwarded message inside, not the one who forwarded it', async () => {
    const uri = await folder.write('report.eml', forwarding);
    const result = written(await complain(await start(), { uri, part: '2' }));
    const complaint = await readFile(fileURLToPath(result.uri), 'latin1');
    assert.ok(complaint.includes(impossible));
    assert.ok(!complaint.includes('See below.'));
  });

  it('hands the bytes to a client that has files of its own', async () => {
    const uri = 'vscode-vfs://host/mail/spam.eml';
    const running = await start({ initializationOptions: { clientFiles: true } });
    const asked = onceAsked(running, readFileRequest, { base64: raw.toString('base64') });
    const result = await complain(running, { uri });
    assert.deepEqual(await asked, { uri });
    assert.equal(result.kind, 'composed');
    assert.equal(result.uri, 'vscode-vfs://host/mail/spam.complaint.eml');
    assert.ok(Buffer.from(result.base64, 'base64').includes(raw));
  });

  it('opens the complaint in an editor that lets it, and names it in one that does not', async () => {
    const uri = await folder.write('spam.eml', raw);
    const opening = await start({ capabilities: { window: { showDocument: { support: true } } } });
    const shown = onceAsked<{ uri: string }>(opening, 'window/showDocument', { success: true });
    await complain(opening, { uri });
    assert.equal((await shown).uri, folder.uri('spam.complaint.eml'));
    await opening.stop();

    const silent = await start();
    const named = new Promise<string>((resolve) => {
      silent.client.onNotification('window/showMessage', ({ message }: { message: string }) => {
        if (message.includes(folder.uri('spam-2.complaint.eml'))) resolve(message);
      });
    });
    await complain(silent, { uri });
    await named;
  });

  it('tells in a sentence what it could not do', async () => {
    const running = await start();
    const missing = await complain(running, { uri: folder.uri('nowhere.eml') });
    assert.match(missing.kind === 'failed' ? missing.message : '', /could not be read/);
    const foreign = await complain(running, { uri: 'https://example.com/spam.eml' });
    assert.match(foreign.kind === 'failed' ? foreign.message : '', /no file on this machine/);
    await mkdir(folder.path('folder.eml'));
    assert.equal((await complain(running, { uri: folder.uri('folder.eml') })).kind, 'failed');
    const closed = await complain(running, { uri: 'untitled:Untitled-9' });
    assert.equal(closed.kind, 'failed');
  });

  it('answers malformed arguments with a sentence and touches nothing', async () => {
    const uri = await folder.write('spam.eml', raw);
    const running = await start();
    const hostile: unknown[] = [
      undefined,
      null,
      7,
      'file:///etc/hosts',
      [],
      { uri: 7 },
      { uri: '' },
      { uri: 'no scheme' },
      { uri: `file:///${'x'.repeat(10_000)}` },
      { uri: folder.uri('spam.complaint.eml') },
      { uri, part: '2; rm' },
      { uri, part: 2 },
      { uri, part: '1.'.repeat(1000) },
      { uri, reporter: 'Jo' },
      { uri, reporter: { name: 'Jo\r\nBcc: all@example.com', address: 'jo@example.com' } },
      { uri, reporter: { name: 'Jo', address: 'x'.repeat(1000) } },
      { __proto__: { uri } },
    ];
    for (const argument of hostile) {
      const result = await complain(running, argument);
      assert.equal(result.kind, 'failed', JSON.stringify(argument));
      assert.match(result.message, /^[A-Z].*\.$/s);
    }
    assert.deepEqual(await readdir(folder.path('.')), ['spam.eml']);
  });

  it('of an unknown command is null', async () => {
    assert.equal(await (await start()).execute('spamPatrol.unknown'), null);
  });

  it('once cancelled writes nothing', async () => {
    const uri = await folder.write('spam.eml', raw);
    const cancellation = new CancellationTokenSource();
    const running = await start({
      runtime: {
        files: {
          readFile: () => {
            cancellation.cancel();
            // The client's word travels behind: a request that is answered after it shows that it arrived.
            return running.client
              .sendRequest('textDocument/hover', {
                textDocument: { uri },
                position: { line: 0, character: 0 },
              })
              .then(() => raw);
          },
          stampOf: () => Promise.reject(new Error('must not be called')),
          listMessages: () => Promise.reject(new Error('must not be called')),
          writeNew: () => Promise.reject(new Error('must not be called')),
          writeTemporary: () => Promise.reject(new Error('must not be called')),
          append: () => Promise.reject(new Error('must not be called')),
        },
      },
    });
    await assert.rejects(running.execute(commands.generateComplaint, { uri }, cancellation.token), {
      code: LSPErrorCodes.RequestCancelled,
    });
    assert.deepEqual(await readdir(folder.path('.')), ['spam.eml']);
  });

  it('keeps the line ends of the evidence', async () => {
    const uri = await folder.write('lf.eml', crlf(plain).replaceAll('\r\n', '\n'));
    const result = written(await complain(await start(), { uri }));
    assert.ok(
      (await readFile(fileURLToPath(result.uri))).includes(await readFile(folder.path('lf.eml'))),
    );
  });

  it('writes the format and the recipients that were chosen, a file for each kind', async () => {
    const uri = await folder.write('spam.eml', complete);
    const result = written(
      await complain(await start(), {
        uri,
        choices: {
          format: 'arf',
          language: 'de',
          legal: ['eprivacy'],
          facts: [{ kind: 'domain', text: 'bulk.example' }],
          recipients: [
            recipient('abuse@carrier.example'),
            recipient('abuse@host.example', { role: 'web-host', scope: 'bulk.example' }),
          ],
        },
      }),
    );
    assert.deepEqual(result.more, [folder.uri('spam-2.complaint.eml')]);
    const [first, second] = await Promise.all(
      ['spam.complaint.eml', 'spam-2.complaint.eml'].map((name) =>
        readFile(folder.path(name), 'utf8'),
      ),
    );
    assert.match(first ?? '', /^To: abuse@carrier\.example\r$/m);
    assert.match(first ?? '', /^Content-Type: multipart\/report; report-type=feedback-report/m);
    assert.match(first ?? '', /Sehr geehrte Damen und Herren/);
    assert.match(first ?? '', /Richtlinie 2002\/58\/EG/);
    assert.match(first ?? '', /^Reported-Domain: bulk\.example\r$/m);
    assert.match(second ?? '', /^To: abuse@host\.example\r$/m);
    assert.match(second ?? '', /^X-Spam-Patrol-Letter: web-host\r$/m);
  });

  it('names the mailbox, the site and the number, each to those who serve it and to nobody else', async () => {
    const uri = await folder.write(
      'spam.eml',
      plain
        .replace('Subject:', 'Reply-To: deals@freemail.example\r\nSubject:')
        .replace(
          'Good day',
          'Order at http://shop.pills.example/a?b=1 or https://other.example.net/, write to two@webmail.example, call +1 202-555-0143',
        ),
    );
    const result = written(
      await complain(await start(), {
        uri,
        choices: {
          recipients: [
            recipient('abuse@freemail.example', { role: 'drop-box', scope: 'freemail.example' }),
            recipient('abuse@webmail.example', { role: 'drop-box', scope: 'webmail.example' }),
            recipient('abuse@hosting.example', {
              role: 'web-host',
              scope: '198.51.100.0/24',
              about: ['http://shop.pills.example/a?b=1'],
            }),
            recipient('abuse@carrier.example', { role: 'phone-carrier', scope: 'carrier.example' }),
            recipient('desk@elsewhere.example', { role: 'web-host', scope: 'elsewhere.example' }),
          ],
        },
      }),
    );
    const drafts = await Promise.all(
      [result.uri, ...result.more].map((one) => readFile(fileURLToPath(one), 'utf8')),
    );
    const letters = drafts.map((draft) => draft.split('----- ', 1)[0]?.split('Received:', 1)[0]);
    assert.equal(letters.length, 5);
    const [first = '', second = '', host = '', carrier = '', unknown = ''] = letters;
    assert.match(first, /a mailbox at\s+your service:\s+Mailbox: +deals@freemail\.example\r\n/);
    assert.doesNotMatch(first, /webmail|pills/);
    assert.match(second, /Mailbox: +two@webmail\.example\r\n/);
    assert.doesNotMatch(second, /freemail/);
    assert.match(host, /Web address: +http:\/\/shop\.pills\.example\/a\?b=1\r\n/);
    assert.doesNotMatch(host, /other\.example/);
    assert.match(carrier, /Telephone: +\+1 202 555 0143\r\n/);
    // The address that it came from is not what they are asked to look into.
    for (const letter of letters) {
      assert.match(letter ?? '', /Came from: +192\.0\.2\.7/);
      assert.doesNotMatch(letter ?? '', /^ +Address:/m);
    }
    // Nobody knows which of two sites is there: no claim is made, and the draft has a place.
    assert.match(
      unknown,
      /Web address: +\[\[choose: http:\/\/shop\.pills\.example\/a\?b=1,\s+https:\/\/other\.example\.net\/\]\]/,
    );
    assert.ok(
      result.notices.some((notice) =>
        /^What of the message desk@elsewhere\.example answers for is not known/.test(notice),
      ),
    );
  });

  it('takes a file in UTF-16 for the text that it is, and says so', async () => {
    const running = await start();
    const swapped = (text: string): Buffer => Buffer.from(text, 'utf16le').swap16();
    for (const [name, bytes] of [
      ['le.eml', Buffer.from(`\ufeff${complete}`, 'utf16le')],
      ['be.eml', swapped(`\ufeff${complete}`)],
      ['bare.eml', Buffer.from(complete, 'utf16le')],
    ] as const) {
      const uri = await folder.write(name, bytes);
      await running.open(uri, complete);
      const result = written(await complain(running, { uri }));
      assert.deepEqual(
        result.notices.filter((notice) => /UTF-16|editor differs/.test(notice)).length,
        1,
      );
      assert.match(result.notices[0] ?? '', /^The file is UTF-16, which mail never is/);
      const draft = await readFile(fileURLToPath(result.uri), 'latin1');
      assert.match(draft, /^ {2}Address: +203\.0\.113\.7/m);
      assert.ok(draft.includes(complete));
    }
  });

  it('writes nothing about a file without a header, and says what to save instead', async () => {
    const uri = await folder.write('notes.eml', 'nothing that came by mail\n');
    const utf16 = await folder.write('utf16.eml', Buffer.from('\ufeffonly words\r\n', 'utf16le'));
    const running = await start();
    for (const one of [uri, utf16]) {
      const result = await complain(running, { uri: one });
      assert.match(
        result.kind === 'failed' ? result.message : '',
        /^The file holds no mail header; save the original message .*\. Nothing was written\.$/,
      );
    }
    assert.deepEqual((await readdir(folder.path('.'))).sort(), ['notes.eml', 'utf16.eml']);
  });

  it('underlines in a draft whose addresses were replaced that of a message enclosed by hand', async () => {
    const uri = await folder.write('spam.eml', complete);
    const running = await start({ settings: () => ({ complaint: { redact: true } }) });
    const draft = written(await complain(running, { uri })).uri;
    const text = await readFile(fileURLToPath(draft), 'utf8');
    const gaps = async (): Promise<readonly unknown[]> =>
      (await running.diagnostics(draft)).filter(({ code }) => code === 'complaint-redaction-gap');
    await running.open(draft, text);
    assert.deepEqual(await gaps(), []);
    const [, token = ''] = /Delivered-To: (\S+)/.exec(text) ?? [];
    await running.replace(draft, token, 'ada@example.net');
    const found = await gaps();
    assert.equal(found.length, 1);
    assert.match(JSON.stringify(found), /but ada@example\.net still stands in it/);
  });

  it('says of each guess what it was made from', async () => {
    const uri = await folder.write('spam.eml', complete);
    const guess = (address: string, basis: string, role = 'network'): ComplaintRecipient =>
      recipient(address, { basis, role, confidence: 'guessed' });
    const { notices } = written(
      await complain(await start(), {
        uri,
        choices: {
          recipients: [
            guess('abuse@carrier.example', 'the reverse name pool-7.carrier.example'),
            guess('noc@carrier.example', 'the reverse name pool-7.carrier.example'),
            guess('postmaster@bank.example', 'the domain in From, bank.example', 'forged-domain'),
          ],
        },
      }),
    );
    assert.equal(
      notices.find((notice) => notice.startsWith('To is a guess')),
      'To is a guess: abuse@carrier.example and noc@carrier.example, made from the reverse name pool-7.carrier.example; postmaster@bank.example, made from the domain in From, bank.example. Check it with a whois lookup before you send.',
    );
  });

  it('takes what was not chosen from the settings', async () => {
    const uri = await folder.write('spam.eml', complete);
    const running = await start({
      settings: () => ({
        complaint: {
          format: 'inline',
          language: 'es',
          texts: { 'learned-heading': 'x', network: ['Subject: Basura', '', 'Hola {sorce}'] },
        },
      }),
    });
    const result = written(await complain(running, { uri }));
    const text = await readFile(folder.path('spam.complaint.eml'), 'utf8');
    assert.match(text, /Estimados señores y señoras/);
    assert.match(text, /^Received: from pool-7/m);
    assert.match(text, /^X-Spam-Patrol-Text-Fault: network: There is no variable sorce\.\r$/m);
    assert.ok(
      result.notices.some((notice) =>
        notice.startsWith(
          'Your text "network" has a fault in line 3, column 6: There is no variable',
        ),
      ),
      result.notices.join(' '),
    );
  });

  it('takes texts from a folder', async () => {
    const uri = await folder.write('spam.eml', complete);
    await folder.write(
      'network.txt',
      'Subject: Mine\n\nHello {recorder}, {{ and all.\n\n{signature}\n',
    );
    const running = await start({
      settings: () => ({ complaint: { textsFolder: folder.path('.') } }),
    });
    await complain(running, { uri });
    const text = await readFile(folder.path('spam.complaint.eml'), 'utf8');
    assert.match(text, /^Subject: Mine\r$/m);
    assert.match(text, /Hello mx1\.example\.net, \{ and all\./);
  });

  it('gives a text, and writes nothing, when every recipient takes one', async () => {
    const uri = await folder.write('spam.eml', complete);
    const form = 'https://abuse.carrier.example/report';
    const files = {
      ...nodeRuntime().files,
      writeTemporary: () => Promise.resolve('file:///x.txt'),
    };
    const result = await complain(await start({ runtime: { files } }), {
      uri,
      choices: { recipients: [recipient(form, { channel: 'form' })] },
    });
    assert.equal(result.kind, 'text');
    assert.deepEqual(
      result.texts.map((text) => [text.form, text.record?.to]),
      [[form, [form]]],
    );
    assert.deepEqual(await readdir(folder.path('.')), ['spam.eml']);
  });

  it('opens a text in an editor that has no clipboard of ours, and names the form', async () => {
    const uri = await folder.write('spam.eml', complete);
    const running = await start({ capabilities: { window: { showDocument: { support: true } } } });
    const shown = onceAsked<{ uri: string }>(running, 'window/showDocument', { success: true });
    const named = new Promise<string>((resolve) => {
      running.client.onNotification('window/showMessage', ({ message }: { message: string }) => {
        if (message.includes('https://abuse.carrier.example/report')) resolve(message);
      });
    });
    await complain(running, {
      uri,
      choices: {
        recipients: [recipient('https://abuse.carrier.example/report', { channel: 'form' })],
      },
    });
    await named;
    assert.match((await takeTemporary((await shown).uri)).toString(), /^Ladies and gentlemen,/);
  });

  it('replaces the addresses of the reader, and shows beforehand which', async () => {
    const uri = await folder.write('spam.eml', complete);
    const running = await start();
    const preview = await running.client.sendRequest<RedactionPreviewResult>(
      redactionPreviewRequest,
      { uri } satisfies RedactionPreviewParams,
    );
    assert.equal(preview.kind, 'preview');
    assert.deepEqual(preview.addresses, ['ada@example.net']);
    assert.ok(preview.changes.some(({ before }) => before === 'ada%40example.net'));
    assert.equal(preview.texts?.before, complete);
    assert.ok(!/ada(?:@|%40)/.test(preview.texts.after));
    const result = written(await complain(running, { uri, choices: { redact: true } }));
    const text = await readFile(fileURLToPath(result.uri), 'latin1');
    assert.ok(!text.includes('ada@example.net') && !text.includes('ada%40example.net'));
    assert.ok(
      text.includes(preview.changes[0]?.after ?? '?'),
      'the same letters as in the preview',
    );
    assert.ok(result.notices.some((notice) => notice.includes('signatures over it break')));
  });

  it('puts the message into an archive when asked', async () => {
    const uri = await folder.write('spam.eml', complete);
    const result = written(await complain(await start(), { uri, choices: { archive: true } }));
    const text = await readFile(fileURLToPath(result.uri), 'latin1');
    assert.match(text, /^Content-Type: application\/zip\r$/m);
    assert.match(text, /Its password is: infected/);
    assert.ok(!text.includes('Order at'));
  });

  it('remembers complaints in the folder that it was given, and says so the next time', async () => {
    const uri = await folder.write('spam.eml', complete);
    const storage = folder.uri('storage');
    const running = await start({ initializationOptions: { storage } });
    await complain(running, { uri });
    await running.stop();
    const again = await start({ initializationOptions: { storage } });
    const { notices } = written(await complain(again, { uri }));
    assert.ok(
      notices.some((notice) => notice.startsWith('You complained about this very message on ')),
    );
    const log = await readFile(folder.path('storage/complaints.jsonl'), 'utf8');
    assert.equal(log.trim().split('\n').length, 2);
    assert.match(log, /"source":"203\.0\.113\.7".*"file":"file:.*spam\.complaint\.eml"/);
  });

  it('says of another message from the same source that its network was told, before it writes and after', async () => {
    const uri = await folder.write('spam.eml', complete);
    const another = complete.replace(/^Message-ID: .*$/im, 'Message-ID: <another@example.org>');
    assert.notEqual(another, complete);
    const next = await folder.write('next.eml', another);
    const running = await start({ initializationOptions: { storage: folder.uri('storage') } });
    await running.open(next, another);
    const hover = async (): Promise<string> =>
      JSON.stringify((await running.hover(next, '203.0.113.7'))?.contents);
    assert.doesNotMatch(await hover(), /You told/);
    const choices = { recipients: [recipient('abuse@provider.example')] };
    await complain(running, { uri, choices });

    assert.match(
      await hover(),
      /You told `abuse@provider\.example` on .*\d{4}.* about this source\./,
    );
    const offered = await running.client.sendRequest<ComplaintOfferResult>(complaintOfferRequest, {
      uri: next,
      recipients: choices.recipients,
    } satisfies ComplaintOfferParams);
    assert.equal(offered.kind, 'offer');
    const [first] = offered.offer.recipients;
    assert.match(
      first?.cautions.join(' ') ?? '',
      /^You told it on \d+ \w+ \d{4} about the same source\.$/,
    );
    const { notices } = written(await complain(running, { uri: next, choices }));
    assert.match(
      notices[0] ?? '',
      /^You told this network on \d+ \w+ \d{4} about the same source, 203\.0\.113\.7\./,
    );
    // Somebody else was not told.
    const other = { recipients: [recipient('abuse@elsewhere.example')] };
    const result = written(await complain(running, { uri: next, choices: other }));
    assert.ok(!result.notices.some((notice) => notice.startsWith('You told ')));
  });

  it('reads the log again only when it was changed, by whichever window', async () => {
    const uri = await folder.write('spam.eml', complete);
    const record = (to: string): string =>
      `${JSON.stringify({ time: '2024-05-12T10:00:00Z', source: '203.0.113.7', messageId: '', to: [to], format: 'letter', file: '' })}\n`;
    const log = folder.path('storage/complaints.jsonl');
    await mkdir(folder.path('storage'));
    await appendFile(log, record('abuse@one.example'));
    let reads = 0;
    const { files } = nodeRuntime();
    const running = await start({
      initializationOptions: { storage: folder.uri('storage') },
      runtime: {
        files: {
          ...files,
          readFile: (file, length) => {
            if (file.endsWith('complaints.jsonl')) reads += 1;
            return files.readFile(file, length);
          },
        },
      },
    });
    await running.open(uri, complete);
    const hover = async (): Promise<string> =>
      JSON.stringify((await running.hover(uri, '203.0.113.7'))?.contents);
    for (let round = 0; round < 3; round++) assert.match(await hover(), /`abuse@one\.example`/);
    assert.equal(reads, 1);
    await appendFile(log, record('abuse@two.example'));
    for (let round = 0; round < 3; round++) assert.match(await hover(), /`abuse@two\.example`/);
    assert.equal(reads, 2);
    await rm(log);
    assert.doesNotMatch(await hover(), /You told/);
    assert.equal(reads, 2);
  });

  it('asks a client with files of its own whether the log was changed, and reads it where it does not say', async () => {
    const storage = 'vscode-userdata:/storage';
    const running = await start({ initializationOptions: { clientFiles: true, storage } });
    let reads = 0;
    running.client.onRequest(readFileRequest, ({ uri }: { uri: string }) => {
      if (uri !== `${storage}/complaints.jsonl`) throw new Error('no such file');
      reads += 1;
      return { base64: '' };
    });
    const uri = 'vscode-vfs://host/mail/spam.eml';
    await running.open(uri, complete);
    await running.hover(uri, '203.0.113.7');
    await running.hover(uri, '203.0.113.7');
    assert.equal(reads, 2);
    running.client.onRequest(stampFileRequest, () => ({ stamp: '1 0' }));
    for (let round = 0; round < 3; round++) await running.hover(uri, '203.0.113.7');
    assert.equal(reads, 3);
  });

  it('keeps the key of redaction there, so that an address turns into the same letters', async () => {
    const uri = await folder.write('spam.eml', complete);
    const storage = folder.uri('storage');
    const tokens = [];
    for (let round = 0; round < 2; round++) {
      const running = await start({ initializationOptions: { storage } });
      const result = written(await complain(running, { uri, choices: { redact: true } }));
      const text = await readFile(fileURLToPath(result.uri), 'latin1');
      tokens.push(/for ([a-z2-7]{16})@example\.net/.exec(text)?.[1]);
      await running.stop();
    }
    server = undefined;
    assert.ok(tokens[0] !== undefined);
    assert.equal(tokens[0], tokens[1]);
  });

  it('has a client with files of its own append to the log once the file is there', async () => {
    const uri = 'vscode-vfs://host/mail/spam.eml';
    const running = await start({
      initializationOptions: { clientFiles: true, storage: 'vscode-userdata:/storage' },
    });
    running.client.onRequest(readFileRequest, ({ uri: asked }: { uri: string }) => {
      if (asked !== uri) throw new Error('no such file');
      return { base64: Buffer.from(complete).toString('base64') };
    });
    const appended = onceAsked<AppendFileParams>(running, appendFileRequest, null);
    const result = await complain(running, { uri });
    assert.equal(result.kind, 'composed');
    await running.client.sendNotification(complaintWrittenNotification, {
      record: result.record,
      uri: result.uri,
    } satisfies ComplaintWrittenParams);
    const { uri: target, base64 } = await appended;
    assert.equal(target, 'vscode-userdata:/storage/complaints.jsonl');
    const record = JSON.parse(Buffer.from(base64, 'base64').toString()) as { file: string };
    assert.equal(record.file, 'vscode-vfs://host/mail/spam.complaint.eml');
  });

  it('falls back to a temporary folder where no file can be made, and says why', async () => {
    const uri = await folder.write('spam.eml', complete);
    const running = await start({
      runtime: {
        files: {
          ...nodeRuntime().files,
          writeNew: () => Promise.reject(new Error('the file system is read-only')),
        },
      },
    });
    const result = written(await complain(running, { uri }));
    assert.ok((await takeTemporary(result.uri)).includes('Order at'));
    assert.ok(
      result.notices.some((notice) =>
        notice.startsWith('No file can be made beside the message (the file system is read-only)'),
      ),
    );
  });

  it('says what to do when there is no room anywhere', async () => {
    const uri = await folder.write('spam.eml', complete);
    const full = (): Promise<never> => Promise.reject(new Error('no space is left'));
    const running = await start({
      runtime: { files: { ...nodeRuntime().files, writeNew: full, writeTemporary: full } },
    });
    const result = await complain(running, { uri });
    assert.match(result.kind === 'failed' ? result.message : '', /no space is left.*make room/);
  });

  it('asks an advertiser only when the settings allow it, and only one that the message names', async () => {
    const uri = await folder.write('spam.eml', complete);
    const running = await start();
    const off = await complain(running, { uri, choices: { inquiry: 'offers@bulk.example' } });
    assert.match(off.kind === 'failed' ? off.message : '', /^Inquiries are off/);
    await running.stop();
    const on = await start({ settings: () => ({ complaint: { inquiry: true } }) });
    const other = await complain(on, { uri, choices: { inquiry: 'victim@example.com' } });
    assert.match(other.kind === 'failed' ? other.message : '', /does not stand in the message/);
    const result = written(
      await complain(on, { uri, choices: { inquiry: 'offers@bulk.example' } }),
    );
    assert.equal(result.uri, folder.uri('spam-inquiry.complaint.eml'));
    assert.ok(result.notices.some((notice) => notice.includes('may be criminals')));
  });

  it('answers malformed choices with a sentence and touches nothing', async () => {
    const uri = await folder.write('spam.eml', complete);
    const running = await start();
    const hostile: unknown[] = [
      { format: 'pdf' },
      { recipients: 'abuse@example.net' },
      { recipients: [{ address: 'abuse@example.net' }] },
      { recipients: [recipient('a@example.net', { role: 'king' })] },
      { recipients: [recipient('a@example.net\r\nBcc: b@example.net')] },
      { recipients: [recipient('a@example.net', { scope: 'a\nb' })] },
      { recipients: Array.from({ length: 1000 }, () => recipient('a@example.net')) },
      { grouping: 'some' },
      { language: 'tlh' },
      { legal: ['magna-carta'] },
      { facts: [{ kind: 'rumour', text: 'x' }] },
      { facts: [{ kind: 'note', text: 7 }] },
      { redact: 'yes' },
      { redact: ['a\nb'] },
      { inquiry: 7 },
    ];
    for (const choices of hostile) {
      const result = await complain(running, { uri, choices });
      assert.equal(result.kind, 'failed', JSON.stringify(choices));
      assert.match(result.message, /^[A-Z].*\.$/s);
    }
    assert.deepEqual(await readdir(folder.path('.')), ['spam.eml']);
  });
});

describe('what is asked before a complaint', () => {
  let folder: Folder;
  let server: Harness;

  beforeEach(async () => {
    folder = await makeFolder();
  });
  afterEach(async () => {
    await server.stop();
    await folder.remove();
  });

  it('offers formats, recipients, languages, laws, addresses and what the settings say', async () => {
    server = await startHarness({
      settings: () => ({
        reporter: { name: 'Ada', address: 'Ada@Example.net' },
        complaint: { format: 'arf', legal: ['casl', 'none'], redact: true },
      }),
    });
    const uri = await folder.write('spam.eml', complete);
    const ask = (params: ComplaintOfferParams): Promise<ComplaintOfferResult> =>
      server.client.sendRequest(complaintOfferRequest, params);
    const result = await ask({ uri });
    assert.equal(result.kind, 'offer');
    const { offer } = result;
    assert.equal(offer.source, '203.0.113.7');
    assert.deepEqual(
      offer.formats.map(({ id, refusal }) => [id, refusal]),
      ['letter', 'inline', 'arf', 'xarf', 'text'].map((id) => [id, null]),
    );
    assert.deepEqual(
      offer.recipients.map(({ address, preselected, confidence }) => [
        address,
        preselected,
        confidence,
      ]),
      [['abuse@example.org', true, 'guessed']],
    );
    assert.equal(offer.languages.length, 5);
    assert.deepEqual(
      offer.legal.filter(({ historical }) => historical).map(({ id }) => id),
      ['47-usc-227'],
    );
    assert.deepEqual(offer.ownAddresses, ['ada@example.net']);
    assert.deepEqual(offer.defaults, {
      format: 'arf',
      grouping: 'together',
      language: 'en',
      legal: ['casl'],
      redact: true,
    });
    assert.equal(offer.inquiry, false);
    assert.deepEqual(offer.facts, [
      { kind: 'uri', text: 'https://bulk.example/?u=ada%40example.net' },
    ]);
    assert.deepEqual(offer.advertisers, ['offers@bulk.example']);
    const looked = await ask({
      uri,
      recipients: [recipient('abuse@carrier.example'), recipient('x@bulk.example')],
    });
    assert.deepEqual(
      looked.kind === 'offer' &&
        looked.offer.recipients.map(({ preselected, cautions }) => [preselected, cautions.length]),
      [
        [true, 0],
        [false, 1],
      ],
    );
  });

  it('says that nothing was replaced when no address is known to be the reader’s, why, and what to do', async () => {
    const settings = { complaint: { redact: true }, ownAddresses: [] as string[] };
    server = await startHarness({ settings: () => settings });
    // Neither "for" nor Delivered-To, and the mailbox lies with somebody else.
    const bare = complete
      .replace('Delivered-To: ada@example.net\r\n', '')
      .replace('\r\n\tfor ada@example.net', '')
      .replaceAll('ada@example.net', 'ada@elsewhere.example')
      .replace('u=ada%40example.net', 'u=ada%40elsewhere.example');
    const uri = await folder.write('spam.eml', bare);
    const asked = await server.client.sendRequest<ComplaintOfferResult>(complaintOfferRequest, {
      uri,
    });
    assert.ok(asked.kind === 'offer');
    assert.deepEqual(asked.offer.ownAddresses, []);
    assert.deepEqual(asked.offer.possibleAddresses, ['ada@elsewhere.example']);
    const result = written(await complain(server, { uri }));
    assert.match(
      result.notices.join('\n'),
      /^Nothing was replaced, .*: no server that can be believed recorded for whom .* ada@elsewhere\.example stands in To or Cc as well: if that is you, add the address to your own \(spamPatrol\.ownAddresses, /m,
    );
    const draft = await readFile(fileURLToPath(result.uri), 'latin1');
    assert.match(draft, /^X-Spam-Patrol-Redacted: nothing\r$/m);
    assert.doesNotMatch(draft, /Only my own addresses/);
    const findings = await server
      .open(result.uri, draft)
      .then(() => server.diagnostics(result.uri));
    assert.match(
      JSON.stringify(findings.find(({ code }) => code === 'complaint-redaction-gap')),
      /none that is known to be yours was found in the message/,
    );
    settings.ownAddresses = ['joe@example.com'];
    await server.client.sendNotification('workspace/didChangeConfiguration', { settings: null });
    assert.match(
      written(await complain(server, { uri })).notices.join('\n'),
      /^Nothing was replaced, .*: the message does not hold joe@example\.com\. ada@elsewhere/m,
    );
    settings.ownAddresses.push('Ada@Elsewhere.example');
    await server.client.sendNotification('workspace/didChangeConfiguration', { settings: null });
    const redacted = written(await complain(server, { uri }));
    assert.match(redacted.notices.join('\n'), /^Your addresses were replaced in \d places/m);
    const text = await readFile(fileURLToPath(redacted.uri), 'latin1');
    assert.doesNotMatch(text, /ada(@|%40)elsewhere/);
    assert.match(text, /^X-Spam-Patrol-Redacted: yes\r$/m);
  });

  it('offers the carriers of the numbers in the message, whose address the user finds out', async () => {
    server = await startHarness();
    const uri = await folder.write(
      'spam.eml',
      plain.replace('Good day', 'Call +1 202-555-0143 or 1-800-FLOWERS'),
    );
    const result = await server.client.sendRequest<ComplaintOfferResult>(complaintOfferRequest, {
      uri,
    });
    assert.ok(result.kind === 'offer');
    const { unaddressed, recipients } = result.offer;
    assert.ok(!recipients.some(({ role }) => role === 'phone-carrier'));
    assert.deepEqual(
      unaddressed.map(({ role, scope }) => `${role} ${scope}`),
      ['phone-carrier +1 202 555 0143', 'phone-carrier +1 800 356 9377'],
    );
    const [first] = unaddressed;
    assert.ok(first !== undefined);
    assert.match(first.basis, /\(US, /);
    const letter = written(
      await complain(server, {
        uri,
        choices: { recipients: [recipient('abuse@carrier.example', first)] },
      }),
    );
    const draft = await readFile(fileURLToPath(letter.uri), 'utf8');
    assert.match(draft, /^To: abuse@carrier\.example\r$/m);
    assert.match(draft, /call a number in your\s+network:\s+Telephone: +\+1 202 555 0143\r\n/);
    assert.doesNotMatch(draft.split('Received:', 1)[0] ?? '', /800 356 9377/);
    assert.deepEqual(server.touched, []);
  });

  it('knows relays, mailboxes and hosts without a lookup, and writes to the relay that handed the message over', async () => {
    server = await startHarness({ settings: () => ({ lookups: 'off' }) });
    const relay = `Received: from relay.example.net (relay.example.net [192.0.2.17])
\tby mx1.example.com (8.8.3/8.6.12) with SMTP id VAA02610
\tfor <ada@example.com>; Mon, 21 Apr 1997 21:12:03 -0500
Received: from fake.example by relay.example.net (SMI-8.6/SMI-SVR4)
\tid VAA02491; Mon, 21 Apr 1997 21:11:44 -0500
From: nobody@victim.example
Reply-To: orders@example.org
Subject: hi

Get rich quick
`;
    const uri = await folder.write('relay.eml', crlf(relay));
    const asked = await server.client.sendRequest<ComplaintOfferResult>(complaintOfferRequest, {
      uri,
    });
    assert.ok(asked.kind === 'offer');
    assert.deepEqual(
      asked.offer.recipients.map(({ role, address, preselected }) => [role, address, preselected]),
      [
        ['drop-box', 'abuse@example.org', false],
        ['drop-box', 'postmaster@example.org', false],
        ['anonymous-relay', 'abuse@example.net', true],
        ['anonymous-relay', 'postmaster@example.net', true],
      ],
    );
    const text = await readFile(
      fileURLToPath(written(await complain(server, { uri })).uri),
      'latin1',
    );
    assert.match(text, /^To: abuse@example\.net,\r\n postmaster@example\.net\r$/m);
    assert.match(text, /^X-Spam-Patrol-Letter: anonymous-relay\r$/m);
    assert.match(text.replace(/\s+/g, ' '), /wrote no client address into its Received field/);
    assert.doesNotMatch(text.replace(/\s+/g, ' '), /I conclude nothing/);
    assert.deepEqual(server.touched, []);
    const missing = written(await complain(server, { uri, part: '7' }));
    assert.doesNotMatch(
      (await readFile(fileURLToPath(missing.uri), 'latin1')).split('\r\n\r\n')[0] ?? '',
      /^To:/m,
    );
  });

  it('does not write unasked to a relay whose field may have been made up', async () => {
    server = await startHarness();
    const made = crlf(`Received: from mail.example.org (mail.example.org [192.0.2.17])
\tby mx1.example.com (8.8.3/8.6.12) with SMTP id VAA02610; Mon, 21 Apr 1997 21:12:03 -0500
Received: from fake.example by mail.example.net (SMI-8.6/SMI-SVR4)
\tid VAA02491; Mon, 21 Apr 1997 21:11:44 -0500
From: offers@example.org
Subject: hi

Get rich quick
`);
    const uri = await folder.write('made.eml', made);
    const { notices, ...result } = written(await complain(server, { uri }));
    assert.match(notices[0] ?? '', /^To is empty: all who are known of may be the spammer/);
    assert.doesNotMatch(
      (await readFile(fileURLToPath(result.uri), 'latin1')).split('\r\n\r\n')[0] ?? '',
      /^To:/m,
    );
  });

  it('gives the complaint as text, and as an address for a mail program', async () => {
    server = await startHarness();
    const uri = await folder.write('spam.eml', complete);
    const result = await server.client.sendRequest<ComplaintTextResult>(complaintTextRequest, {
      uri,
    });
    assert.equal(result.kind, 'text');
    const [text] = result.texts;
    assert.match(text?.text ?? '', /^Ladies and gentlemen,[^]*Received: from pool-7/);
    const mailto = new URL(text?.mailto ?? '');
    assert.equal(mailto.pathname, 'abuse@example.org');
    assert.match(mailto.searchParams.get('subject') ?? '', /Nur heute: Hüte/);
    assert.equal(text?.mailtoCut, true);
    assert.match(mailto.searchParams.get('body') ?? '', /The rest did not fit/);
    const french = await server.client.sendRequest<ComplaintTextResult>(complaintTextRequest, {
      uri,
      choices: { language: 'fr' },
    });
    const cut = (answer: ComplaintTextResult): string =>
      answer.kind === 'text' ? decodeURIComponent(answer.texts[0]?.mailto ?? '') : '';
    assert.match(cut(french), /Madame, Monsieur,[^]*\[Le reste n'a pas tenu/);
    assert.deepEqual(await readdir(folder.path('.')), ['spam.eml']);
  });

  it('gives a draft as text as it was edited, and does not note it again', async () => {
    server = await startHarness();
    const uri = await folder.write('spam.eml', complete);
    // What is added to a draft is in its language, whatever the settings say.
    const spanish = written(
      await complain(server, { uri, choices: { language: 'es', format: 'inline' } }),
    ).uri;
    const added = await server.client.sendRequest<ComplaintTextResult>(complaintTextRequest, {
      uri: spanish,
    });
    assert.ok(added.kind === 'text');
    assert.match(decodeURIComponent(added.texts[0]?.mailto ?? ''), /\[El resto no cabía/);
    await rm(fileURLToPath(spanish));
    const draft = written(await complain(server, { uri })).uri;
    const bytes = await readFile(fileURLToPath(draft), 'utf8');
    await server.open(draft, bytes);
    await server.replace(draft, 'Ladies and gentlemen', 'Dear Ms. Example');
    const result = await server.client.sendRequest<ComplaintTextResult>(complaintTextRequest, {
      uri: draft,
    });
    assert.equal(result.kind, 'text');
    const [text] = result.texts;
    assert.match(text?.text ?? '', /^Dear Ms\. Example,[^]*----- [^]*Received: from pool-7/);
    assert.deepEqual(
      [text?.recipients, text?.record, new URL(text?.mailto ?? '').pathname],
      [['abuse@example.org'], null, 'abuse@example.org'],
    );
    assert.equal(text?.subject, 'Spam from your system ("Nur heute: Hüte")');
    const again = await complain(server, { uri: draft });
    assert.match(again.kind === 'failed' ? again.message : '', /is a complaint already/);
  });

  it('answers malformed questions with a sentence', async () => {
    server = await startHarness();
    const uri = await folder.write('spam.eml', complete);
    for (const request of [complaintOfferRequest, complaintTextRequest, redactionPreviewRequest]) {
      for (const params of [{}, { uri: 7 }, { uri, part: 'x' }, { uri: folder.uri('none.eml') }]) {
        const result = await server.client.sendRequest<ComplaintOfferResult>(request, params);
        assert.equal(result.kind, 'failed', JSON.stringify([request, params]));
        assert.match(result.message, /^[A-Z].*\.$/s);
      }
    }
  });
});
