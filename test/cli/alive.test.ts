import assert from 'node:assert/strict';
import { chmodSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'mocha';
import type { AliveAnswer } from '../../server/src/lookup/alive.ts';
import { Folder, run } from './cli.ts';

/** A program of the system that a test writes; Windows starts none like it. */
const describeUnix = process.platform === 'win32' ? describe.skip : describe;

describeUnix('spam-patrol alive', () => {
  let programs: Folder;
  let none: Folder;
  before(() => {
    programs = new Folder({
      traceroute: `#!${process.execPath}
const address = process.argv.at(-1);
console.log('traceroute to ' + address + ', 30 hops max');
console.log(' 1  198.51.100.1  0.421 ms');
console.log(address === '203.0.113.7' ? ' 2  203.0.113.7  9.100 ms' : ' 2  *');
`,
    });
    chmodSync(join(programs.path, 'traceroute'), 0o755);
    none = new Folder({});
  });
  after(() => {
    programs.remove();
    none.remove();
  });

  const alive = (...args: readonly string[]): ReturnType<typeof run> =>
    run(['alive', ...args], { env: { PATH: programs.path } });

  it('says that the address answered, and shows the way', async () => {
    const { code, stdout, stderr } = await alive('203.0.113.7');
    assert.deepEqual([code, stderr], [0, '']);
    assert.match(
      stdout,
      /^203\.0\.113\.7 answers, 2 hops away.*\n\n[^]* 2 {2}203\.0\.113\.7 {2}9\.100 ms\n$/,
    );
  });

  it('says what silence is worth, as JSON too', async () => {
    const { code, stdout } = await alive('203.0.113.8', '--json');
    assert.equal(code, 1);
    const answer = JSON.parse(stdout) as AliveAnswer;
    assert.ok(answer.kind === 'answered');
    assert.deepEqual([answer.verdict, answer.hops.length], ['silent', 2]);
  });

  it('takes addresses only, and says what is missing', async () => {
    const name = await alive('example.com');
    assert.equal(name.code, 2);
    assert.match(name.stderr, /"example\.com" is no IP address.*nothing was sent/);
    const missing = await run(['alive', '203.0.113.7'], { env: { PATH: none.path } });
    assert.equal(missing.code, 2);
    assert.match(missing.stderr, /install traceroute/);
  });
});
