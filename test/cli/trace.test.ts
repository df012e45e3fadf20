import assert from 'node:assert/strict';
import { chmodSync, symlinkSync, truncateSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'mocha';
import type { TraceResult } from '../../server/src/cli/result.ts';
import { Folder, hopsOf, only, run, start, trace } from './cli.ts';
import { clean, crlf, forged, forwarding, seed } from './messages.ts';

describe('spam-patrol trace: which files', () => {
  let folder: Folder;

  before(() => {
    folder = new Folder({
      'one.eml': clean,
      'odd name': clean,
      'mail/b.eml': clean,
      'mail/a/z.eml': clean,
      'mail/a/y.txt': clean,
      'mail/c.EML': clean,
      'mail/b.complaint.eml': clean,
      'mail/b-2.complaint.eml': clean,
      'none/notes.txt': 'no mail',
    });
  });
  after(() => {
    folder.remove();
  });

  async function files(args: readonly string[], input = ''): Promise<string[]> {
    const { results } = await trace(args, { cwd: folder.path, input });
    return results.map(({ file }) => file);
  }

  it('traces a file of any name', async () => {
    assert.deepEqual(await files(['odd name']), ['odd name']);
  });

  it('traces every *.eml below a folder, in the order of names, but no complaint', async () => {
    assert.deepEqual(await files(['mail']), ['mail/a/z.eml', 'mail/b.eml', 'mail/c.EML']);
    assert.deepEqual(await files(['mail/']), ['mail/a/z.eml', 'mail/b.eml', 'mail/c.EML']);
  });

  it('traces a complaint that is named itself', async () => {
    assert.deepEqual(await files(['mail/b.complaint.eml']), ['mail/b.complaint.eml']);
  });

  it('takes other files of a folder with --glob, by name or by path', async () => {
    assert.deepEqual(await files(['mail', '--glob', '*.txt']), ['mail/a/y.txt']);
    assert.deepEqual(await files(['mail', '--glob', 'a/?.eml']), ['mail/a/z.eml']);
    assert.deepEqual(await files(['.', '--glob', '**/a/*']), ['./mail/a/y.txt', './mail/a/z.eml']);
    assert.deepEqual(await files(['mail', '--glob', '[a-z].eml']), []);
  });

  it('says what it looked for when a folder holds no message, and ends with 2 when no path does', async () => {
    const none = await run(['trace', 'none'], { cwd: folder.path });
    assert.equal(none.code, 2);
    assert.equal(none.stdout, '');
    assert.match(
      none.stderr,
      /^spam-patrol: No message in none: files named \*\.eml were .*--glob/,
    );
    assert.match(none.stderr, /\nspam-patrol: Nothing was traced: no message was found\.\n$/);
    const some = await run(['trace', 'none', 'one.eml'], { cwd: folder.path });
    assert.equal(some.code, 0);
    assert.match(some.stderr, /^spam-patrol: No message in none: [^\n]*\n$/);
    const list = await run(['trace', '--files-from', '-'], { cwd: folder.path, input: '\n' });
    assert.equal(list.code, 2);
    assert.match(list.stderr, /^spam-patrol: Nothing was traced/);
  });

  it('does not follow a link in a circle', async () => {
    const circle = new Folder({ 'in/a.eml': clean });
    symlinkSync('..', `${circle.path}/in/up`);
    const { results } = await trace(['in'], { cwd: circle.path });
    circle.remove();
    assert.equal(only(results).file, 'in/a.eml');
  });

  it('keeps the order of the arguments', async () => {
    assert.deepEqual(await files(['one.eml', 'mail/c.EML', 'mail/b.eml']), [
      'one.eml',
      'mail/c.EML',
      'mail/b.eml',
    ]);
  });

  it('reads paths from standard input with --files-from -, one a line', async () => {
    assert.deepEqual(await files(['--files-from', '-'], 'one.eml\r\n\nodd name\nmail/a'), [
      'one.eml',
      'odd name',
      'mail/a/z.eml',
    ]);
  });

  it('reads one message from standard input as -', async () => {
    const { results } = await trace(['-'], { input: clean });
    assert.equal(only(results).file, '-');
    assert.equal(only(only(results).hops).by?.host, 'mx.example.com');
  });
});

describe('spam-patrol trace: one result', () => {
  it('has the keys of the contract in their order, absent values null', async () => {
    const { results } = await trace(['-'], { input: seed });
    const result = only(results);
    assert.deepEqual(Object.keys(result), [
      'file',
      'message',
      'part',
      'hops',
      'source',
      'claimedOrigin',
      'findings',
    ]);
    assert.deepEqual(
      JSON.stringify(result.hops[0]),
      JSON.stringify({
        line: 1,
        kind: 'relay',
        from: {
          helo: 'fmp.com',
          rdns: 'xx.fmp.com',
          ip: '204.244.177.31',
          ipValid: true,
          ident: 'lindsay',
          auth: null,
        },
        by: { host: 'mail.foobar.com', ip: null, software: '8.8.3/8.6.12' },
        via: null,
        with: 'SMTP',
        id: 'RAA01500',
        for: ['bigboy@foobar.com'],
        envelopeFrom: null,
        tls: null,
        date: '1997-04-21T22:53:13Z',
        delaySeconds: 63,
        trust: 'border',
      }),
    );
    const { source } = result;
    assert.ok(source);
    assert.deepEqual(Object.keys(source), ['ip', 'hop', 'helo', 'rdns', 'reason']);
    assert.equal(source.ip, '204.244.177.31');
    assert.equal(source.hop, 0);
    assert.match(source.reason, /^\S.*\.$/);
    assert.deepEqual([result.message, result.part], [null, null]);
  });

  it('gives an impossible address as written, and the place of the finding', async () => {
    const { results } = await trace(['-'], { input: seed });
    const { hops, findings } = only(results);
    assert.equal(hops[1]?.from?.ip, '500.202.999.352');
    assert.equal(hops[1].from.ipValid, false);
    assert.equal(hops[1].trust, 'contradicted');
    const finding = findings.find(({ rule }) => rule === 'impossible-address');
    assert.ok(finding);
    assert.deepEqual(Object.keys(finding), [
      'rule',
      'level',
      'hop',
      'line',
      'column',
      'endLine',
      'endColumn',
      'message',
    ]);
    const { level, hop, line, column, endLine, endColumn } = finding;
    assert.deepEqual(
      { level, hop, line, column, endLine, endColumn },
      { level: 'error', hop: 1, line: 4, column: 34, endLine: 4, endColumn: 49 },
    );
  });

  it('gives the same lines and columns for CRLF', async () => {
    const lf = await trace(['-'], { input: forged });
    const cr = await trace(['-'], { input: crlf(forged) });
    assert.deepEqual(cr.results, lf.results);
  });

  it('counts columns in UTF-16 units of UTF-8 text, and one a byte in anything else', async () => {
    const withName = (name: string): string => forged.replace('big.example.net (', `${name} (`);
    const columnOf = async (input: Buffer): Promise<number | undefined> => {
      const { results } = await trace(['-'], { input });
      return only(results).findings.find(({ rule }) => rule === 'impossible-address')?.column;
    };
    const plainColumn = await columnOf(Buffer.from(withName('abcd')));
    assert.ok(plainColumn);
    assert.equal(await columnOf(Buffer.from(withName('äb😀'), 'utf8')), plainColumn);
    assert.equal(await columnOf(Buffer.from(withName('äbcd'), 'latin1')), plainColumn);
  });

  it('names the kinds of handovers', async () => {
    const date = '; Mon, 1 Jan 2024 10:00:00 +0000\n';
    const hops = await hopsOf(
      `Received: from a.example (a.example [192.0.2.1]) by mx.example.com (Postfix) with ESMTP id 1${date}` +
        `Received: (qmail 1234 invoked by uid 1000)${date}` +
        `Received: from b.example by c.example with SMTP id 2${date}` +
        `Received: %%%%\n\n`,
    );
    assert.deepEqual(
      hops.map(({ kind }) => kind),
      ['relay', 'local', 'anonymous', 'unparsed'],
    );
    const [, local, , unparsed] = hops;
    assert.equal(local?.from, null);
    assert.equal(unparsed?.from, null);
    assert.equal(unparsed.by, null);
    assert.equal(unparsed.date, null);
  });

  it('joins the domains of --organisation, and refuses what names none', async () => {
    const broken = [
      'Received: from mail.example.org (mail.example.org [192.0.2.10]) by mx.example.com (Postfix) with ESMTP id 4; Thu, 21 Nov 2024 10:15:03 +0000',
      'Received: from desk.example.net (desk.example.net [198.51.100.9]) by smtp.example.net (Postfix) with ESMTP id 3; Thu, 21 Nov 2024 10:14:03 +0000',
      'Date: Thu, 21 Nov 2024 10:10:00 +0000',
      '',
      '',
    ].join('\r\n');
    const rules = async (...args: string[]): Promise<string[]> => {
      const { stdout } = await run(['trace', '--format', 'ndjson', ...args, '-'], {
        input: broken,
      });
      return (JSON.parse(stdout) as TraceResult).findings.map(({ rule }) => rule);
    };
    assert.deepEqual(await rules(), ['broken-link']);
    assert.deepEqual(await rules('--organisation', 'example.org=example.net'), []);
    for (const [option, value] of [
      ['--organisation', 'example.org'],
      ['--own-host', '192.0.2.0/99'],
    ] as const) {
      const { code, stderr } = await run(['trace', option, value, '-'], { input: broken });
      assert.equal(code, 2);
      assert.match(stderr, /It must be/);
    }
  });

  it('believes the hosts of --own-host, names and networks', async () => {
    const chain =
      `Received: from relay.example.net (relay.example.net [192.0.2.9]) by mx.example.com (Postfix) with ESMTP id 1; Mon, 1 Jan 2024 10:00:05 +0000\n` +
      `Received: from far.example.org (far.example.org [198.51.100.3]) by relay.example.net (Postfix) with ESMTP id 2; Mon, 1 Jan 2024 10:00:00 +0000\n` +
      `From: a@far.example.org\n\n`;
    const source = async (...own: string[]): Promise<string | undefined> => {
      const { results } = await trace([...own, '-'], { input: chain });
      return only(results).source?.ip;
    };
    assert.equal(await source(), '192.0.2.9');
    assert.equal(
      await source('--own-host', 'mx.example.com', '--own-host', 'relay.example.net'),
      '198.51.100.3',
    );
    assert.equal(
      await source('--own-host', 'mx.example.com', '--own-host', '192.0.2.0/24'),
      '198.51.100.3',
    );
  });
});

describe('spam-patrol trace: mailboxes and forwarded messages', () => {
  const separator = 'From sender@example.org Mon Jan  1 10:00:05 2024\n';
  const mbox = `${separator}${clean}\n${separator}${forged}\n${separator}${clean}`;
  let folder: Folder;

  before(() => {
    folder = new Folder({
      mbox,
      'crlf.mbox': crlf(mbox),
      'single.eml': separator + clean,
      'sentence.eml': `${separator}${clean}\nFrom here on it is only text.\nReally.\n`,
      'no-blank.eml': `${separator}${clean}From sender@example.org\nSubject: not a message\n`,
    });
  });
  after(() => {
    folder.remove();
  });

  for (const name of ['mbox', 'crlf.mbox']) {
    it(`gives one result a message of an mbox, numbered from 0, with the lines of the file (${name})`, async () => {
      const { results, code } = await trace([name], { cwd: folder.path });
      assert.deepEqual(
        results.map(({ message, hops }) => [message, hops.length, hops[0]?.line]),
        [
          [0, 1, 2],
          [1, 2, 14],
          [2, 1, 29],
        ],
      );
      assert.equal(code, 1);
    });
  }

  it('steps over a leading From line: that alone makes no mbox', async () => {
    const { results } = await trace(['single.eml'], { cwd: folder.path });
    assert.equal(only(results).message, null);
    assert.equal(only(only(results).hops).line, 2);
  });

  it('takes no sentence that begins with From for a new message', async () => {
    const { results } = await trace(['sentence.eml', 'no-blank.eml'], { cwd: folder.path });
    assert.deepEqual(
      results.map(({ file, message }) => [file, message]),
      [
        ['sentence.eml', null],
        ['no-blank.eml', null],
      ],
    );
  });

  it('gives a forwarded message a result of its own, with its part and the lines of the file', async () => {
    const { results } = await trace(['-'], { input: forwarding(forged) });
    assert.deepEqual(
      results.map(({ part, hops }) => [part, hops.length, hops[0]?.line]),
      [
        [null, 1, 1],
        ['2', 2, 19],
      ],
    );
    assert.deepEqual(results[0]?.findings, []);
    assert.ok(results[1]?.findings.some(({ level, line }) => level === 'error' && line === 22));
  });

  it('finds forwarded messages in forwarded ones', async () => {
    const inner = forwarding(forged).replaceAll('b1', 'b2');
    const { results } = await trace(['-'], { input: forwarding(inner) });
    assert.deepEqual(
      results.map(({ part }) => part),
      [null, '2', '2.2'],
    );
  });

  it('traces a forwarded message that stands encoded, on the line where it begins', async () => {
    const base64 = Buffer.from(forged).toString('base64').replace(/.{76}/g, '$&\n');
    const wrapper = forwarding(base64).replace(
      'message/rfc822\n',
      'message/rfc822\nContent-Transfer-Encoding: base64\n',
    );
    for (const [input, part] of [
      [wrapper, '2'],
      [forwarding(wrapper.replaceAll('b1', 'b2')), '2.2'],
    ] as const) {
      const { results } = await trace(['-'], { input });
      const last = results.at(-1);
      assert.ok(last);
      assert.deepEqual([last.part, last.hops.length, last.source?.ip], [part, 2, '192.0.2.7']);
      const line = 1 + input.slice(0, input.indexOf(base64.slice(0, 76))).split('\n').length - 1;
      assert.ok(last.findings.some(({ level }) => level === 'error'));
      assert.ok([...last.hops, ...last.findings].every((one) => one.line === line));
      const said = results.flatMap(({ findings }) => findings.map(({ rule }) => rule));
      assert.equal(said.filter((rule) => rule === 'encoded-message').length, 1);
    }
  });

  it('finds a message that is forwarded behind a long attachment', async () => {
    const filler = `--b1\nContent-Type: image/jpeg\nContent-Transfer-Encoding: base64\n\n${`${'QUJD'.repeat(19)}\n`.repeat(10_000)}`;
    const message = forwarding(forged).replace(
      '--b1\nContent-Type: message',
      `${filler}--b1\nContent-Type: message`,
    );
    const { results } = await trace(['-'], { input: message });
    assert.deepEqual(
      results.map(({ part, hops }) => [part, hops[0]?.line]),
      [
        [null, 1],
        ['3', 19 + 10_004],
      ],
    );
  });

  it('traces forwarded messages of an mbox too', async () => {
    const mailbox = `${separator}${clean}\n${separator}${forwarding(clean)}`;
    folder.write('forwarded', mailbox);
    const { results } = await trace(['forwarded'], { cwd: folder.path });
    assert.deepEqual(
      results.map(({ message, part }) => [message, part]),
      [
        [0, null],
        [1, null],
        [1, '2'],
      ],
    );
  });

  it('cuts an mbox at the same places wherever its chunks end', async () => {
    // More than a chunk of 1 MiB; the odd length of a message moves each separator.
    const message = `${separator}${clean}${'text of no interest\n'.repeat(777)}\n`;
    folder.write('large', message.repeat(150));
    const { results } = await trace(['large'], { cwd: folder.path });
    const lines = message.split('\n').length - 1;
    assert.deepEqual(
      results.map(({ message: number, hops }) => [number, hops[0]?.line]),
      Array.from({ length: 150 }, (_, index) => [index, index * lines + 2]),
    );
  });
});

describe('spam-patrol trace: exit codes and bad input', () => {
  let folder: Folder;

  before(() => {
    folder = new Folder({ 'clean.eml': clean, 'forged.eml': forged, 'empty.eml': '' });
  });
  after(() => {
    folder.remove();
  });

  it('ends with 0 when there is nothing at warning or above', async () => {
    assert.equal((await trace(['clean.eml'], { cwd: folder.path })).code, 0);
  });

  it('ends with 1 when something was found', async () => {
    assert.equal((await trace(['forged.eml', 'clean.eml'], { cwd: folder.path })).code, 1);
  });

  it('ends with 2 for a file that cannot be read, says why, and traces the others', async () => {
    const { code, stderr, results } = await trace(['forged.eml', 'missing.eml', 'clean.eml'], {
      cwd: folder.path,
    });
    assert.equal(code, 2);
    assert.equal(
      stderr,
      'spam-patrol: missing.eml cannot be read: there is no such file or folder.\n',
    );
    assert.deepEqual(
      results.map(({ file }) => file),
      ['forged.eml', 'missing.eml', 'clean.eml'],
    );
    assert.deepEqual(results[1], {
      file: 'missing.eml',
      message: null,
      part: null,
      hops: [],
      source: null,
      claimedOrigin: null,
      findings: [
        {
          rule: 'unreadable-file',
          level: 'error',
          hop: null,
          line: 1,
          column: 1,
          endLine: 1,
          endColumn: 1,
          message: 'missing.eml cannot be read: there is no such file or folder.',
        },
      ],
    });
  });

  it('says the same of a path that no file system knows, and of a folder that may not be read', async function () {
    const { code, results } = await trace(['--files-from', '-'], {
      cwd: folder.path,
      input: 'a\0b\n/dev/null\nclean.eml\n',
    });
    assert.equal(code, 2);
    assert.deepEqual(
      results.map(({ hops }) => hops.length),
      [0, 0, 1],
    );
    if (process.getuid?.() === 0) return;
    const closed = new Folder({ 'in/a.eml': clean });
    chmodSync(`${closed.path}/in`, 0);
    const denied = await trace(['in'], { cwd: closed.path });
    chmodSync(`${closed.path}/in`, 0o700);
    closed.remove();
    assert.equal(denied.code, 2);
    assert.match(denied.stderr, /permission was denied/);
  });

  for (const [what, args] of [
    ['no path', []],
    ['an unknown option', ['--frobnicate', 'clean.eml']],
    ['an unknown format', ['--format', 'xml', 'clean.eml']],
    ['standard input for two things', ['--files-from', '-', '-']],
    ['standard input twice', ['-', '-']],
  ] as const) {
    it(`ends with 2 for a wrong call: ${what}`, async () => {
      const { code, stdout, stderr } = await run(['trace', ...args], { cwd: folder.path });
      assert.equal(code, 2);
      assert.equal(stdout, '');
      assert.match(stderr, /^error: /);
      assert.doesNotMatch(stderr, /^\s+at /m);
    });
  }

  it('gives a line without hops and with a finding for input that is no message', async () => {
    const inputs = [
      '',
      '\n\n\n',
      'Just text, and more of it.\n',
      Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0xff, 0xfe]),
      '\0'.repeat(1000),
      'x'.repeat(10_000_000),
    ];
    for (const input of inputs) {
      const { results, code, stderr } = await trace(['-'], { input });
      const result = only(results);
      assert.deepEqual(result.hops, []);
      assert.equal(result.source, null);
      assert.ok(result.findings.length > 0, JSON.stringify(input.slice(0, 20)));
      assert.notEqual(code, 2);
      assert.equal(stderr, '');
    }
  });

  it('survives headers that nobody should have to read', async () => {
    const received = clean.slice(0, clean.indexOf('From:'));
    const { results } = await trace(['-'], { input: received.repeat(1000) + clean });
    assert.equal(only(results).hops.length, 1001);
    const many = await trace(['-'], { input: 'X-Filler: x\n'.repeat(100_000) + clean });
    assert.equal(many.results.length, 1);
  });

  it('reads the header of a long message and leaves its attachment alone', async () => {
    folder.write(
      'long.eml',
      Buffer.concat([Buffer.from(clean), Buffer.alloc(64 * 1024 * 1024, 65)]),
    );
    const { results, code } = await trace(['long.eml'], {
      cwd: folder.path,
      // The message as text would not fit.
      env: { NODE_OPTIONS: '--max-old-space-size=48' },
    });
    assert.equal(code, 0);
    assert.equal(only(only(results).hops).line, 1);
  });

  it('says in a finding how far a message of many parts was searched', async () => {
    folder.write('huge.eml', forwarding(clean));
    // Zeros that take no room on the disk.
    truncateSync(join(folder.path, 'huge.eml'), 257 * 1024 * 1024);
    const { results, code } = await trace(['huge.eml'], { cwd: folder.path });
    assert.equal(code, 0);
    assert.deepEqual(
      results.map(({ part }) => part),
      [null, '2'],
    );
    assert.deepEqual(
      results[0]?.findings.map(({ rule, level, message }) => [rule, level, message]),
      [
        [
          'message-cut-short',
          'information',
          'The message has 257 MB; forwarded messages were looked for in the first 256 MB only.',
        ],
      ],
    );
  });

  it('ends quietly when its reader has seen enough', async () => {
    folder.write('many', `From a@b Mon Jan  1 10:00:05 2024\n${clean}\n`.repeat(5000));
    const child = start(['trace', '--format', 'ndjson', 'many'], { cwd: folder.path });
    let stderr = '';
    child.stderr?.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
    child.stdout?.once('data', () => child.stdout?.destroy());
    await new Promise((resolve) => child.once('close', resolve));
    assert.equal(stderr, '');
  });
});

