/** Tracing the way to an address: with programs that are small scripts, good and bad, and with the system's own where it has one. */
import assert from 'node:assert/strict';
import { english } from '../../server/src/core/text/said.ts';
import { spawnSync } from 'node:child_process';
import { isHidden } from '../../server/src/core/text/plain.ts';
import { type AliveAnswer, hopsIn, traceTo } from '../../server/src/lookup/alive.ts';
import type { RunProgram } from '../../server/src/lookup/program.ts';
import { later } from '../../server/src/lsp/timer.ts';
import { nodeRunProgram } from '../../server/src/node/program.ts';

/** Runs a script in place of `name`; every other program is missing. */
function fake(script: string, name = 'traceroute', calls: string[][] = []): RunProgram {
  return (program, args, options) => {
    calls.push([program, ...args]);
    return program === name
      ? nodeRunProgram(process.execPath, ['-e', script, '--', ...args], options)
      : nodeRunProgram('there-is-no-such-program', args, options);
  };
}

const print = (text: string): string => `process.stdout.write(${JSON.stringify(text)});`;
const forever = 'setInterval(() => {}, 1000);';

interface Options {
  readonly lines?: string[];
  readonly signal?: AbortSignal;
  readonly onLine?: (line: string) => void;
  /** Called once the timer is set, to strike it at once. */
  readonly strike?: (callback: () => void) => void;
}

function trace(address: string, run: RunProgram, options: Options = {}): Promise<AliveAnswer> {
  return traceTo(address, {
    run,
    signal: options.signal ?? new AbortController().signal,
    later: (callback, milliseconds) => {
      assert.equal(milliseconds, 30_000);
      options.strike?.(callback);
      return options.strike === undefined ? later(callback, milliseconds) : { dispose() {} };
    },
    onLine: (line) => {
      options.lines?.push(line);
      options.onLine?.(line);
    },
  });
}

function answered(answer: AliveAnswer): AliveAnswer & { kind: 'answered' } {
  assert.ok(answer.kind === 'answered', JSON.stringify(answer));
  return answer;
}

function failure(answer: AliveAnswer): string {
  assert.ok(answer.kind === 'failed', JSON.stringify(answer));
  return english(answer.message);
}

const linux = `traceroute to 192.0.2.7 (192.0.2.7), 30 hops max, 60 byte packets
 1  198.51.100.1  0.272 ms
 2  *
 3  192.0.2.7  12.5 ms
`;

