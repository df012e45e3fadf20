/**
 * Uses the extension as a person does, with mouse and keyboard, in VS Code's workbench: opens a
 * message, answers the question of trust (no in the light theme, yes in the others), reads a hover
 * and generates a complaint from the light bulb, looks up who is responsible (ui-lookup.mjs), reads
 * routes (ui-route.mjs); and once in a language that nobody
 * speaks (ui-pseudo.mjs). `--update-pictures`
 * saves what it sees to docs/pictures/, `--only dark` does it in one theme only.
 */
import assert from 'node:assert/strict';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { openBrowser } from '../../scripts/browser.mjs';
import { root } from '../../scripts/editors.mjs';
import { startVscodeServer } from '../../scripts/vscode-server.mjs';
import { startLookupServers } from './lookup-servers.mjs';
import { Counts } from './page.mjs';
import { smallPng } from './small-png.mjs';
import { findTheResponsible } from './ui-lookup.mjs';
import { readRoutes } from './ui-route.mjs';
import { makePseudoExtension, pseudoLanguage, readPseudo } from './ui-pseudo.mjs';
import { clearNotices, hoverOn, runCommand, settled, untilItWorks } from './workbench.mjs';
import { addOddRoutes, makeWorkspace } from './workspace.mjs';

const updatePictures = process.argv.includes('--update-pictures');
const sample = '01-spoofed-hop.eml';
const complaint = '01-spoofed-hop.complaint.eml';

/** What makes the pictures calm: none of it changes what the extension does. */
const calmSettings = {
  'breadcrumbs.enabled': false,
  'chat.commandCenter.enabled': false,
  'editor.cursorBlinking': 'solid',
  'editor.minimap.enabled': false,
  'explorer.compactFolders': false,
  'window.commandCenter': false,
  'workbench.layoutControl.enabled': false,
  'workbench.startupEditor': 'none',
};

const no = "No, I don't trust the authors";
const yes = 'Yes, I trust the authors';

/** With high contrast only the route view looks other than the editor makes it. */
const themes = [
  { name: 'light', colorTheme: 'Light Modern', className: 'vs', trustAnswer: no },
  { name: 'dark', colorTheme: 'Dark Modern', className: 'vs-dark', trustAnswer: yes },
  {
    name: 'high-contrast',
    colorTheme: 'Dark High Contrast',
    className: 'hc-black',
    trustAnswer: yes,
    onlyRoutes: true,
  },
  {
    name: 'high-contrast-light',
    colorTheme: 'Light High Contrast',
    className: 'hc-light',
    trustAnswer: yes,
    onlyRoutes: true,
    isPictured: false,
  },
];

const counts = new Counts();

/** One thing that a person does, and what they must see then. The first that fails ends the run of its theme. */
async function step(title, work) {
  try {
    await work();
    counts.add({ passed: 1, failed: 0 });
    console.log(`  ✔ ${title}`);
  } catch (error) {
    counts.add({ passed: 0, failed: 1 });
    console.log(`  ✘ ${title}\n${error.stack}`);
    throw error;
  }
}

async function asAPerson(page, folder, theme) {
  const { name, colorTheme, className, trustAnswer, onlyRoutes = false, isPictured = true } = theme;
  const picture = async (what) => {
    if (!updatePictures || !isPictured) return;
    await mkdir(join(root, 'docs/pictures'), { recursive: true });
    const png = smallPng(await page.screenshot());
    await writeFile(join(root, `docs/pictures/${what}-${name}.png`), png);
  };
  const tab = (label) => page.locator('.tab', { hasText: label });

  await step('answers the question whether the authors are trusted', async () => {
    await page.getByRole('button', { name: trustAnswer }).click();
    await page.locator('.monaco-dialog-box').waitFor({ state: 'detached' });
  });

  await step(`chooses the ${name} theme`, async () => {
    const found = page.locator('.quick-input-list .monaco-list-row.focused');
    // What is typed before the themes are listed finds none.
    await untilItWorks(async (patience) => {
      await page.keyboard.press('Control+K');
      await page.keyboard.press('Control+T');
      await page.locator('.quick-input-widget:visible input').fill(colorTheme, patience);
      await found.filter({ hasText: colorTheme }).waitFor(patience);
    });
    await page.keyboard.press('Enter');
    await page.locator(`.monaco-workbench.${className}`).waitFor();
    // The banner of Restricted Mode takes room in the pictures.
    const banner = page.getByRole('button', { name: 'Close Banner' });
    if (await banner.isVisible()) await banner.click();
  });
  if (!onlyRoutes) {
    await complainsAsAPerson(page, folder, { tab, picture });
    await findTheResponsible(page, lookups, { step, picture });
  }
  await readRoutes(page, { step, picture });
}

