import assert from 'node:assert/strict';
import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, it } from 'mocha';
import { Folder, run } from './cli.ts';
import { complete } from '../complaint/messages.ts';
import { clean, crlf, forged, forwarding } from './messages.ts';

/** Whoever stands in From has nothing to do with the network of the source. */
const spam = clean.replace('sender@example.org', 'sender@shop.example');

describe('spam-patrol complain', () => {
  let folder: Folder;

  beforeEach(() => {
    folder = new Folder({ 'spam.eml': spam, 'other.txt': spam });
  });
  afterEach(() => {
    folder.remove();
  });

  const complain = (...args: string[]) => run(['complain', ...args], { cwd: folder.path });
  const read = (name: string): string => readFileSync(join(folder.path, name), 'latin1');

  it('writes a complaint beside each message and says where and to whom', async () => {
    const { code, stdout, stderr } = await complain('spam.eml', 'other.txt');
    assert.equal(stderr, '');
    assert.equal(code, 0);
    assert.deepEqual(
      stdout.split('\n').filter((line) => /^\S/.test(line)),
      ['spam.complaint.eml', 'other.txt.complaint.eml'],
    );
    assert.match(stdout, /^ {2}To: \S+@/m);
    assert.match(read('spam.complaint.eml'), /^Subject: Spam from your system \("Hello"\)\r?$/m);
  });

  it('writes to nobody who may be the spammer, unless told to', async () => {
    folder.write('own.eml', clean);
    const unasked = await complain('own.eml');
    assert.match(unasked.stdout, /^ {2}To is empty: all who are known of may be the spammer\./m);
    assert.match(unasked.stdout, /^ {2}abuse@example\.org may be the spammer's own: /m);
    assert.doesNotMatch(read('own.complaint.eml').split('\r\n\r\n')[0] ?? '', /^To:/m);
    await complain('own.eml', '--to', 'abuse@example.org');
    assert.match(read('own-2.complaint.eml'), /^To: abuse@example\.org\r$/m);
  });

  it('overwrites nothing', async () => {
    await complain('spam.eml');
    const first = read('spam.complaint.eml');
    await complain('spam.eml');
    await complain('spam.eml');
    assert.equal(read('spam.complaint.eml'), first);
    assert.deepEqual(readdirSync(folder.path), [
      'other.txt',
      'spam-2.complaint.eml',
      'spam-3.complaint.eml',
      'spam.complaint.eml',
      'spam.eml',
    ]);
  });

  it('attaches the message byte for byte, without the line of a mailbox above it', async () => {
    const raw = Buffer.concat([Buffer.from(crlf(clean)), Buffer.from([0xe4, 0xff, 0x80, 13, 10])]);
    folder.write(
      'raw.eml',
      Buffer.concat([Buffer.from('From a@example.org Mon Jan  1 2024\r\n'), raw]),
    );
    await complain('raw.eml');
    assert.ok(read('raw.complaint.eml').includes(`\n\r\n${raw.toString('latin1')}`));
  });

  it('signs with --name and --address', async () => {
    await complain('--name', 'Ann Reader', '--address', 'ann@example.com', 'spam.eml');
    assert.match(read('spam.complaint.eml'), /^From: "?Ann Reader"?\s+<ann@example\.com>\r?$/m);
  });

  it('writes into the folder of --out, and makes it when it is missing', async () => {
    mkdirSync(join(folder.path, 'out'));
    for (const out of ['out', join('new', 'drafts')]) {
      const { stdout } = await complain('spam.eml', '--out', out);
      assert.equal(stdout.split('\n')[0], join(out, 'spam.complaint.eml'));
      assert.deepEqual(readdirSync(join(folder.path, out)), ['spam.complaint.eml']);
    }
  });

  it('blames no server for an address that somebody took out of the copy', async () => {
    const blanked = clean.replace('[192.0.2.7]', '[REDACTED]');
    assert.notEqual(blanked, clean);
    folder.write('blanked.eml', blanked);
    const { stdout } = await complain('blanked.eml');
    assert.match(stdout, /^ {2}To is empty/m);
    assert.doesNotMatch(read('blanked.complaint.eml'), /wrote no client|records? client addresses/);
    const report = await run(['trace', '--report', 'blanked.eml'], { cwd: folder.path });
    assert.match(report.stdout, /^Anonymous relays: 0$/m);
  });

  it('gives a complaint about standard input a name of its own', async () => {
    const { stdout } = await run(['complain', '-'], { cwd: folder.path, input: clean });
    assert.equal(stdout.split('\n')[0], 'message.complaint.eml');
    assert.match(read('message.complaint.eml'), /filename="message\.eml"/);
  });

  it('complains about a forwarded message with --part', async () => {
    folder.write('wrapper.eml', forwarding(forged.replace('Hello', 'Cheap watches')));
    await complain('wrapper.eml', '--part', '2');
    assert.match(read('wrapper.complaint.eml'), /^Subject: .*Cheap watches/m);
  });

  it('says in one sentence why it wrote none, and goes on with the next', async () => {
    const separator = 'From sender@example.org Mon Jan  1 10:00:05 2024\n';
    folder.write('mbox', `${separator}${clean}\n${separator}${clean}`);
    folder.write('old.complaint.eml', clean);
    folder.write('notes.txt', 'nothing that came by mail\n');
    const { code, stdout, stderr } = await complain(
      'missing.eml',
      'mbox',
      'old.complaint.eml',
      'notes.txt',
      '.',
      'spam.eml',
    );
    assert.equal(code, 2);
    assert.deepEqual(stderr.split('\n'), [
      'spam-patrol: No complaint about missing.eml was written: there is no such file or folder.',
      'spam-patrol: No complaint about mbox was written: it is an mbox with several messages; save the one that you mean as a file of its own.',
      'spam-patrol: No complaint about old.complaint.eml was written: it is a complaint already.',
      'spam-patrol: No complaint about notes.txt was written: it holds no mail header; save the original message ("show original", "view source") and complain about that.',
      'spam-patrol: No complaint about . was written: it is a folder.',
      '',
    ]);
    assert.match(stdout, /^spam\.complaint\.eml$/m);
    for (const [out, why] of [
      [join('spam.eml', 'drafts'), 'a part of the path is no folder'],
      ['spam.eml', 'there is something else of that name'],
    ] as const) {
      const nowhere = await complain('other.txt', '--out', out);
      assert.equal(nowhere.code, 2);
      assert.equal(
        nowhere.stderr,
        `spam-patrol: No complaint was written: the folder ${out} cannot be made, ${why}.\n`,
      );
    }
  });

  it('calls a name without an address a wrong call', async () => {
    const { code, stderr } = await complain('spam.eml', '--name', 'Ann');
    assert.equal(code, 2);
    assert.match(stderr, /^error: --name needs --address/);
  });

  it('writes the format, the language and the law that were asked for, a file for each kind of recipient', async () => {
    folder.write('complete.eml', complete);
    const { code, stdout } = await complain(
      'complete.eml',
      ...['--format', 'arf', '--language', 'fr', '--legal', 'eprivacy'],
      ...['--to', 'abuse@carrier.example', '--to', 'web-host:abuse@host.example'],
    );
    assert.equal(code, 0);
    assert.deepEqual(
      stdout.split('\n').filter((line) => /^\S/.test(line)),
      ['complete.complaint.eml', 'complete-2.complaint.eml'],
    );
    const first = Buffer.from(read('complete.complaint.eml'), 'latin1').toString();
    assert.match(first, /report-type=feedback-report/);
    assert.match(first, /directive\s+2002\/58\/CE/);
    assert.match(first, /^To: abuse@carrier\.example\r$/m);
    assert.match(read('complete-2.complaint.eml'), /^X-Spam-Patrol-Letter: web-host\r$/m);
  });

  it('names the site to its host, and asks for the mailbox that the message does not name', async () => {
    folder.write('complete.eml', complete);
    const { stdout } = await complain(
      'complete.eml',
      ...['--format', 'arf', '--to', 'web-host:abuse@host.example'],
      ...['--to', 'drop-box:abuse@freemail.example'],
    );
    const host = read('complete.complaint.eml');
    assert.match(host, /^ {2}Web address: +https:\/\/bulk\.example\//m);
    assert.match(host, /^Reported-URI: https:\/\/bulk\.example\//m);
    assert.match(read('complete-2.complaint.eml'), /^ {2}Mailbox: +\[\[name it here\]\]\r$/m);
    assert.match(stdout, /What of the message abuse@freemail\.example answers for is not known/);
  });

  it('writes a plain letter, and says why, when the format cannot be had', async () => {
    const { code, stdout } = await complain('spam.eml', '--format', 'xarf');
    assert.equal(code, 0);
    assert.match(stdout, /source_port.*The complaint is a plain letter instead\./);
    assert.match(read('spam.complaint.eml'), /^Content-Type: message\/rfc822\r$/m);
  });

  it('prints a text for a web form, and the rest beside it', async () => {
    const { stdout, stderr } = await complain('spam.eml', '--format', 'text', '--each');
    assert.match(stdout, /^Ladies and gentlemen,\n[^]*\n----- end of the message -----\n$/);
    assert.match(stderr, /To is a guess/);
    assert.deepEqual(readdirSync(folder.path), ['other.txt', 'spam.eml']);
  });

  it('quotes every line of a long body that may lead to somebody', async () => {
    const prose = 'We have the finest offers that you have ever seen, and only for you';
    const telling = [
      'Musterstrasse 5',
      'Rua Augusta 5',
      '1BoatSLRHtKNngkdXEeobR76b53LETtpyT',
      'Nur $20 im Haus Nr. 7',
    ];
    const body = telling.flatMap((line) => [...new Array<string>(50).fill(prose), line]);
    folder.write('long.eml', `${clean}${[...body, prose, ''].join('\n')}`);
    const { stdout } = await complain('long.eml', '--format', 'text');
    for (const line of telling) assert.ok(stdout.includes(`\n${line}\n`), line);
    assert.match(stdout, /^\[… \d+ lines without addresses or numbers left out …\]$/m);
  });

  it('replaces addresses by the same letters with the same key', async () => {
    folder.write('complete.eml', complete);
    const key = join(folder.path, 'key');
    await complain('complete.eml', '--redact', '--redact-key', key);
    await complain('complete.eml', '--redact', '--redact-key', key);
    const [first, second] = ['complete.complaint.eml', 'complete-2.complaint.eml'].map((name) =>
      read(name),
    );
    assert.ok(!first?.includes('ada@example.net'));
    const token = (text = ''): string | undefined => /([a-z2-7]{16})@example\.net/.exec(text)?.[1];
    assert.ok(token(first) !== undefined);
    assert.equal(token(first), token(second));
    const without = await complain('complete.eml', '--redact-key', key);
    assert.equal(without.code, 2);
    folder.write('no-key', 'x');
    const bad = await complain(
      'complete.eml',
      '--redact',
      '--redact-key',
      join(folder.path, 'no-key'),
    );
    assert.equal(bad.code, 2);
    assert.match(bad.stderr, /no-key holds no key; name a file that is not there yet/);
  });

  it('says that it replaced nothing, and takes the addresses that are named', async () => {
    folder.write(
      'blind.eml',
      spam
        .replace('\tfor <reader@example.com>; ', '\t')
        .replace('To: reader@', 'To: ada@elsewhere.example\nX-Was: '),
    );
    const nothing = await complain('blind.eml', '--redact');
    assert.match(
      nothing.stdout,
      /^ {2}Nothing was replaced, .* ada@elsewhere\.example stands in To .*--own-address/m,
    );
    const named = await complain('blind.eml', '--redact', '--own-address', 'ada@elsewhere.example');
    assert.match(named.stdout, /^ {2}Your addresses were replaced in one place/m);
    assert.doesNotMatch(read('blind-2.complaint.eml'), /ada@elsewhere/);
  });

  it('says to the upstream that the network was told only when it was, and the message came later', async () => {
    const about = (name: string, to: string) => complain(name, '--log', 'log', '--to', to);
    folder.write('later.eml', spam.replaceAll('2024', '2096').replace('<1@', '<2@'));
    await about('spam.eml', 'web-host:abuse@host.example');
    await about('spam.eml', 'upstream:noc@transit.example');
    await about('later.eml', 'upstream:noc@transit.example');
    await about('spam.eml', 'network:abuse@carrier.example');
    await about('spam.eml', 'upstream:noc@transit.example');
    await about('later.eml', 'upstream:noc@transit.example');
    const told = ['spam-2', 'later', 'spam-4', 'later-2'].map((name) =>
      /I wrote to the network itself/.test(read(`${name}.complaint.eml`)),
    );
    assert.deepEqual(told, [false, false, false, true]);
  });

  it('takes a file in UTF-16 for the text that it is, and says so', async () => {
    folder.write('utf16.eml', Buffer.from(`\ufeff${spam}`, 'utf16le'));
    const { code, stdout } = await complain('utf16.eml');
    assert.equal(code, 0);
    assert.match(stdout, /^ {2}To: abuse@example\.org$/m);
    assert.match(stdout, /^ {2}The file is UTF-16, which mail never is: its text, as UTF-8,/m);
  });

  it('puts the message into an archive that its password opens', async () => {
    await complain('spam.eml', '--archive');
    assert.match(read('spam.complaint.eml'), /^Content-Type: application\/zip\r$/m);
    assert.ok(!read('spam.complaint.eml').includes('Good day.'));
  });

  it('takes texts from a folder, and says line and column of a fault', async () => {
    folder.write('texts/network.txt', 'Subject: Mine\n\nHello {sorce}\n');
    folder.write('texts/belief.txt', 'I saw it.\n');
    const { code, stdout } = await complain('spam.eml', '--texts', 'texts');
    assert.equal(code, 0);
    assert.match(stdout, /texts\/network\.txt:3:7: There is no variable sorce\. The built-in text/);
    assert.match(read('spam.complaint.eml'), /I saw it\./);
    mkdirSync(join(folder.path, 'none'));
    const none = await complain('spam.eml', '--texts', 'none');
    assert.equal(none.code, 2);
    assert.match(none.stderr, /none holds no text of a complaint, such as network\.txt/);
  });

  it('keeps a log when asked, and says who was told before', async () => {
    await complain('spam.eml', '--log', 'log.jsonl');
    assert.equal(read('log.jsonl').trim().split('\n').length, 1);
    const { stdout } = await complain('spam.eml', '--log', 'log.jsonl');
    assert.match(stdout, /You complained about this very message on /);
  });

  it('says what is wrong with a recipient, a role and a law', async () => {
    for (const [args, sentence] of [
      [['--to', 'a,b@example.net'], /no address that can safely be written into To/],
      [['--to', 'king:a@example.net'], /There is no role king; the roles are network,/],
      [['--legal', 'magna-carta'], /There is no paragraph about magna-carta/],
      [['--format', 'pdf'], /Allowed choices are letter, inline, arf, xarf, text/],
    ] as const) {
      const { code, stderr } = await complain('spam.eml', ...args);
      assert.equal(code, 2);
      assert.match(stderr, sentence);
    }
  });

  it('says that a wrapper holds the message that is meant', async () => {
    folder.write('wrapper.eml', forwarding(forged));
    const { stdout } = await complain('wrapper.eml');
    assert.match(stdout, /holds another one, forwarded in part 2\. If that is the spam/);
  });
});
