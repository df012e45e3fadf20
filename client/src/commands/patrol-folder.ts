/** Patrol a Folder: finds the messages in whatever file system the folder is, has the server trace them, shows the report. */
import * as vscode from 'vscode';
import {
  clearPatrolRequest,
  patrolRequest,
  type PatrolFile,
  type PatrolParams,
  type PatrolResult,
} from '../../../server/src/lsp/protocol.ts';
import type { CommandContext } from '../client.ts';
import { messageFiles, type Unreadable } from '../message-files.ts';
import { keepLinks } from '../views/report-links.ts';

/** Set while Problems may hold what a patrol found; the menus ask. */
const patrolledContext = 'spamPatrol.patrolled';

let patrols = 0;

/** @param folder what a menu hands over, `folders` when several are selected there */
export async function patrolFolder(
  context: CommandContext,
  folder: unknown,
  folders: unknown,
): Promise<void> {
  const given = uris(folders) ?? uris([folder]) ?? (await chosenFolders());
  if (given === undefined) return;
  const name = given.map(nameOf).join(', ');
  const result = await vscode.window.withProgress(
    {
      location: vscode.ProgressLocation.Notification,
      title: vscode.l10n.t('Patrolling {0}', name),
      cancellable: true,
    },
    (progress, token) => patrol(context, name, given, progress, token),
  );
  if (result === undefined) return;
  const title = vscode.l10n.t('patrol of {0}', name);
  keepLinks(context.reports.uriOf(title), result.links);
  await context.reports.show(title, result.report);
}

export async function clearPatrol(context: CommandContext): Promise<void> {
  await context.request(clearPatrolRequest, {});
  await vscode.commands.executeCommand('setContext', patrolledContext, false);
}

async function patrol(
  context: CommandContext,
  name: string,
  folders: readonly vscode.Uri[],
  progress: vscode.Progress<{ message?: string; increment?: number }>,
  cancellation: vscode.CancellationToken,
): Promise<PatrolResult | undefined> {
  progress.report({ message: vscode.l10n.t('looking for messages') });
  const files: PatrolFile[] = [];
  const unreadable: { name: string; reason: string }[] = [];
  for (const folder of folders) {
    const below = folders.length > 1 ? nameOf(folder) : '';
    const note: Unreadable = (path, reason) =>
      unreadable.push({ name: path === '' ? nameOf(folder) : path, reason });
    for await (const { uri, name: path } of messageFiles(folder, below, cancellation, note)) {
      files.push({ uri: uri.toString(), name: path });
    }
  }
  if (cancellation.isCancellationRequested) return undefined;
  if (files.length === 0 && unreadable.length === 0) {
    void vscode.window.showInformationMessage(
      vscode.l10n.t('{0} holds no message: a patrol reads the files named *.eml and *.mbox.', name),
    );
    return undefined;
  }
  const params: PatrolParams = { token: ++patrols, name, files, unreadable };
  let before = 0;
  const listening = context.onPatrolProgress(({ token, done }) => {
    if (token !== params.token) return;
    const increment = ((done - before) / Math.max(1, files.length)) * 100;
    before = done;
    progress.report({ message: vscode.l10n.t('{0} of {1} files', done, files.length), increment });
  });
  try {
    const result = await context.request<PatrolResult>(patrolRequest, params, cancellation);
    if (result !== undefined) {
      await vscode.commands.executeCommand('setContext', patrolledContext, true);
    }
    return result;
  } finally {
    listening.dispose();
  }
}

/** The folders that are open, all of them; without one, a folder that the user picks. */
async function chosenFolders(): Promise<readonly vscode.Uri[] | undefined> {
  const open = vscode.workspace.workspaceFolders?.map(({ uri }) => uri) ?? [];
  if (open.length > 0) return open;
  return vscode.window.showOpenDialog({
    title: vscode.l10n.t('Patrol which folder?'),
    openLabel: vscode.l10n.t('Patrol'),
    canSelectFiles: false,
    canSelectFolders: true,
    canSelectMany: true,
  });
}

function uris(value: unknown): readonly vscode.Uri[] | undefined {
  const all = Array.isArray(value) ? value.filter((one) => one instanceof vscode.Uri) : [];
  return all.length > 0 ? all : undefined;
}

function nameOf(uri: vscode.Uri): string {
  const open = vscode.workspace.getWorkspaceFolder(uri);
  if (open?.uri.path === uri.path) return open.name;
  return uri.path.slice(uri.path.replace(/\/$/, '').lastIndexOf('/') + 1) || '/';
}
