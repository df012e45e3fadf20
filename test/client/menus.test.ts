/** Which menus offer what: nothing that the server refuses. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';

interface Item {
  readonly command?: string;
  readonly when?: string;
}

const { contributes } = JSON.parse(readFileSync('package.json', 'utf8')) as {
  contributes: { menus: Record<string, readonly Item[]> };
};

/** They are about a message that was received; a draft of ours was not. */
const aboutMessages = [
  'showRoute',
  'generateComplaint',
  'generateComplaintWith',
  'previewRedaction',
  'verify',
  'checkBodyHashes',
  'contacts',
  'contactPoints',
].map((name) => `spamPatrol.${name}`);

describe('the menus', () => {
  for (const command of aboutMessages) {
    it(`do not offer ${command} on our own drafts`, () => {
      const items = Object.values(contributes.menus)
        .flat()
        .filter((item) => item.command === command);
      assert.ok(items.length > 0);
      for (const { when } of items)
        assert.ok(when?.includes('!(resourceFilename =~ /\\.complaint\\.eml$/)'), when);
    });
  }
});
