/** Which commands the palette offers where: what cannot work is not offered, and what works anywhere is named here. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';

interface Item {
  readonly command: string;
  readonly when?: string;
}

const { contributes } = JSON.parse(readFileSync('package.json', 'utf8')) as {
  contributes: {
    commands: readonly Item[];
    menus: Record<string, readonly Item[]> & { commandPalette: readonly Item[] };
  };
};

/** They need no message in the editor: they ask for what they are about, or are about the extension. */
const anywhere = [
  'lookUp',
  'clearLookups',
  'traceFile',
  'patrolFolder',
  'restartServer',
  'showLog',
  'openWalkthrough',
].map((name) => `spamPatrol.${name}`);

const whenOf = (command: string): string | undefined =>
  contributes.menus.commandPalette.find((item) => item.command === command)?.when;

describe('the palette', () => {
  for (const { command } of contributes.commands) {
    const free = anywhere.includes(command);
    it(`offers ${command} ${free ? 'anywhere' : 'where it works'}`, () => {
      assert.equal(whenOf(command) === undefined, free);
    });
  }

  it('offers nothing in a browser that needs Node', () => {
    for (const name of ['verify', 'checkBodyHashes'])
      assert.match(whenOf(`spamPatrol.${name}`) ?? '', /spamPatrol\.canVerify/);
    // Before any message is open nothing has said that there is Node; behind a browser it is where the files are.
    for (const name of ['alive', 'importMsg'])
      assert.match(whenOf(`spamPatrol.${name}`) ?? '', /!isWeb \|\| remoteName/);
  });

  it('traces no draft of ours from the explorer', () => {
    const item = contributes.menus['explorer/context']?.find(
      ({ command }) => command === 'spamPatrol.traceFile',
    );
    assert.match(item?.when ?? '', /!\(resourceFilename =~ .*complaint/);
  });
});