describe('spam-patrol trace: levels of rules', () => {
  const twice = clean.replace('Subject:', 'Subject: one\nSubject:');
  const rulesOf = async (...args: readonly string[]): Promise<string[]> => {
    const { results } = await trace(['-', ...args], { input: twice });
    return results.flatMap(({ findings }) => findings.map(({ rule, level }) => `${level} ${rule}`));
  };

  it('are those of the rules, or as --rule has them', async () => {
    assert.deepEqual(await rulesOf(), ['information duplicate-header']);
    assert.deepEqual(await rulesOf('--rule', 'duplicate-header=hint'), ['hint duplicate-header']);
    assert.deepEqual(
      await rulesOf('--rule', 'duplicate-header=off', '--rule', 'no-date=error'),
      [],
    );
  });

  it('end with 2 when there is no such rule or level', async () => {
    for (const [value, words] of [
      ['duplicat-header=off', /There is no rule duplicat-header/],
      ['duplicate-header=loud', /The level must be one of: error, warning/],
      ['duplicate-header', /The level must be/],
    ] as const) {
      const { code, stderr } = await run(['trace', '-', '--rule', value], { input: twice });
      assert.equal(code, 2);
      assert.match(stderr, words);
    }
  });

  it('hold for the body, too', async () => {
    const body = clean.replace('\n\n', '\nContent-Type: multipart/mixed\n\n');
    const { results } = await trace(['-'], { input: body });
    assert.deepEqual(
      results.flatMap(({ findings }) => findings.map(({ rule }) => rule)),
      ['mime-impossible'],
    );
  });
});
