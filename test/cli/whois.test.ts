import assert from 'node:assert/strict';
import { once } from 'node:events';
import { join } from 'node:path';
import { after, before, describe, it } from 'mocha';
import type { GeoFindings } from '../../server/src/lookup/geo-files.ts';
import type { Report } from '../../server/src/lookup/report.ts';
import { Folder, run, start } from './cli.ts';
import { writeMmdb } from '../lookup/mmdb.ts';
import { CliWorld, nobody } from './lookups.ts';

describe('spam-patrol whois', () => {
  let world: CliWorld;
  before(async () => {
    world = await CliWorld.start();
  });
  after(() => world.stop());

  const whois = (...args: readonly string[]): ReturnType<typeof run> =>
    run(['whois', ...world.flags, ...args], { env: world.env });

  it('prints what registries and name servers say, the important first', async () => {
    const { code, stdout, stderr } = await whois('192.0.2.7');
    assert.equal(stderr, '', 'no progress where nobody watches');
    assert.equal(code, 0);
    const order = [
      'About 192.0.2.7',
      '  192.0.2.7 belongs to Small Host LLC, SMALLHOST-NET (US), which has 192.0.2.0/24.',
      'Whom to tell',
      '  abuse@smallhost.example',
      'Facts',
      '  Announced by:      AS64496 SMALLHOST-AS, US',
      'What is not known',
      'What the name servers said',
      'rdap.arin.net was asked: GET https://rdap.arin.net/registry/ip/192.0.2.7',
      '127.0.0.1 was asked: 192.0.2.7',
    ].map((line) => stdout.split('\n').indexOf(line));
    assert.ok(
      order.every((at, index) => at > (order[index - 1] ?? -1)),
      `${order.join(' ')}\n${stdout}`,
    );
  });

  it('gives the same as JSON', async () => {
    const { code, stdout } = await whois('www.example.com', '--json');
    assert.equal(code, 0);
    const report = JSON.parse(stdout) as Report;
    assert.equal(report.subject, 'www.example.com');
    assert.equal(report.contacts[0]?.address, 'abuse@freemail.example');
    assert.ok(report.steps.every(({ status }) => status === 'done'));
  });

  it('reads GeoIP files of your own, and says what is wrong with one', async () => {
    const file = writeMmdb(new Map([['192.0.2.0/24', { country: { iso_code: 'NZ' } }]]), {
      type: 'Own-Country',
    });
    const folder = new Folder({ 'own.mmdb': Buffer.from(file), 'broken.mmdb': 'no such thing' });
    const flags = ['own.mmdb', 'broken.mmdb'].flatMap((name) => [
      '--geo-file',
      join(folder.path, name),
    ]);
    const { code, stdout } = await whois('192.0.2.7', '--offline', ...flags);
    const json = await whois('192.0.2.7', '--offline', '--json', ...flags);
    folder.remove();
    assert.equal(code, 0);
    assert.match(stdout, /\nYour GeoIP files\n\n {2}Network: 192\.0\.2\.0\/24\n {2}Country: NZ/);
    assert.match(stdout, /broken\.mmdb/);
    const { geo } = JSON.parse(json.stdout) as { geo: GeoFindings };
    assert.deepEqual([geo.record?.country?.code, geo.problems.length], ['NZ', 1]);
  });

  it('asks nobody when told so, and says what is known without', async () => {
    const before = world.world.packets.length;
    const { code, stdout } = await whois('8.8.8.8', '--offline');
    assert.equal(code, 0);
    assert.match(stdout, /registry of its region is ARIN/);
    assert.match(stdout, /postmaster@\[8\.8\.8\.8\]/);
    assert.match(stdout, /Not asked: registry \(RDAP\), .*, because --offline was given\./);
    const domain = await whois('mail.google.com', '--offline');
    assert.match(domain.stdout, /belongs to Google\..*abuse@google\.com/s);
    assert.equal(world.world.packets.length, before);
  });

  it('says what a telephone number is, and where to look it up, and asks nobody', async () => {
    const before = world.world.packets.length;
    const { code, stdout } = await whois('+1 202 555 0143');
    assert.equal(code, 0);
    assert.match(stdout, /About \+1 202 555 0143\n.*United States \(US\)/s);
    assert.match(stdout, /Set one with \{number\} in it/);
    const directory = ['--phone-url', 'https://directory.example/?q={number}', '--json'];
    const json = JSON.parse((await whois('+49 30 901820', ...directory)).stdout) as object;
    assert.deepEqual(json, {
      value: '+4930901820',
      country: 'DE',
      type: 'fixed',
      international: '+49 30 901820',
      national: '030 901820',
      extension: null,
      vanity: null,
      assigned: true,
      directory: 'https://directory.example/?q=%2B4930901820',
    });
    assert.equal(world.world.packets.length, before);
  });

  it('says what is known without when nobody can be reached, and ends with 1', async () => {
    const { flags, env } = await nobody();
    const { code, stdout } = await run(['whois', '192.0.2.7', ...flags], { env });
    assert.equal(code, 1);
    assert.match(stdout, /an address for documentation \(192\.0\.2\.0\/24, RFC 5737\)/);
    assert.match(stdout, /postmaster@\[192\.0\.2\.7\]/);
    assert.match(
      stdout,
      /Could not reach rdap\.arin\.net: the proxy of this machine or of the settings could not be reached\./,
    );
    assert.match(stdout, /Could not reach 127\.0\.0\.1: it refused the connection\./);
    assert.match(stdout, /The name servers could not be asked: /);
  });

  it('keeps what it learned where it is told to, and asks nobody a second time', async () => {
    const folder = new Folder();
    try {
      const cache = ['--cache', `${folder.path}/cache`];
      const first = await whois('192.0.2.7', ...cache, '--json');
      const before = world.world.packets.length;
      const second = await whois('192.0.2.7', ...cache, '--json');
      const [one, other] = [first, second].map(({ stdout }) => JSON.parse(stdout) as Report);
      assert.deepEqual(other?.facts, one?.facts);
      // psbl refuses to answer: that is not kept.
      const again = world.world.packets.slice(before);
      assert.ok(
        again.length > 0 && again.every((packet) => /zen|psbl|spamcop/.test(packet)),
        again.join(),
      );
      assert.deepEqual(
        other?.steps.filter(({ cached }) => !cached).map(({ step }) => step),
        ['blocklists'],
      );
    } finally {
      folder.remove();
    }
  });

  it('ends when it is interrupted, and prints what it has', async () => {
    await world.world.whois
      .host('hangs.example', () => undefined)
      .then(async (port) => {
        const child = start(
          ['whois', '192.0.2.7', '--json', ...world.flags, '--server', `127.0.0.1:${port}`],
          { env: world.env },
        );
        let stdout = '';
        child.stdout?.on('data', (chunk: Buffer) => (stdout += chunk.toString()));
        const ended = once(child, 'close');
        while (!world.world.whois.queries.some((query) => query.startsWith('hangs.example'))) {
          await new Promise((resolve) => setImmediate(resolve));
        }
        child.kill('SIGINT');
        const [code] = (await ended) as [number | null];
        assert.equal(code, 0);
        const report = JSON.parse(stdout) as Report;
        assert.equal(report.steps.find(({ step }) => step === 'whois')?.status, 'cancelled');
      });
  });

  it('says in a sentence what is wrong, and ends with 2', async () => {
    for (const args of [
      ['not a subject'],
      ['300.1.2.3'],
      ['AS99999999999'],
      ['+999 1'],
      ['+1 202 555 0143, +1 202 555 0144'],
      ['192.0.2.7', '--dns', 'dns.example'],
    ]) {
      const { code, stdout, stderr } = await run(['whois', ...args]);
      assert.equal(code, 2, args.join(' '));
      assert.equal(stdout, '');
      assert.match(stderr, /^spam-patrol: .*[.]\n$/s);
      assert.doesNotMatch(stderr, /^\s+at /m);
    }
  });

  it('keeps the answers of the other servers when the first whois server in the flags is none', async () => {
    const { code, stdout } = await whois('192.0.2.7', '--server', 'http://x/');
    assert.equal(code, 0);
    assert.match(stdout, /The whois server in the settings, "http:\/\/x\/", is neither/);
    assert.match(stdout, /abuse@smallhost\.example/);
  });
});
