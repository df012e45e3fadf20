/**
 * Reads routes as a person does: opens the view from the button of a message, clicks hops, walks
 * them with the keyboard, edits the message beside it, reloads the window. In each theme an
 * accessibility check (axe) and a look at the contrasts.
 */
import assert from 'node:assert/strict';
import axe from 'axe-core';
import { clearNotices, openPalette } from './workbench.mjs';

/**
 * @param step runs a named step, as in run-ui.mjs
 * @param picture saves what is seen under a name, when pictures are wanted
 */
export async function readRoutes(page, { step, picture }) {
  const view = page
    .locator('iframe.webview')
    .contentFrame()
    .locator('#active-frame')
    .contentFrame();
  const tab = (label) => page.locator('.tab', { hasText: label });
  const name = (hop, text) =>
    view.locator(`.hop[data-hop="${hop - 1}"] text`, { hasText: text }).first();
  const lit = (number) => view.locator(`.hop.lit[data-hop="${number - 1}"]`).waitFor();
  // The status bar tells the line only while the editor has the focus.
  const line = (number) =>
    page
      .locator('.line-numbers.active-line-number', { hasText: new RegExp(`^${number}$`) })
      .waitFor();
  const drawn = (subject) => view.locator('#drawing text', { hasText: subject }).first().waitFor();
  const calm = () => page.mouse.move(640, 5);

  const explorer = page.locator('.explorer-folders-view');
  /** Opens a file and makes room again: both editors are wider than half a window beside the explorer. */
  const open = async (file) => {
    await page.keyboard.press('Control+Shift+E');
    const active = page.locator('.tab.active', { hasText: file }).first();
    // The explorer moves its lines while it learns of new files: a click may meet the neighbour.
    for (let attempt = 1; ; attempt++) {
      await explorer.getByText(file, { exact: true }).click();
      try {
        await active.waitFor({ timeout: attempt < 3 ? 3000 : 30_000 });
        break;
      } catch (error) {
        if (attempt === 3) throw error;
      }
    }
    // A preview so far, which the next one replaces; now it stays.
    await page.keyboard.press('Control+K');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Control+B');
    await explorer.waitFor({ state: 'hidden' });
  };

  // What was opened before: two columns are enough for a picture.
  await page.keyboard.press('Control+K');
  await page.keyboard.press('Control+W');
  await page.locator('.tab').first().waitFor({ state: 'detached' });
  await clearNotices(page);
  await step('shows the route beside a message, with the button of its editor', async () => {
    await open('01-spoofed-hop.eml');
    await page.getByRole('button', { name: 'Show Route' }).first().click();
    await drawn('Your refund of EUR 1,284.60');
    await view.getByText('believable above').waitFor();
    assert.equal(await view.locator('.hop').count(), 5);
    await calm();
    await picture('route-forged');
  });

  await step('clicks a hop, and the editor goes there', async () => {
    await name(3, 'smtp-out.tax-office.example').click();
    await line(15);
    await lit(3);
  });

  await step('moves in the editor, and the hop lights up', async () => {
    await page.locator('.view-line', { hasText: '10.20.4.17' }).first().click();
    await lit(4);
    await page.locator('.view-line', { hasText: 'Delivered-To' }).first().click();
    await view.locator('.hop.lit').waitFor({ state: 'detached' });
  });

  await step('walks the hops and their findings with the keyboard', async () => {
    await name(1, 'imap.example.net').click();
    await line(3);
    const place = view.locator('#lists button:focus');
    await view.locator('#lists button[tabindex="0"]').focus();
    for (const [key, words, at] of [
      ['ArrowDown', 'Hop 2 of 5', 7],
      ['ArrowDown', 'hint: The client called itself', 7],
      ['ArrowDown', 'Hop 3 of 5', 15],
      ['End', 'information: An answer would go to', 27],
      ['Home', 'Hop 1 of 5', 3],
    ]) {
      await page.keyboard.press(key);
      assert.ok((await place.innerText()).startsWith(words), `${key}: ${await place.innerText()}`);
      await line(at);
    }
    assert.match(await place.innerText(), /believable, written by your own servers.*TLS 1\.3/);
    for (let presses = 0; presses < 5; presses++) await page.keyboard.press('ArrowDown');
    assert.match(await place.innerText(), /^error: 500\.202\.999\.352/);
    await page.keyboard.press('Enter');
    await page.locator('.monaco-editor.focused').waitFor();
  });

  await step('corrects the address in the editor, and the route is another one', async () => {
    // Enter has selected what the finding is about.
    await page.keyboard.type('198.51.100.44');
    await view.locator('text', { hasText: '198.51.100.44' }).first().waitFor();
    assert.equal(await view.locator('[text-decoration]').count(), 0, 'still struck out');
    await page.locator('.monaco-editor.focused').waitFor();
    for (let presses = 0; presses < 5; presses++) await page.keyboard.press('Control+Z');
    await view.locator('[text-decoration]').first().waitFor();
  });

  await step('chooses a message that was forwarded inside', async () => {
    await open('04-forwarded-phish.eml');
    await view.locator('#parts').waitFor();
    await view.getByLabel('Message', { exact: true }).selectOption({ index: 1 });
    await view.locator('[text-decoration]', { hasText: '203.0.113.300' }).waitFor();
    await accessible(page);
  });

  for (const { file, subject, what, height = 800 } of [
    { file: '02-legitimate-multi-hop.eml', subject: "Minutes of Monday's meeting", what: 'clean' },
    { file: 'thirty-hops.eml', subject: 'The long way round', what: 'long', height: 2640 },
    { file: 'draft.eml', subject: 'Lunch on Friday?', what: 'empty', height: 480 },
    { file: '1997-raa01500.eml', subject: '', what: 'one' },
    { file: '1997-anonymous-relay.eml', subject: '', what: 'hole' },
    { file: '01-spoofed-hop.eml', subject: 'Your refund', what: 'last' },
  ]) {
    await step(`reads the route of ${file}`, async () => {
      await page.setViewportSize({ width: 1280, height });
      await open(file);
      await tab(`Route of ${file}`).waitFor();
      await drawn(subject);
      await calm();
      if (['clean', 'long', 'empty'].includes(what)) await picture(`route-${what}`);
      await accessible(page);
      await page.setViewportSize({ width: 1280, height: 800 });
    });
  }

  await step('makes the window narrow, and nothing is cut off', async () => {
    await page.setViewportSize({ width: 760, height: 800 });
    await accessible(page);
    await page.setViewportSize({ width: 1280, height: 800 });
  });

  await step('reloads the window, and the route is there again', async () => {
    // By command: what is open is kept before the window goes.
    await openPalette(page, '>Developer: Reload Window', 'Reload Window');
    await Promise.all([page.waitForEvent('load'), page.keyboard.press('Enter')]);
    await tab('Route of 01-spoofed-hop.eml').waitFor();
    await drawn('Your refund of EUR 1,284.60');
    await name(2, 'mx1.example.net').click();
    await line(7);
  });

  await step('is told by the breadcrumbs which field the cursor is in', async () => {
    await page.keyboard.press('F1');
    await page.locator('.quick-input-widget:visible input').fill('>View: Toggle Breadcrumbs');
    const found = page.locator('.quick-input-list .monaco-list-row.focused');
    await found.filter({ hasText: 'Toggle Breadcrumbs' }).waitFor();
    await page.keyboard.press('Enter');
    const crumbs = page.locator('.breadcrumbs-control .monaco-breadcrumb-item');
    for (const [text, group, field] of [
      ['by smtp-out.tax-office.example', 'Route', 'Hop 3'],
      ['Message-ID', 'What', 'Message-ID'],
      ['Reply-To', 'Who', 'Reply-To'],
      ['Subject', 'What', 'Subject'],
    ]) {
      await page.locator('.view-line', { hasText: text }).first().click();
      await crumbs.last().filter({ hasText: field }).waitFor();
      await crumbs.nth(-2).filter({ hasText: group }).waitFor();
    }
  });
}

