/** VS Code's workbench in the hands of a person who tries again when something came in between. */

/** Tries so often; the last time as patiently as the page waits for anything else. */
const attempts = 4;
const impatient = 3000;

/** Does something again that something came in between; the last error is told. */
export async function untilItWorks(work) {
  for (let attempt = 1; attempt < attempts; attempt++) {
    try {
      return await work({ timeout: impatient });
    } catch {
      // Once more.
    }
  }
  return work({});
}

/**
 * Opens the palette with a text in it and waits until the first row is the wanted one. An editor that
 * comes up late takes the focus, and with it the palette is gone.
 * @param text what is typed: `>` and the beginning of a command's title
 * @param row what that row says
 */
export async function openPalette(page, text, row) {
  const input = page.locator('.quick-input-widget:visible input.input');
  const proposed = page.locator('.quick-input-list .monaco-list-row.focused', { hasText: row });
  await untilItWorks(async (patience) => {
    await page.keyboard.press('F1');
    await input.fill(text, patience);
    await proposed.waitFor(patience);
  });
}

/** Runs the command that the palette proposes first. */
export async function runCommand(page, text, row) {
  await openPalette(page, text, row);
  await page.keyboard.press('Enter');
}

/** Rests the mouse on a text until its hover says something. A text that moves leaves the mouse behind. */
export async function hoverOn(page, text, says) {
  const hover = page.locator('.monaco-hover:visible', { hasText: says }).first();
  await untilItWorks(async (patience) => {
    await page.mouse.move(640, 790);
    await text.hover(patience);
    await hover.waitFor(patience);
  });
  return hover;
}

/** Takes every notification away. Some go by themselves before the mouse is there. */
export async function clearNotices(page) {
  const notice = page.locator('.notification-toast').first();
  await untilItWorks(async (patience) => {
    while (await notice.isVisible()) {
      await notice.hover(patience);
      await notice.getByRole('button', { name: /Clear Notification/ }).click(patience);
    }
  });
}

/** Waits for the end of an element's animations. */
export function settled(locator) {
  return locator.evaluate((element) =>
    Promise.all(element.getAnimations({ subtree: true }).map(({ finished }) => finished)),
  );
}
