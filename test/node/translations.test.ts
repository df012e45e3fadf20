import assert from 'node:assert/strict';
import { nodeTranslations } from '../../server/src/node/translations.ts';
import { makeFolder } from '../lsp/harness.ts';

const folder = new URL('../../l10n/', import.meta.url);

describe('translations beside the server', () => {
  it('are found by their language', async () => {
    const german = await nodeTranslations(folder, 'de');
    assert.equal((german as Record<string, unknown>)['This address.'], 'Diese Adresse.');
  });

  it('are none in a language that has no file', async () => {
    assert.equal(await nodeTranslations(folder, 'tlh'), null);
  });

  it('that are no JSON are a fault', async () => {
    const broken = await makeFolder();
    try {
      await broken.write('bundle.l10n.de.json', '{');
      await assert.rejects(nodeTranslations(new URL(`${broken.uri('')}/`), 'de'), SyntaxError);
    } finally {
      await broken.remove();
    }
  });
});
