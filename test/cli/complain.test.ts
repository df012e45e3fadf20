import assert from 'node:assert/strict';
import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, it } from 'mocha';
import { Folder, run } from './cli.ts';
import { clean, crlf, forged, forwarding } from './messages.ts';

describe('spam-patrol complain', () => {
  let folder: Folder;

  beforeEach(() => {
    folder = new Folder({ 'spam.eml': clean, 'other.txt': clean });
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

  it('writes into the folder of --out', async () => {
    mkdirSync(join(folder.path, 'out'));
    const { stdout } = await complain('spam.eml', '--out', 'out');
    assert.equal(stdout.split('\n')[0], join('out', 'spam.complaint.eml'));
    assert.deepEqual(readdirSync(join(folder.path, 'out')), ['spam.complaint.eml']);
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
    const { code, stdout, stderr } = await complain(
      'missing.eml',
      'mbox',
      'old.complaint.eml',
      'spam.eml',
    );
    assert.equal(code, 2);
    assert.deepEqual(stderr.split('\n'), [
      'spam-patrol: No complaint about missing.eml was written: there is no such file or folder.',
      'spam-patrol: No complaint about mbox was written: it is an mbox with several messages; save the one that you mean as a file of its own.',
      'spam-patrol: No complaint about old.complaint.eml was written: it is a complaint already.',
      '',
    ]);
    assert.match(stdout, /^spam\.complaint\.eml$/m);
    const nowhere = await complain('spam.eml', '--out', 'nowhere');
    assert.equal(nowhere.code, 2);
    assert.match(nowhere.stderr, /nowhere.*there is no such file or folder\.\n$/);
  });

  it('calls a name without an address a wrong call', async () => {
    const { code, stderr } = await complain('spam.eml', '--name', 'Ann');
    assert.equal(code, 2);
    assert.match(stderr, /^error: --name needs --address/);
  });
});
