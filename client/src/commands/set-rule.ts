/** The quick fix "Turn this rule off": writes the setting `spamPatrol.rules`. Knows no rule. */
import * as vscode from 'vscode';
import type { SetRuleArguments } from '../../../server/src/lsp/protocol.ts';

const key = 'rules';

/** Where the user keeps rules for the workspace, it goes there; else it is for everywhere. */
export async function setRule({ rule, level }: SetRuleArguments): Promise<void> {
  const configuration = vscode.workspace.getConfiguration('spamPatrol');
  const places = configuration.inspect<Record<string, string>>(key);
  const inWorkspace = places?.workspaceValue;
  await configuration.update(
    key,
    { ...(inWorkspace ?? places?.globalValue), [rule]: level },
    inWorkspace === undefined
      ? vscode.ConfigurationTarget.Global
      : vscode.ConfigurationTarget.Workspace,
  );
  // Not awaited: the rule is off, whenever the user closes the message.
  void offerSettings(rule);
}

async function offerSettings(rule: string): Promise<void> {
  const openSettings = vscode.l10n.t('Open Settings');
  const choice = await vscode.window.showInformationMessage(
    vscode.l10n.t('The rule {0} is off now. The setting spamPatrol.rules turns it on again.', rule),
    openSettings,
  );
  if (choice === undefined) return;
  await vscode.commands.executeCommand('workbench.action.openSettings', 'spamPatrol.rules');
}
