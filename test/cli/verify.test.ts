import assert from 'node:assert/strict';
import { once } from 'node:events';
import type { Verification } from '../../server/src/core/verification/verification.ts';
import { keys, plainMessage, received, seal, sign } from '../verify/vectors.ts';
import { NameServer } from '../servers/name-server.ts';
import { zone } from '../servers/zone.ts';
import { Folder, run, start } from './cli.ts';

const published = zone({
  'TXT sel._domainkey.example.org': keys.rsa.record,
  'TXT arc._domainkey.forwarder.example': keys.rsa.record,
  'TXT example.org': 'v=spf1 ip4:192.0.2.0/28 -all',
  'TXT _dmarc.example.org': 'v=DMARC1; p=reject',
  'TXT silent._domainkey.example.org': 'SILENT',
});

describe('spam-patrol verify', () => {
  let server: NameServer;
  let signed: string;

  before(async () => {
    server = await NameServer.start(published);
    signed = received + (await seal(await sign(plainMessage), 'forwarder.example'));
  });
  after(() => {
    server.stop();
  });

  it('reports each check, and what it proves', async () => {
    const { code, stdout, stderr } = await run(['verify', '-', '--dns', server.address], {
      input: signed,
    });
    assert.equal(stderr, '');
    assert.equal(code, 0);
    assert.match(stdout, /^DKIM signature of example\.org, selector sel: pass$/m);
    assert.match(
      stdout,
      /This confirms the domain in From.*not say\s+that the sender is friendly/s,
    );
    assert.match(stdout, /^ARC chain of 1 set, sealed last by forwarder\.example: pass$/m);
    assert.match(stdout, /^SPF of example\.org for 192\.0\.2\.10: pass$/m);
    assert.match(stdout, /^DMARC of example\.org: pass$/m);
    assert.match(stdout, /days old\. Keys and policies are those of today/);
    assert.ok(stdout.split('\n').every((line) => line.length <= 80));
  });

  it('ends with 1 when something speaks against the message, and gives JSON', async () => {
    const { code, stdout } = await run(['verify', '-', '--dns', server.address, '--json'], {
      input: signed.replace('at ten', 'at six'),
    });
    assert.equal(code, 1);
    const { signatures, arc, spf, dmarc } = JSON.parse(stdout) as Verification;
    assert.deepEqual(
      signatures.map(({ verdict, body, header }) => [verdict, body, header]),
      [['fail', 'changed', 'intact']],
    );
    assert.deepEqual([arc?.verdict, spf?.outcome, dmarc?.outcome], ['fail', 'pass', 'pass']);
  });

  it('asks nobody when told so', async () => {
    const asked = server.asked.length;
    const { code, stdout } = await run(['verify', '-', '--offline'], { input: signed });
    assert.equal(code, 0);
    assert.match(stdout, /Nothing was asked of the network/);
    assert.match(stdout, /^DKIM signature of .*: the body hash matches$/m);
    assert.equal(server.asked.length, asked);
    assert.equal((await run(['verify', '-', '--offline', '--dns', '192.0.2.1'])).code, 2);
  });

  it('verifies the message forwarded in a part, by its own route', async () => {
    const forward =
      'From: me@example.com\r\nSubject: see this\r\nMIME-Version: 1.0\r\n' +
      'Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\nContent-Type: text/plain\r\n\r\n' +
      `see this\r\n--b\r\nContent-Type: message/rfc822\r\n\r\n${signed}\r\n--b--\r\n`;
    const dns = ['--dns', server.address];
    const whole = await run(['verify', '-', ...dns], { input: forward });
    assert.match(whole.stdout, /^DKIM: none$/m);
    const { code, stdout } = await run(['verify', '-', '--part', '2', ...dns], { input: forward });
    assert.equal(code, 0);
    assert.match(stdout, /^Signatures of -, part 2$/m);
    assert.match(stdout, /^DKIM signature of example\.org, selector sel: pass$/m);
    assert.match(stdout, /^SPF of example\.org for 192\.0\.2\.10: pass$/m);
    const none = await run(['verify', '-', '--part', '1', ...dns], { input: forward });
    assert.equal(none.code, 2);
    assert.match(none.stderr, /could not be verified: it holds no forwarded message 1\.$/m);
  });

  it('does not verify a complaint of ours, but the message inside', async () => {
    const folder = new Folder({
      'spam.complaint.eml':
        'From: me@example.com\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n' +
        `--b\r\nContent-Type: message/rfc822\r\n\r\n${signed}\r\n--b--\r\n`,
    });
    const verify = ['verify', 'spam.complaint.eml', '--offline'];
    const own = await run(verify, { cwd: folder.path });
    const inside = await run([...verify, '--part', '1'], { cwd: folder.path });
    folder.remove();
    assert.equal(own.code, 2);
    assert.match(
      own.stderr,
      /it is a complaint of yours; name the message that it complains about/,
    );
    assert.match(inside.stdout, /^DKIM signature of .*: the body hash matches$/m);
  });

  it('lets no message write into the built-in objects of the verifier', async () => {
    // `skip` is a property by which the library leaves signatures out.
    const field = 'ARC-Authentication-Results: i=1; x; spf=pass __proto__.skip=1\r\n';
    const message = field + (await sign(plainMessage));
    const { stdout } = await run(['verify', '-', '--dns', server.address], { input: message });
    assert.match(stdout, /^DKIM signature of example\.org, selector sel: pass$/m);
  });

  it('prints nothing but its report, whatever the library has to say', async () => {
    // The library logs a body that is shorter than its signature says.
    const message = (await sign(plainMessage)).replace('; s=sel', '; l=99999; s=sel');
    const { stdout } = await run(['verify', '-', '--json', '--offline'], { input: message });
    assert.equal((JSON.parse(stdout) as Verification).offline, true);
  });

  it('says in a sentence what is wrong, and ends with 2', async () => {
    const folder = new Folder({
      'two.mbox': `From a\n${plainMessage}\nFrom b\n${plainMessage}`,
    });
    for (const args of [
      [`${folder.path}/none.eml`],
      [`${folder.path}/two.mbox`],
      ['-', '--dns', 'dns.example.com'],
    ]) {
      const { code, stdout, stderr } = await run(['verify', ...args], { input: signed });
      assert.equal(code, 2);
      assert.equal(stdout, '');
      assert.match(stderr, /^spam-patrol: The signatures of .* could not be verified: .*\.\n$/s);
    }
    folder.remove();
  });

  it('ends with 2 when nobody answered: that is no peace', async () => {
    const { code, stdout } = await run(['verify', '-', '--dns', '127.0.0.1:1'], { input: signed });
    assert.equal(code, 2);
    assert.match(stdout, /The name servers gave no answer/);
  });

  it('ends when it is interrupted', async () => {
    const silent = await sign(plainMessage, { selector: 'silent' });
    const child = start(['verify', '-', '--dns', server.address]);
    child.stdin?.end(silent);
    const asked = server.asked.length;
    await server.nextQuestion(asked);
    child.kill('SIGINT');
    assert.deepEqual(await once(child, 'exit'), [2, null]);
  });
});
