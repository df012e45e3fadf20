/** `spam-patrol trace --report`, and large sets of files, which several threads share. */
import assert from 'node:assert/strict';
import type { PatrolReport } from '../../server/src/core/patrol/report.ts';
import { Folder, run, trace } from './cli.ts';
import { clean, forged, forwarding, seed } from './messages.ts';

describe('trace --report', () => {
  let folder: Folder;
  beforeEach(() => {
    folder = new Folder();
  });
  afterEach(() => {
    folder.remove();
  });

  it('prints one report on all messages in the place of their routes', async () => {
    for (const name of ['a', 'b', 'below/c']) folder.write(`${name}.eml`, clean);
    folder.write('d.eml', forged);
    folder.write('e.complaint.eml', forged);
    const { code, stdout, stderr } = await run(['trace', '--report', '.'], {
      cwd: folder.path,
    });
    assert.equal(stderr, '');
    assert.equal(code, 1);
    assert.match(
      stdout,
      /^Patrol of \.\n\n4 messages in 4 files, received on 2024-01-01\.\n1 of them has/,
    );
    assert.match(stdout, / 4 {2}192\.0\.2\.0\/24 +1 {2}2024-01-01 {2}2024-01-01 {2}example\.org\n/);
    assert.match(stdout, / 1 {2}error +impossible-address\n/);
    assert.match(stdout, / 4 {2}192\.0\.2\.7 .* a\.eml, b\.eml, below\/c\.eml, …\n/);
    assert.doesNotMatch(stdout, /trust/);
  });

  it('is JSON with --format json, with messages of mailboxes and forwarded ones', async () => {
    folder.write(
      'box',
      `From a@b Mon Jan  1 00:00:00 2024\n${clean}\nFrom a@b Mon Jan  1 00:00:00 2024\n${seed}`,
    );
    folder.write('wrapper.eml', forwarding(seed));
    const { code, stdout, stderr } = await run(
      ['trace', '--report', '--format', 'json', 'box', 'wrapper.eml', 'gone.eml'],
      { cwd: folder.path },
    );
    assert.equal(code, 2);
    assert.match(stderr, /gone\.eml cannot be read: there is no such file or folder\./);
    const report = JSON.parse(stdout) as PatrolReport;
    assert.deepEqual([report.files, report.messages, report.flagged], [2, 4, 2]);
    assert.deepEqual(report.unreadable, {
      total: 1,
      entries: [{ file: 'gone.eml', reason: 'there is no such file or folder' }],
    });
    const seeds = report.networks.entries.find(({ network }) => network === '204.244.177.0/24');
    assert.deepEqual(seeds?.examples, [
      { file: 'box', message: 1, part: null },
      { file: 'wrapper.eml', message: null, part: '2' },
    ]);
  });

  it('is a wrong call with a format that has no reports', async () => {
    const { code, stderr } = await run(['trace', '--report', '--format', 'sarif', '.'], {
      cwd: folder.path,
    });
    assert.equal(code, 2);
    assert.match(stderr, /A report is printed as text or as json\./);
  });
});

describe('a large set of files', () => {
  /** More than are traced before threads are started, and more than one batch for each. */
  const count = 900;
  let folder: Folder;
  before(() => {
    folder = new Folder();
    const messages = [clean, forged, seed, forwarding(forged), ''];
    for (let n = 0; n < count; n++) folder.write(name(n), messages[n % messages.length] ?? '');
    // Too large for a thread.
    const line = 'From a@b Mon Jan  1 00:00:00 2024\n';
    folder.write(name(700), `${line}${clean}${'x'.repeat(17_000_000)}\n\n${line}${seed}`);
  });
  after(() => {
    folder.remove();
  });
  const name = (n: number): string => `${String(n).padStart(4, '0')}.eml`;

  for (const format of ['ndjson', 'json', 'text', 'sarif']) {
    it(`is printed the same by several threads as by one, in order (${format})`, async () => {
      const list = Array.from({ length: count }, (_, n) => name(n));
      list.splice(600, 0, 'gone.eml');
      const call = (threads: string) =>
        run(['trace', '--format', format, '--threads', threads, '--files-from', '-'], {
          cwd: folder.path,
          input: list.join('\n'),
        });
      const [one, several] = [await call('1'), await call('3')];
      assert.equal(one.code, 2);
      assert.deepEqual([several.code, several.stderr], [one.code, one.stderr]);
      assert.ok(several.stdout === one.stdout, 'the outputs differ');
      if (format === 'ndjson') assert.ok(one.stdout.split('\n').length > count);
    });
  }

  it('gives the same report', async () => {
    const call = (threads: string) =>
      run(['trace', '--report', '--format', 'json', '--threads', threads, '.'], {
        cwd: folder.path,
      });
    const [one, several] = [await call('1'), await call('2')];
    assert.equal(one.code, 1);
    assert.equal(several.stdout, one.stdout);
    // A fifth of them forwards another; the large one is a mailbox of two.
    assert.equal((JSON.parse(one.stdout) as PatrolReport).messages, count + count / 5 + 1);
  });

  it('is judged by the same own hosts and levels of rules in every thread', async () => {
    const options = ['--own-host', 'mail.example.org', '--rule', 'impossible-address=hint', '.'];
    const { code, results } = await trace(['--threads', '2', ...options], { cwd: folder.path });
    assert.equal(code, 1);
    const levels = results.flatMap(({ findings }) =>
      findings.filter(({ rule }) => rule === 'impossible-address').map(({ level }) => level),
    );
    assert.ok(levels.length > 300 && levels.every((level) => level === 'hint'));
  });

  it('is a wrong call with threads that are no number', async () => {
    for (const threads of ['0', '-1', 'two', '1e3']) {
      const { code } = await run(['trace', '--threads', threads, '.'], { cwd: folder.path });
      assert.equal(code, 2, threads);
    }
  });
});
