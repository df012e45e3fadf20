/**
 * The extension in a language that nobody speaks: each text stands in ［brackets］, so that one
 * without them was forgotten. Knows how such an extension is made, and what of it a person reads.
 */
import assert from 'node:assert/strict';
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from '../../scripts/editors.mjs';
import { openPalette, runCommand } from './workbench.mjs';

/** What people call a language for such tests. */
export const pseudoLanguage = 'qps-ploc';

const bracketed = (text) => `［${text}］`;

/** The extension with two files of translations of its own. */
export async function makePseudoExtension() {
  const folder = await mkdtemp(join(tmpdir(), 'spam-patrol-pseudo-'));
  const { files } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'));
  // Copied, not linked: the editor tells an extension by the path of the file that runs.
  for (const name of ['package.json', ...files.filter((file) => file !== 'l10n')]) {
    await cp(join(root, name), join(folder, name), { recursive: true });
  }
  await mkdir(join(folder, 'l10n'));
  await translate(
    'package.nls.json',
    join(folder, `package.nls.${pseudoLanguage}.json`),
    (_, text) => text,
  );
  // A bundle of any language has all the keys: `npm run generate -- --check` sees to that.
  await translate(
    'l10n/bundle.l10n.de.json',
    join(folder, `l10n/bundle.l10n.${pseudoLanguage}.json`),
    (key) => key,
  );
  return { folder, remove: () => rm(folder, { recursive: true, force: true }) };
}

async function translate(from, to, textOf) {
  const texts = Object.entries(JSON.parse(await readFile(join(root, from), 'utf8')));
  await writeFile(
    to,
    JSON.stringify(
      Object.fromEntries(texts.map(([key, text]) => [key, bracketed(textOf(key, text))])),
    ),
  );
}

/** Reads all that the client says in its palette, its view, its status, its dialogs and its walkthrough. */
export async function readPseudo(page, { step }) {
  const view = page
    .locator('iframe.webview')
    .contentFrame()
    .locator('#active-frame')
    .contentFrame();
  const rows = page.locator('.quick-input-list .monaco-list-row');

  await step('opens a message, and the language has another name', async () => {
    await page
      .locator('.explorer-folders-view')
      .getByText('01-spoofed-hop.eml', { exact: true })
      .dblclick();
    await page.locator('.statusbar-item', { hasText: bracketed('E-mail message') }).waitFor();
  });

  await step('finds only translated commands in the palette', async () => {
    // Only so many rows as fit are there; which of them, is up to what was used last.
    await openPalette(page, '>Spam Patrol: ', 'Spam Patrol');
    const labels = await rows.locator('.quick-input-list-label').allInnerTexts();
    const ours = labels
      .map((label) => label.split('\n')[0])
      .filter((label) => label.startsWith('Spam Patrol'));
    assert.ok(ours.length >= 7, ours.join());
    assert.deepEqual(
      ours.filter((label) => !/^Spam Patrol:\s*［.*］/.test(label)),
      [],
    );
    await page.keyboard.press('Escape');
  });

  await step(
    'reads the route, of which only the words of the server and of the message are not translated',
    async () => {
      await page
        .getByRole('button', { name: bracketed('Show Route') })
        .first()
        .click();
      await page.locator('.tab', { hasText: bracketed('Route of 01-spoofed-hop.eml') }).waitFor();
      await view.getByText('［believable above］').waitFor();
      const texts = await view.locator('#drawing text:not(.mark text)').allTextContents();
      const known = /example|^\d|^Your refund|hours$|^ESMTP|^Microsoft|^TLS/;
      const loose = texts.filter((text) => !/［|］/.test(text) && !known.test(text));
      assert.deepEqual(loose, []);
      const spoken = await view.locator('#lists button').first().innerText();
      assert.match(spoken, /^［Hop 1 of 5］/);
      assert.match(await view.locator('#lists ol').getAttribute('aria-label'), /^［/);
    },
  );

  await step('reads in the status of the language what was found', async () => {
    await page
      .locator('.statusbar-item', { hasText: '{}' })
      .first()
      .hover()
      .catch(() => undefined);
    await page.locator('[id="status.languageStatus"]').click();
    await page.getByText('［5 hops］ · ［came from 203.0.113.77］').first().waitFor();
    await page.keyboard.press('Escape');
  });

  await step('is asked in its own words what to look up', async () => {
    await runCommand(page, '>Spam Patrol: ［Look Up', 'Look Up');
    await page.locator('.quick-input-title', { hasText: '［Look up］' }).waitFor();
    await page.locator('.quick-input-message', { hasText: '［An IP address' }).waitFor();
    await page.keyboard.press('Escape');
  });

  await step('reads the walkthrough, in which each step has its picture', async () => {
    await runCommand(page, '>Spam Patrol: ［Open Walk', 'Open Walkthrough');
    const steps = page.locator('.getting-started-step');
    await steps.filter({ hasText: '［Gmail' }).waitFor();
    assert.equal(await steps.count(), 7);
    for (const step of await steps.all()) {
      await step.click();
      assert.match(await step.innerText(), /^［.*］/);
      await page.locator('.getting-started-media').waitFor();
    }
  });
}
