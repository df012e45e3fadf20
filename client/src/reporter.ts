/** Who signs the complaints: asked for once, kept in the user's settings. */
import * as vscode from 'vscode';
import type { Reporter } from '../../server/src/lsp/protocol.ts';

const askedKey = 'reporterAsked';

/**
 * Asks for name and address when the settings hold no address and the question was never put
 * before. Undefined when the settings decide, or when the user prefers to go on without.
 */
export async function askReporterOnce(state: vscode.Memento): Promise<Reporter | undefined> {
  const settings = vscode.workspace.getConfiguration('spamPatrol.reporter');
  const known = settings.get<string>('address', '').trim() !== '';
  if (known || state.get<boolean>(askedKey) === true) return undefined;
  await state.update(askedKey, true);

  const title = vscode.l10n.t('Who signs your complaints? (asked once; Escape goes on without)');
  const name = await vscode.window.showInputBox({
    title,
    prompt: vscode.l10n.t('Your name, as it stands beneath complaints'),
    value: settings.get<string>('name', ''),
    ignoreFocusOut: true,
  });
  if (name === undefined) return undefined;
  const address = await vscode.window.showInputBox({
    title,
    prompt: vscode.l10n.t('Your mail address, as complaints give it in From'),
    placeHolder: vscode.l10n.t('you@example.com'),
    ignoreFocusOut: true,
    validateInput: (value) =>
      value.trim() === '' || isAddress(value.trim())
        ? undefined
        : vscode.l10n.t('That is no mail address.'),
  });
  if (address === undefined || address.trim() === '') return undefined;

  const reporter = { name: name.trim(), address: address.trim() };
  await settings.update('name', reporter.name, vscode.ConfigurationTarget.Global);
  await settings.update('address', reporter.address, vscode.ConfigurationTarget.Global);
  return reporter;
}

function isAddress(value: string): boolean {
  const at = value.lastIndexOf('@');
  return at > 0 && at < value.length - 1 && !value.includes(' ');
}
