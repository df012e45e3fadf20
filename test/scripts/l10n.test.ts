import assert from 'node:assert/strict';
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** A script without types. */
const { l10nProblems, languages } = (await import(
  String(new URL('../../scripts/l10n.mjs', import.meta.url))
)) as {
  readonly l10nProblems: (root: string) => Promise<string[]>;
  readonly languages: readonly string[];
};

describe('translations', () => {
  let copy: string;

  beforeEach(async () => {
    copy = `${await mkdtemp(join(tmpdir(), 'spam-patrol-l10n-'))}/`;
    await mkdir(join(copy, 'client'));
    await mkdir(join(copy, 'server'));
    const manifests = ['', ...languages.map((language) => `.${language}`)];
    for (const name of [
      'client/src',
      'server/src',
      'l10n',
      'package.json',
      ...manifests.map((language) => `package.nls${language}.json`),
    ]) {
      await cp(join(root, name), join(copy, name), { recursive: true });
    }
  });
  afterEach(() => rm(copy, { recursive: true }));

  const change = async (name: string, from: string, to: string): Promise<void> => {
    const text = await readFile(join(copy, name), 'utf8');
    assert.ok(text.includes(from), `${name} does not hold ${from}`);
    await writeFile(join(copy, name), text.replace(from, to));
  };

  it('are there for all that client and server say', async () => {
    assert.deepEqual(await l10nProblems(copy), []);
  });

  it('are missed, one by one', async () => {
    await change('client/src/describe.ts', 'String(error)', "l10n.t('A new text.')");
    await change('server/src/lsp/run-safe.ts', 'String(error)', 'String(say`A newer ${error}.`)');
    await change('package.nls.json', '"Show Route"', '"Show Route", "command.new": "New"');
    await change('l10n/bundle.l10n.fr.json', '"Open":', '"Opens":');
    assert.deepEqual(
      (await l10nProblems(copy))
        .map((problem) => problem.replace(/save-image\.ts:\d+/, 'save-image.ts'))
        .sort(),
      [
        ...languages.map(
          (one) => `l10n/bundle.l10n.${one}.json lacks “A new text.” (client/src/describe.ts:4).`,
        ),
        ...languages.map(
          (one) =>
            `l10n/bundle.l10n.${one}.json lacks “A newer {0}.” (server/src/lsp/run-safe.ts:10).`,
        ),
        'l10n/bundle.l10n.fr.json lacks “Open” (client/src/views/save-image.ts).',
        'l10n/bundle.l10n.fr.json: nothing says “Opens” any more.',
        ...languages.map(
          (one) => `package.nls.${one}.json lacks “command.new” (package.nls.json).`,
        ),
        'package.nls.json: nothing uses command.new.',
      ].sort(),
    );
  });

  it('keep the places of values, the links and the code', async () => {
    await change('l10n/bundle.l10n.de.json', 'Weg von {0}', 'Weg von {1}');
    await change('l10n/bundle.l10n.es.json', 'Salto {0}: {1}', 'Salto {0}');
    await change('package.nls.es.json', 'command:spamPatrol.showRoute', 'command:spamPatrol.show');
    await change('package.nls.ja.json', '`example.com`', '例');
    const problems = await l10nProblems(copy);
    assert.equal(problems.length, 4, problems.join('\n'));
    for (const problem of problems) assert.match(problem, /other values, links or code/);
  });

  it('are not left out by a text that stands where it is shown', async () => {
    await change('client/src/describe.ts', 'String(error)', '`It is ${String(error)} so far`');
    await change('server/src/lsp/run-safe.ts', 'String(error)', '`It is ${String(error)} today`');
    await change('package.json', '"%command.showRoute%"', '"Show Route"');
    assert.deepEqual(await l10nProblems(copy), [
      'client/src/describe.ts:4: “It is ” is not in l10n.t.',
      'client/src/describe.ts:4: “ so far” is not in l10n.t.',
      'server/src/lsp/run-safe.ts:10: “It is ” has no tag “say”.',
      'server/src/lsp/run-safe.ts:10: “ today” has no tag “say”.',
      'package.json: contributes.commands.0.title is “Show Route”: put it into package.nls.json.',
      'package.nls.json: nothing uses command.showRoute.',
    ]);
  });
});
