/** The route view, as far as an extension can see it: which panel is open, and what it exports. Clicks are in run-ui.mjs. */
import * as vscode from 'vscode';
import { contains, equal, ok } from './assert.ts';
import { answering, closeAll, find, inWebWorker, open, until, workspaceUri } from './editor.ts';

/** The title of the panel, when there is one. */
function panel(): string | undefined {
  return vscode.window.tabGroups.all
    .flatMap(({ tabs }) => tabs)
    .find(
      ({ input }) =>
        input instanceof vscode.TabInputWebview && input.viewType.endsWith('spamPatrol.route'),
    )?.label;
}

function panelIs(title: string): Promise<true> {
  return until(vscode.window.tabGroups.onDidChangeTabs, () =>
    panel() === title ? true : undefined,
  );
}

/** What the page draws, as a file. */
async function exported(format: 'svg' | 'png', name: string): Promise<Uint8Array> {
  const target = workspaceUri(name);
  const asked = await answering({ showQuickPick: [{ format }], showSaveDialog: [target] }, () =>
    vscode.commands.executeCommand('spamPatrol.exportRoute'),
  );
  equal(asked.showErrorMessage, []);
  equal(asked.showSaveDialog.length, 1);
  return vscode.workspace.fs.readFile(target);
}

async function exportedText(): Promise<string> {
  return new TextDecoder().decode(await exported('svg', 'route.svg'));
}

export function routeView(): void {
  describe('Show Route', () => {
    after(closeAll);

    it('says what to open when no message is', async () => {
      await closeAll();
      const { showInformationMessage } = await answering({}, () =>
        vscode.commands.executeCommand('spamPatrol.showRoute'),
      );
      contains(String(showInformationMessage[0]?.[0]), 'Open a mail message first');
      equal(panel(), undefined);
    });

    it('opens one panel beside the message, and follows to the next message', async () => {
      const document = await open('01-spoofed-hop.eml');
      await vscode.commands.executeCommand('spamPatrol.showRoute');
      await panelIs('Route of 01-spoofed-hop.eml');
      equal(vscode.window.activeTextEditor?.document.uri.toString(), document.uri.toString());
      await open('03-mailing-list.eml');
      await panelIs('Route of 03-mailing-list.eml');
      await vscode.commands.executeCommand('spamPatrol.showRoute', document.uri);
      await panelIs('Route of 01-spoofed-hop.eml');
      const panels = vscode.window.tabGroups.all
        .flatMap(({ tabs }) => tabs)
        .filter(({ input }) => input instanceof vscode.TabInputWebview);
      equal(panels.length, 1);
    });

    it('takes what a CodeLens or another extension hands over', async () => {
      const uri = workspaceUri('04-forwarded-phish.eml').toString();
      await vscode.commands.executeCommand('spamPatrol.showRoute', { uri, part: '2' });
      await panelIs('Route of 04-forwarded-phish.eml');
    });

    // Webviews show nothing in the build of VS Code for the web that the tests have.
    if (inWebWorker) return;

    it('draws the route of the message, and of the one that was forwarded inside', async () => {
      const uri = workspaceUri('04-forwarded-phish.eml').toString();
      await vscode.commands.executeCommand('spamPatrol.showRoute', { uri });
      const own = await exportedText();
      ok(!own.includes('203.0.113.300'), 'the forged hop is in the wrapper');
      await vscode.commands.executeCommand('spamPatrol.showRoute', { uri, part: '2' });
      contains(await exportedText(), 'line-through">203.0.113.300<');
    });

    it('exports an SVG that needs nothing else, and a PNG', async () => {
      await open('01-spoofed-hop.eml');
      await vscode.commands.executeCommand('spamPatrol.showRoute');
      const svg = await exportedText();
      contains(svg, '<svg xmlns="http://www.w3.org/2000/svg"');
      contains(svg, '▲ believable above');
      ok(!/var\(|href|url\(|<style|<script/.test(svg), 'it leans on something outside');
      const png = await exported('png', 'route.png');
      equal([...png.subarray(1, 4)].map((byte) => String.fromCharCode(byte)).join(''), 'PNG');
      ok(png.length > 10_000, 'an empty picture');
    });

    it('follows the text as it is edited', async () => {
      const document = await open('01-spoofed-hop.eml');
      await vscode.commands.executeCommand('spamPatrol.showRoute');
      const edit = new vscode.WorkspaceEdit();
      edit.replace(document.uri, find(document, '500.202.999.352'), '198.51.100.44');
      await vscode.workspace.applyEdit(edit);
      // Fetched anew by the command, as it is a moment after the last edit.
      await vscode.commands.executeCommand('spamPatrol.showRoute');
      const svg = await exportedText();
      contains(svg, '>198.51.100.44<');
      ok(!svg.includes('line-through'), 'something is still struck out');
      await vscode.commands.executeCommand('workbench.action.files.revert');
    });

    it('exports nothing when no route is on show', async () => {
      await closeAll();
      const { showInformationMessage, showQuickPick } = await answering({}, () =>
        vscode.commands.executeCommand('spamPatrol.exportRoute'),
      );
      contains(String(showInformationMessage[0]?.[0]), 'Show the route of a message first');
      equal(showQuickPick, []);
    });
  });
}