describe('is an address alive', () => {
  it('reads what traceroute writes, line by line as it comes', async () => {
    const lines: string[] = [];
    const calls: string[][] = [];
    const answer = answered(
      await trace('192.0.2.7', fake(print(linux), 'traceroute', calls), { lines }),
    );
    assert.deepEqual(calls, [['traceroute', '-n', '-q', '1', '-w', '2', '-m', '30', '192.0.2.7']]);
    assert.equal(answer.verdict, 'reached');
    assert.deepEqual(answer.hops, [
      { number: 1, address: '198.51.100.1', milliseconds: 0.272, refusal: null },
      { number: 2, address: null, milliseconds: null, refusal: null },
      { number: 3, address: '192.0.2.7', milliseconds: 12.5, refusal: null },
    ]);
    assert.match(answer.meaning, /^192\.0\.2\.7 answers, 3 hops away: a machine is there now\./);
    assert.deepEqual(lines, linux.trimEnd().split('\n'));
    assert.equal(answer.output, linux.trimEnd());
  });

  it('takes the program that the system has, and a canonical address', async () => {
    const calls: string[][] = [];
    await trace('2001:DB8::0:7', fake(print(' 1: 2001:db8::7 1ms reached\n'), 'tracepath', calls));
    assert.deepEqual(calls, [
      ['traceroute6', '-n', '-q', '1', '-w', '2', '-m', '30', '2001:db8::7'],
      ['tracepath', '-n', '-m', '30', '2001:db8::7'],
    ]);
  });

  it('reads tracepath and tracert', () => {
    assert.deepEqual(
      hopsIn([
        ' 1?: [LOCALHOST]                      pmtu 1500',
        ' 1:  198.51.100.1                      0.345ms ',
        ' 1:  198.51.100.1                      0.300ms ',
        ' 2:  no reply',
        ' 3:  192.0.2.7                         9.1ms reached',
        '     Resume: pmtu 1500 hops 3 back 3',
      ]).map(({ number, address, milliseconds }) => [number, address, milliseconds]),
      [
        [1, '198.51.100.1', 0.345],
        [2, null, null],
        [3, '192.0.2.7', 9.1],
      ],
    );
    assert.deepEqual(
      hopsIn([
        'Tracing route to 192.0.2.7 over a maximum of 30 hops',
        '  1    <1 ms    <1 ms     2 ms  198.51.100.1',
        '  2     *        *        *     Request timed out.',
        '  3  198.51.100.9  reports: Destination host unreachable.',
      ]).map(({ number, address, milliseconds, refusal }) => [
        number,
        address,
        milliseconds,
        refusal,
      ]),
      [
        [1, '198.51.100.1', 1, null],
        [2, null, null, null],
        [3, '198.51.100.9', null, 'host unreachable'],
      ],
    );
    assert.deepEqual(
      hopsIn([' 4  198.51.100.9  3.1 ms !X']).map(({ refusal }) => refusal),
      ['forbidden by a firewall'],
    );
  });

  it('says what silence and refusal are worth', async () => {
    for (const [output, verdict, meaning] of [
      [
        ' 1  198.51.100.1  1.0 ms\n 2  *\n 3  *\n',
        'silent',
        /does not answer\. The last to answer was 198\.51\.100\.1, one hop away\. That is a sign, not a proof/,
      ],
      [' 1  *\n 2  *\n', 'silent', /not even the nearest: this network may let no trace through/],
      [
        ' 1  198.51.100.1  1.0 ms !H\n',
        'refused',
        /^198\.51\.100\.1 says that 192\.0\.2\.7 cannot be reached \(host unreachable\)/,
      ],
    ] as const) {
      const answer = answered(await trace('192.0.2.7', fake(print(output))));
      assert.equal(answer.verdict, verdict);
      assert.match(answer.meaning, meaning);
    }
  });

  it('ends after 30 seconds, and keeps what it learned', async () => {
    let strike = (): void => undefined;
    const answer = answered(
      await trace('192.0.2.7', fake(print(' 1  198.51.100.1  1.0 ms\n') + forever), {
        strike: (callback) => (strike = callback),
        onLine: () => {
          strike();
        },
      }),
    );
    assert.equal(answer.verdict, 'unfinished');
    assert.equal(answer.hops.length, 1);
    assert.match(answer.meaning, /^After 30 seconds 192\.0\.2\.7 had not answered/);
  });

  it('can be cancelled, before it begins and at any line', async () => {
    const controller = new AbortController();
    const answer = answered(
      await trace('192.0.2.7', fake(print(' 1  198.51.100.1  1.0 ms\n') + forever), {
        signal: controller.signal,
        onLine: () => {
          controller.abort();
        },
      }),
    );
    assert.equal(answer.verdict, 'cancelled');
    assert.match(answer.meaning, /what had arrived is kept/);
    const untouched: RunProgram = () => assert.fail('nothing may be started');
    assert.match(
      failure(await trace('192.0.2.7', untouched, { signal: controller.signal })),
      /cancelled; nothing was sent\.$/,
    );
  });

  it('leaves no program behind', async () => {
    const controller = new AbortController();
    const end = await nodeRunProgram(process.execPath, ['-e', print('x') + forever], {
      signal: controller.signal,
      onOutput: () => {
        controller.abort();
      },
    });
    assert.deepEqual(end, { kind: 'ended', code: null });
  });

  it('does not wait for a program that heeds no signal', async () => {
    const controller = new AbortController();
    const deaf: RunProgram = (_program, _args, { onOutput }) => {
      onOutput(Buffer.from(' 1  198.51.100.1  1.0 ms\n'));
      controller.abort();
      return new Promise(() => undefined);
    };
    assert.equal(
      answered(await trace('192.0.2.7', deaf, { signal: controller.signal })).verdict,
      'cancelled',
    );
  });

  it('starts nothing for what is no address, or nobody’s', async () => {
    const untouched: RunProgram = () => assert.fail('nothing may be started');
    for (const address of [
      '',
      'example.com',
      '-h',
      '192.0.2.7; id',
      '$(id)',
      '500.202.999.352',
      '192.0.2',
      '192.0.2.7:80',
      'fe80::1%eth0',
      '10.0.0.1',
      '192.168.1.1',
      '100.64.0.1',
      '169.254.1.1',
      '224.0.0.1',
      '0.0.0.0',
      'fc00::1',
    ])
      assert.match(failure(await trace(address, untouched)), /; nothing was sent\.$/, address);
  });

  it('names the package when nothing is installed', async () => {
    const missing: RunProgram = () => Promise.resolve({ kind: 'missing' });
    assert.match(
      failure(await trace('192.0.2.7', missing)),
      /^No program .* is installed: install traceroute \(the package "traceroute" of Debian, .*; nothing was sent\.$/,
    );
    assert.match(
      failure(
        await trace('192.0.2.7', (_, args, options) =>
          nodeRunProgram('no-such-program', args, options),
        ),
      ),
      /is installed: install traceroute/,
    );
  });

  it('tells why a program gave no trace', async () => {
    for (const script of [
      'console.error("connect: Network is unreachable"); process.exit(1)',
      `${print('x\n')}console.error("connect: Network is unreachable")`,
    ])
      assert.equal(
        failure(await trace('192.0.2.7', fake(script))),
        'traceroute ended without a trace: "connect: Network is unreachable". Check the network and try again; nothing was learned about 192.0.2.7.',
      );
    const denied: RunProgram = () => Promise.reject(new Error('spawn traceroute EACCES'));
    assert.match(failure(await trace('192.0.2.7', denied)), /"spawn traceroute EACCES"/);
  });

  it('survives programs that write garbage, escapes, or without end', async () => {
    const lines: string[] = [];
    const garbage = `\x1b[31m 1  \x1b]0;title\x07198.51.100.1  1.0 ms\x1b[0m\r\n\x00\xff\xfe\n 2  999.1.1.1  x ms\n99999  192.0.2.7\nRUBBISH\r 3  *\n`;
    const answer = answered(await trace('192.0.2.7', fake(print(garbage)), { lines }));
    for (const line of lines)
      assert.ok(
        !Array.from(line).some((letter) => isHidden(letter.codePointAt(0) ?? 0)),
        JSON.stringify(line),
      );
    assert.deepEqual(
      answer.hops.map(({ number, address }) => [number, address]),
      [
        [1, '198.51.100.1'],
        [2, null],
        [3, null],
      ],
    );
    for (const piece of ['x', ' 1  *\n', '\n', '\x1b[']) {
      const endless = `const write = () => process.stdout.write(${JSON.stringify(piece.repeat(20_000))}, write); write();`;
      const seen: string[] = [];
      await trace('192.0.2.7', fake(endless), { lines: seen });
      assert.ok(seen.length <= 200 && seen.every((line) => line.length <= 300));
    }
  });

  it('with the program of this system, to this machine', async function () {
    const has = ['traceroute', 'tracepath', 'tracert'].some(
      (program) => spawnSync(program, ['-h']).error === undefined,
    );
    const answer = await trace('127.0.0.1', nodeRunProgram);
    if (has) {
      assert.equal(answered(answer).verdict, 'reached');
      assert.equal(answered(answer).meaning, '127.0.0.1 is this machine itself.');
    } else {
      assert.match(failure(answer), /install traceroute/);
    }
  });
});