/** The page in the panel, for what a locator cannot ask. */
async function innerFrame(page) {
  const outer = await (await page.locator('iframe.webview').elementHandle()).contentFrame();
  return (await outer.waitForSelector('#active-frame')).contentFrame();
}

/** axe finds nothing, each text and each mark stands out (WCAG 2.1, 1.4.3 and 1.4.11), nothing is wider than the panel. */
async function accessible(page) {
  const frame = await innerFrame(page);
  await frame.evaluate(`${axe.source};0`);
  const { violations, passes } = await frame.evaluate(() => globalThis.axe.run(document));
  const told = violations.map(({ id, help, nodes }) => `${id}: ${help}\n${nodes[0]?.html}`);
  assert.deepEqual(told, [], told.join('\n'));
  assert.ok(passes.length > 10, 'axe looked at nothing');
  const dim = await frame.evaluate(contrasts);
  assert.deepEqual(dim, []);
  const [wide, room] = await frame.evaluate(() => [
    document.documentElement.scrollWidth,
    document.documentElement.clientWidth,
  ]);
  assert.ok(wide <= room, `${wide} pixels in ${room}`);
}

/** Runs in the page: what stands out too little from its ground. axe does not look into SVG. */
function contrasts() {
  const pen = new OffscreenCanvas(1, 1).getContext('2d', { willReadFrequently: true });
  const over = (colour, ground) => {
    pen.fillStyle = `rgb(${ground.join(' ')})`;
    pen.fillRect(0, 0, 1, 1);
    pen.fillStyle = colour;
    pen.fillRect(0, 0, 1, 1);
    return [...pen.getImageData(0, 0, 1, 1).data].slice(0, 3);
  };
  const luminance = (rgb) => {
    const [r, g, b] = rgb.map((value) =>
      value / 255 <= 0.04045 ? value / 255 / 12.92 : ((value / 255 + 0.055) / 1.055) ** 2.4,
    );
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const ratio = (a, b) => {
    const [light, dark] = [luminance(a), luminance(b)].sort((x, y) => y - x);
    return (light + 0.05) / (dark + 0.05);
  };
  const body = over(getComputedStyle(document.body).backgroundColor, [255, 255, 255]);
  const found = [];
  for (const element of document.querySelectorAll(
    '#drawing text, #drawing path, #drawing circle',
  )) {
    const style = getComputedStyle(element);
    const ground = element.closest('.hop')?.querySelector('.ground');
    const under =
      ground === null || ground === undefined ? body : over(getComputedStyle(ground).fill, body);
    const isText = element.tagName === 'text';
    const paint = !isText && style.stroke !== 'none' ? style.stroke : style.fill;
    const contrast = ratio(over(paint, under), under);
    // A disc of the ground's colour beneath a node is not there to be seen.
    if (!isText && contrast < 1.2) continue;
    if (contrast < (isText ? 4.5 : 3)) {
      found.push(
        `${element.textContent || element.outerHTML.slice(0, 80)}: ${contrast.toFixed(2)}`,
      );
    }
  }
  return found;
}
