/** The quick fixes that change what the reader is told ("Turn this rule off", "This host is mine"): writes settings. Knows no rule and no mail. */
import * as vscode from 'vscode';
import type { ChangeSettingArguments } from '../../../server/src/lsp/protocol.ts';

/** Where the user keeps this setting for the workspace, it goes there; else it is for everywhere. */
export async function changeSetting(argument: unknown): Promise<void> {
  if (!isChange(argument)) {
    void vscode.window.showErrorMessage(
      vscode.l10n.t(
        'This changes nothing: it does not say which setting. Choose it from the light bulb of a finding or of a trace field.',
      ),
    );
    return;
  }
  const { setting } = argument;
  const configuration = vscode.workspace.getConfiguration('spamPatrol');
  const places = configuration.inspect(setting);
  // What a workspace says that nobody trusts does not count, so nothing is written there.
  const inWorkspace = vscode.workspace.isTrusted ? places?.workspaceValue : undefined;
  await configuration.update(
    setting,
    changed(inWorkspace ?? places?.globalValue, argument),
    inWorkspace === undefined
      ? vscode.ConfigurationTarget.Global
      : vscode.ConfigurationTarget.Workspace,
  );
  // Not awaited: the setting is changed, whenever the user closes the message.
  void offerSettings(argument);
}

function isChange(value: unknown): value is ChangeSettingArguments {
  if (typeof value !== 'object' || value === null || !('setting' in value)) return false;
  if (value.setting === 'rules')
    return (
      'rule' in value && typeof value.rule === 'string' && 'level' in value && value.level === 'off'
    );
  return (
    (value.setting === 'ownHosts' || value.setting === 'organisations') &&
    'add' in value &&
    Array.isArray(value.add) &&
    value.add.every((entry) => typeof entry === 'string')
  );
}

/** The value with the change made; a value of the wrong kind is replaced. */
function changed(value: unknown, change: ChangeSettingArguments): object {
  if (change.setting === 'rules') {
    const rules = typeof value === 'object' && !Array.isArray(value) ? value : {};
    return { ...rules, [change.rule]: change.level };
  }
  return [...new Set([...(Array.isArray(value) ? (value as unknown[]) : []), ...change.add])];
}

async function offerSettings(change: ChangeSettingArguments): Promise<void> {
  const openSettings = vscode.l10n.t('Open Settings');
  const choice = await vscode.window.showInformationMessage(
    vscode.l10n.t(
      '{0} The setting {1} takes it back.',
      said(change),
      `spamPatrol.${change.setting}`,
    ),
    openSettings,
  );
  if (choice === undefined) return;
  await vscode.commands.executeCommand(
    'workbench.action.openSettings',
    `spamPatrol.${change.setting}`,
  );
}

function said(change: ChangeSettingArguments): string {
  switch (change.setting) {
    case 'rules':
      return vscode.l10n.t('The rule {0} is off now.', change.rule);
    case 'ownHosts':
      return change.add.length === 1
        ? vscode.l10n.t('{0} counts as one of your own servers now.', change.add.join())
        : vscode.l10n.t('{0} count as your own servers now.', change.add.join(', '));
    case 'organisations':
      return vscode.l10n.t('{0}: one organisation now.', change.add.join(', '));
  }
}