async function complainsAsAPerson(page, folder, { tab, picture }) {
  const input = page.locator('.quick-input-widget:visible input').first();
  const rows = page.locator('.quick-input-list .monaco-list-row');
  const menuItem = (title) => page.locator('.action-widget').getByText(title, { exact: true });
  /** The menu lets clicks through once the mouse has moved. */
  const choose = async (item) => {
    await item.waitFor();
    const box = await item.boundingBox();
    await page.mouse.move(box.x + 5, box.y + 5);
    await item.click();
  };
  /** Where no row and no button looks as if the mouse rested there. */
  const calmPicker = () => page.mouse.move(640, 790);

  await step('opens a message from the explorer and sees the forged hop underlined', async () => {
    await page.locator('.explorer-folders-view').getByText(sample, { exact: true }).dblclick();
    await tab(sample).waitFor();
    await page.locator('.squiggly-error').first().waitFor();
    await page.locator('.squiggly-warning').first().waitFor();
    assert.ok(
      (await page.locator('.squiggly-inline-unnecessary').count()) > 0,
      'nothing is dimmed',
    );
    assert.equal(await page.locator('.notification-toast').count(), 0, 'a notification came up');
    await page.mouse.move(1000, 760);
    await picture('diagnostics');
  });

  await step('rests the mouse on a from clause and reads who that was', async () => {
    const host = page.locator('.view-line', { hasText: '500.202.999.352' });
    const name = host.getByText('gateway.tax-office.example').first();
    const hover = await hoverOn(page, name, 'reverse name');
    const text = await hover.innerText();
    assert.match(text, /500\.202\.999\.352/);
    assert.equal(await hover.locator('img').count(), 0, 'a picture in the hover');
    await picture('hover');
  });

  await step('clicks the light bulb of the squiggle', async () => {
    const line = page.locator('.view-line', { hasText: '500.202.999.352' });
    // What VS Code calls the light bulb: in the margin, or in the line.
    const bulb = page.locator('[class*="codicon-gutter-lightbulb"], .lightBulbWidget').first();
    await untilItWorks(async (patience) => {
      await line.getByText('500.202.999.352').first().click(patience);
      await bulb.waitFor(patience);
      // By the mouse alone: a click of the locator scrolls, and puts lines of the header before it.
      const { x, y, width, height } = await bulb.boundingBox();
      await page.mouse.click(x + width / 2, y + height / 2);
      await menuItem('Generate complaint with…').waitFor(patience);
    });
    await settled(page.locator('.action-widget'));
    await picture('lightbulb');
  });

  await step('has a complaint with the second click; who signs is asked once', async () => {
    await choose(menuItem('Generate complaint'));
    for (const [prompt, answer] of [
      ['Your name', 'Ada Lovelace'],
      ['Your mail address', 'ada@example.net'],
    ]) {
      await page.locator('.quick-input-message', { hasText: prompt }).waitFor();
      await input.fill(answer);
      await page.keyboard.press('Enter');
    }
    await tab(complaint).waitFor();
    await page.getByText('Ladies and gentlemen').waitFor();
    const notice = page.locator('.notification-toast', { hasText: 'To is a guess' });
    await notice.waitFor();
    // The letter is wider than half a window beside the explorer.
    await page.keyboard.press('Control+B');
    await page.locator('.explorer-folders-view').waitFor({ state: 'hidden' });
    await settled(notice);
    await picture('complaint');
  });

  await step(
    'finds the complaint beside the message, with the message inside as it was',
    async () => {
      assert.ok((await readdir(folder)).includes(complaint));
      const written = await readFile(join(folder, complaint));
      const original = await readFile(join(folder, sample));
      assert.ok(written.includes(original), 'the attachment is not the message');
      assert.ok(written.includes('Ada Lovelace'));
    },
  );

  await step('is told by the picker whom to tell, and that they were told before', async () => {
    await clearNotices(page);
    await page.keyboard.press('Control+W');
    await tab(complaint).waitFor({ state: 'detached' });
    await tab(sample).click();
    // An editor that takes the focus later shuts the palette.
    await page.locator('.monaco-editor.focused', { hasText: '500.202.999.352' }).waitFor();
    await runCommand(page, '>Spam Patrol: Generate Complaint With…', 'Generate Complaint With…');
    await page.locator('.quick-input-title', { hasText: 'whom to tell' }).waitFor();
    const row = rows.filter({ hasText: 'runs the network of the source' }).first();
    await row.filter({ hasText: 'You told it on' }).waitFor();
    // The one that is proposed.
    await page.locator('.quick-input-count', { hasText: '1 Selected' }).waitFor();
    await calmPicker();
    await picture('whom-to-tell');
  });

  await step('chooses how: the addresses replaced, and the format', async () => {
    await page.keyboard.press('Enter');
    await page.locator('.quick-input-title', { hasText: 'Complaint to ' }).waitFor();
    await rows.filter({ hasText: 'Your addresses in the message' }).click();
    await rows.filter({ hasText: 'are replaced' }).waitFor();
    await calmPicker();
    await picture('how-to-tell');
  });

  await step('previews the redaction, and is back where the choice was', async () => {
    await rows.filter({ hasText: 'Preview Redaction' }).click();
    await tab('as others see it').waitFor();
    await page.locator('.line-insert').first().waitFor();
    await page.locator('.quick-input-title', { hasText: 'Complaint to ' }).waitFor();
    await page.keyboard.press('Escape');
    await page.locator('.quick-input-widget').waitFor({ state: 'hidden' });
    const notice = page.locator('.notification-toast', { hasText: 'would be replaced' });
    await notice.waitFor();
    await calmPicker();
    await settled(notice);
    await picture('redaction');
    await clearNotices(page);
  });

  await step('leaves the picker without a complaint', async () => {
    const drafts = (await readdir(folder)).filter((name) => name.endsWith('.complaint.eml'));
    assert.deepEqual(drafts, [complaint]);
  });
}

