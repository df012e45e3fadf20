import assert from 'node:assert/strict';
import { after, before, describe, it } from 'mocha';
import { allRules } from '../../server/src/core/rules/index.ts';
import type { TraceResult } from '../../server/src/cli/result.ts';
import { Folder, run } from './cli.ts';
import { clean, forged, forwarding, seed } from './messages.ts';

/** What a terminal or an eye may obey; line feeds are ours. */
const unseen = /[^\P{Cc}\n]|\p{Cf}|[\u2028\u2029]/u;

/** A message whose every value tries to command the terminal. */
const hostile = Buffer.from(
  `Received: from \x1b[2Jevil\u202e.example (\x1b]0;title\x07x.example [192.0.2.7])
\tby mx.example.com\u009b31m (Postfix\x1b[1m) with ESM\x08TP id \x1b[3m
\tfor <a\x1b[31m@example.com>; Mon, 1 Jan 2024 10:00:05 +0000 (\x1b[5m)
Received: from a|b\x1b[7m ([500.\u202e1.1.1]) by \x1b]8;;http://evil.example\x07x\x1b]8;;\x07; \x1b[2J
Subject: \x1b[2J
`,
);

describe('spam-patrol trace --format', () => {
  let folder: Folder;

  before(() => {
    folder = new Folder({
      'clean.eml': clean,
      'forged.eml': forged,
      'seed.eml': seed,
      'wrapper.eml': forwarding(forged),
      'hostile.eml': hostile,
      'two.mbox': 'From a\nFrom: a@example.com\n\none\n\nFrom b\nFrom: b@example.com\n\ntwo\n',
      'odd # 100%?.eml': forged,
    });
  });
  after(() => {
    folder.remove();
  });

  const print = (format: string, ...args: string[]) =>
    run(['trace', '--format', format, ...args], { cwd: folder.path });

  describe('json', () => {
    it('is an array of what ndjson prints', async () => {
      const files = ['seed.eml', 'wrapper.eml', 'missing.eml'];
      const json = await print('json', ...files);
      const ndjson = await print('ndjson', ...files);
      assert.deepEqual(
        JSON.parse(json.stdout),
        ndjson.stdout
          .trimEnd()
          .split('\n')
          .map((line) => JSON.parse(line) as unknown),
      );
      assert.deepEqual([json.code, ndjson.code], [2, 2]);
    });

    it('is an array when there is nothing to print', async () => {
      const { stdout } = await print('json', '.', '--glob', 'nothing');
      assert.deepEqual(JSON.parse(stdout), []);
    });
  });

  describe('text', () => {
    it('is the default', async () => {
      const { stdout } = await run(['trace', 'seed.eml'], { cwd: folder.path });
      assert.equal(stdout, (await print('text', 'seed.eml')).stdout);
    });

    it('draws the route newest first, the border beneath what can be believed, findings with their places', async () => {
      const { stdout } = await print('text', 'seed.eml');
      const lines = stdout.split('\n');
      assert.equal(lines[0], 'seed.eml');
      assert.match(lines[1] ?? '', /^ {2}hop {2}trust +from +address +by +date \(UTC\) +delay$/);
      assert.match(
        lines[2] ?? '',
        /^ {2}1 {4}▸ border +xx\.fmp\.com, HELO fmp\.com +204\.244\.177\.31 +mail\.foobar\.com +1997-04-21 22:53:13 +1 min 3 s$/,
      );
      assert.match(lines[3] ?? '', /believable above, claimed below/);
      assert.match(lines[4] ?? '', /^ {2}2 {4}✗ contradicted .*500\.202\.999\.352 \(impossible\)/);
      assert.match(stdout, /^ {2}Source: 204\.244\.177\.31 \(xx\.fmp\.com\), hop 1\. /m);
      assert.match(stdout, /^ +4:34 {2}error {8}impossible-address {2}\S/m);
      assert.match(stdout, /^ +1:45 {2}information {2}leading-zero-octet {2}\S/m);
    });

    it('counts hops and the messages of a mailbox from 1, as the editor does; what programs read from 0', async () => {
      const text = (await print('text', 'seed.eml')).stdout;
      const [result] = JSON.parse((await print('json', 'seed.eml')).stdout) as [TraceResult];
      assert.equal(result.source?.hop, 0);
      assert.ok(text.includes(`${result.source.ip} (xx.fmp.com), hop ${result.source.hop + 1}. `));
      const { stdout } = await print('text', 'two.mbox');
      assert.match(stdout, /^two\.mbox \(message 1\)$/m);
      assert.match(stdout, /^two\.mbox \(message 2\)$/m);
      const { stdout: lines } = await print('ndjson', 'two.mbox');
      assert.deepEqual(
        lines
          .trim()
          .split('\n')
          .map((line) => (JSON.parse(line) as TraceResult).message),
        [0, 1],
      );
    });

    it('says why no source can be named, where there is a route', async () => {
      const trace = async (received: string): Promise<string> =>
        (await run(['trace', '-'], { input: `Received: ${received}\nFrom: a@example.com\n\n` }))
          .stdout;
      const time = 'Thu, 21 Nov 2024 10:15:03 +0000';
      assert.match(
        await trace(`from client.example.org by mx.example.com with SMTP id 4B1; ${time}`),
        /^ {2}Source: none can be named\. mx\.example\.com took the message from a stranger, and no address can be read there\.$/m,
      );
      assert.match(
        await trace(`by mx.example.com (Postfix, from userid 0) id 4B1; ${time}`),
        /^ {2}Source: none can be named\. Your own servers wrote /m,
      );
    });

    it('lets nobody take silence for innocence', async () => {
      const silent = /^ {2}Nothing stands out\. That clears nobody/m;
      const field =
        'by mx.example.com (Postfix, from userid 0) id 4B1; Thu, 21 Nov 2024 10:15:03 +0000';
      const input = `Received: ${field}\nFrom: a@example.com\nDate: Thu, 21 Nov 2024 10:15:00 +0000\n\n`;
      assert.match((await run(['trace', '-'], { input })).stdout, silent);
      assert.doesNotMatch((await print('text', 'seed.eml')).stdout, silent);
    });

    it('names the part of a forwarded message', async () => {
      const { stdout } = await print('text', 'wrapper.eml');
      assert.match(stdout, /^wrapper\.eml$/m);
      assert.match(stdout, /\n\nwrapper\.eml \(forwarded in part 2\)\n/);
    });

    it('has colours only where they are wanted', async () => {
      const colours = async (env: NodeJS.ProcessEnv): Promise<boolean> => {
        const { stdout } = await run(['trace', 'seed.eml'], { cwd: folder.path, env });
        return stdout.includes('\x1b[');
      };
      assert.equal(await colours({}), false);
      assert.equal(await colours({ CI: '1' }), false);
      assert.equal(await colours({ FORCE_COLOR: '1' }), true);
      assert.equal(await colours({ FORCE_COLOR: '1', NO_COLOR: '1' }), false);
    });
  });

  for (const format of ['text', 'json', 'ndjson', 'sarif']) {
    it(`lets no message command the terminal (${format})`, async () => {
      const { stdout, stderr } = await print(format, 'hostile.eml');
      assert.doesNotMatch(stdout, unseen);
      assert.doesNotMatch(stderr, unseen);
      assert.notEqual(stdout, '');
    });
  }

  it('lets no file name command the terminal', async () => {
    for (const format of ['text', 'ndjson', 'sarif']) {
      const { stdout, stderr } = await print(format, '\x1b[2J\u202egone.eml');
      assert.doesNotMatch(stdout + stderr, unseen);
      assert.match(stderr, /\\u\{1b\}\[2J/);
    }
  });

  it('gives the values of a message in JSON as they are', async () => {
    const { stdout } = await print('ndjson', 'hostile.eml');
    assert.ok(stdout.includes('\\u001b'));
    assert.ok(stdout.includes('\\u202e'));
  });

  describe('sarif', () => {
    interface Sarif {
      $schema: string;
      version: string;
      runs: {
        tool: { driver: { name: string; version: string; rules: Record<string, unknown>[] } };
        columnKind: string;
        results: {
          ruleId: string;
          ruleIndex: number;
          level: string;
          message: { text: string };
          locations: {
            physicalLocation: {
              artifactLocation: { uri: string };
              region: Record<string, number>;
            };
          }[];
          properties: Record<string, unknown>;
        }[];
      }[];
    }
    const read = async (...args: string[]) => {
      const { stdout } = await print('sarif', ...args);
      const { runs, ...log } = JSON.parse(stdout) as Sarif;
      const [first] = runs;
      assert.ok(first);
      return { log, run: first };
    };

    it('is a log of version 2.1.0 with one run, also without findings', async () => {
      const { log, run } = await read('clean.eml');
      assert.equal(log.version, '2.1.0');
      assert.match(log.$schema, /sarif-schema-2\.1\.0\.json$/);
      assert.equal(run.columnKind, 'utf16CodeUnits');
      assert.deepEqual(run.results, []);
    });

    it('describes every rule, with its page and its level', async () => {
      const { run } = await read('clean.eml');
      const { rules } = run.tool.driver;
      for (const { id, summary, level } of allRules) {
        const rule = rules.find((other) => other['id'] === id);
        assert.deepEqual(rule, {
          id,
          shortDescription: { text: summary },
          defaultConfiguration: {
            level: level === 'error' || level === 'warning' ? level : 'note',
          },
          helpUri: `https://github.com/spam-patrol/spam-patrol/blob/main/docs/rules/${id}.md`,
        });
      }
      assert.equal(new Set(rules.map(({ id }) => id)).size, rules.length);
    });

    it('places each finding', async () => {
      const { run } = await read('forged.eml', 'seed.eml');
      const finding = run.results.find(({ ruleId }) => ruleId === 'impossible-address');
      assert.ok(finding);
      assert.equal(run.tool.driver.rules[finding.ruleIndex]?.['id'], 'impossible-address');
      assert.equal(finding.level, 'error');
      assert.notEqual(finding.message.text, '');
      assert.deepEqual(finding.locations, [
        {
          physicalLocation: {
            artifactLocation: { uri: 'forged.eml' },
            region: { startLine: 4, startColumn: 50, endLine: 4, endColumn: 65 },
          },
        },
      ]);
      assert.deepEqual(finding.properties, { message: null, part: null, hop: 1 });
      assert.ok(run.results.some(({ level }) => level === 'note'));
    });

    it('names files by URI', async () => {
      const { run } = await read('odd # 100%?.eml');
      const uri = run.results[0]?.locations[0]?.physicalLocation.artifactLocation.uri;
      assert.equal(uri, 'odd%20%23%20100%25%3F.eml');
      const absolute = await read(`${folder.path}/forged.eml`);
      assert.equal(
        absolute.run.results[0]?.locations[0]?.physicalLocation.artifactLocation.uri,
        `file://${folder.path}/forged.eml`,
      );
    });

    it('tells of a file that cannot be read', async () => {
      const { run } = await read('missing.eml');
      assert.deepEqual(
        run.results.map(({ ruleId, level }) => [ruleId, level]),
        [['unreadable-file', 'error']],
      );
    });
  });
});
