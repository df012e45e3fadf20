/**
 * Finds out who is responsible for a source as a person does: from the line above its field, while a
 * server stays silent until the person turns away; once more, to the end; and reads the hover that
 * knows it from then on.
 */
import assert from 'node:assert/strict';
import { clearNotices, hoverOn, settled } from './workbench.mjs';

/**
 * @param servers those of lookup-servers.mjs
 * @param step runs a named step, as in run-ui.mjs
 * @param picture saves what is seen under a name, when pictures are wanted
 */
export async function findTheResponsible(page, servers, { step, picture }) {
  const lens = (text) => page.locator('.codelens-decoration a', { hasText: text }).first();
  const report = page.locator('.editor-group-container', {
    has: page.locator('.tab', { hasText: '203.0.113.77' }),
  });
  const reads = (text) => report.locator('.view-line', { hasText: text }).first().waitFor();

  await step('opens the message alone', async () => {
    await page.keyboard.press('Control+K');
    await page.keyboard.press('Control+W');
    await page.locator('.tab').first().waitFor({ state: 'detached' });
    await page.keyboard.press('Control+Shift+E');
    const explorer = page.locator('.explorer-folders-view');
    await explorer.getByText('01-spoofed-hop.eml', { exact: true }).dblclick();
    await page.locator('.tab.active', { hasText: '01-spoofed-hop.eml' }).waitFor();
    await page.keyboard.press('Control+B');
    await explorer.waitFor({ state: 'hidden' });
    await clearNotices(page);
  });

  await step(
    'asks who is responsible, waits for one that stays silent, and turns away',
    async () => {
      servers.hold('abusix');
      await lens('Who is responsible for 203.0.113.77?').click();
      await reads('About 203.0.113.77');
      const progress = page.locator('.notification-toast', { hasText: 'asking Abusix' });
      await progress.waitFor();
      await progress.getByRole('button', { name: 'Cancel' }).click();
      await reads('The lookup was cancelled. Not heard to the end: Abusix.');
      await progress.waitFor({ state: 'detached' });
      servers.hold('');
    },
  );

  await step('asks once more, and reads who is responsible and whom to tell', async () => {
    await lens('PROVIDER-EXAMPLE · abuse@provider.example').click();
    await reads('Some of it was looked up just now');
    await reads('It is listed by list.example');
    await reads('AS64500 PROVIDER-EXAMPLE');
    await report.getByText('The lookup was cancelled').waitFor({ state: 'detached' });
    await page.mouse.move(640, 5);
    await picture('lookup');
  });

  await step('rests the mouse on the address, and reads what is known', async () => {
    const asked = servers.asked();
    await report
      .getByRole('button', { name: /^Close/ })
      .first()
      .click();
    await report.waitFor({ state: 'detached' });
    const line = page.locator('.view-line', { hasText: 'dsl-203-0-113-77' }).first();
    const address = line.getByText('203.0.113.77').first();
    const hover = await hoverOn(page, address, 'abuse@provider.example');
    const known = hover.getByText('All that is known').first();
    const { x, y } = await hover.boundingBox();
    await page.mouse.move(x + 30, y + 30, { steps: 5 });
    await page.mouse.wheel(0, 1000);
    await known.hover({ trial: true });
    await settled(hover);
    assert.equal(await hover.locator('img').count(), 0, 'a picture in the hover');
    await picture('lookup-hover');
    assert.equal(servers.asked(), asked, 'a hover asked the servers');
  });
}