/** Does the work in an editor of its own, with the samples open. `options` are those of the server and of its page. */
async function inEditor(title, { trusted, extension, before = () => undefined }, work) {
  const workspace = await makeWorkspace('samples');
  await addOddRoutes(workspace.folder);
  const server = await startVscodeServer({
    trusted,
    machineSettings: { ...calmSettings, ...lookups.settings },
  });
  const { page, close } = await openBrowser();
  page.setDefaultTimeout(30_000);
  console.log(`VS Code ${server.version}, ${title}`);
  try {
    await before(page);
    await page.goto(server.page({ workspace: workspace.folder, extension }));
    await work(page, workspace.folder);
  } catch {
    // Told by the step. What the person saw then helps more than words.
    await mkdir(join(root, '.cache'), { recursive: true });
    await page.screenshot({ path: join(root, '.cache/ui-failure.png') }).catch(() => undefined);
    console.log('  The last thing seen is in .cache/ui-failure.png.');
  }
  await close();
  await server.stop();
  await workspace.remove();
}

const lookups = await startLookupServers();
const at = process.argv.indexOf('--only');
const isWanted = (name) => at === -1 || process.argv[at + 1] === name;
for (const theme of themes.filter(({ name }) => isWanted(name))) {
  await inEditor(`${theme.name} theme`, {}, (page, folder) => asAPerson(page, folder, theme));
}
if (isWanted('pseudo')) {
  const extension = await makePseudoExtension();
  // As the editor's own pages do when the user has chosen a language.
  const before = (page) =>
    page.addInitScript((language) => {
      globalThis._VSCODE_NLS_LANGUAGE = language;
    }, pseudoLanguage);
  const options = { trusted: true, extension: extension.folder, before };
  await inEditor('a language that nobody speaks', options, (page) => readPseudo(page, { step }));
  await extension.remove();
}
await lookups.stop();
// Explicitly: Chromium may be slow to close.
process.exit(counts.print());
