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
import { describe } from '../describe.ts';

/** Set while Problems may hold what a patrol found; the menus ask. */
const patrolledContext = 'spamPatrol.patrolled';

/** No mail is kept there, but many files are. */
const skipped: ReadonlySet<string> = new Set(['.git', 'node_modules']);

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
  await context.reports.show(vscode.l10n.t('patrol of {0}', name), result.report);
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
  const found: Found = { files: [], unreadable: [] };
  for (const folder of folders) {
    await find(folder, folders.length > 1 ? nameOf(folder) : '', found, cancellation);
  }
  if (cancellation.isCancellationRequested) return undefined;
  const { files } = found;
  if (files.length === 0 && found.unreadable.length === 0) {
    void vscode.window.showInformationMessage(
      vscode.l10n.t('{0} holds no message: a patrol reads the files named *.eml and *.mbox.', name),
    );
    return undefined;
  }
  const params: PatrolParams = { token: ++patrols, name, ...found };
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

interface Found {
  readonly files: PatrolFile[];
  readonly unreadable: { readonly name: string; readonly reason: string }[];
}

/** Adds the messages below a folder in the order of their names; `below` is what the report calls it. */
async function find(
  folder: vscode.Uri,
  below: string,
  found: Found,
  cancellation: vscode.CancellationToken,
): Promise<void> {
  if (cancellation.isCancellationRequested) return;
  let entries: [string, vscode.FileType][];
  try {
    entries = await vscode.workspace.fs.readDirectory(folder);
  } catch (error) {
    found.unreadable.push({ name: below === '' ? nameOf(folder) : below, reason: describe(error) });
    return;
  }
  entries.sort(([a], [b]) => (a < b ? -1 : 1));
  for (const [entry, type] of entries) {
    const uri = vscode.Uri.joinPath(folder, entry);
    const name = below === '' ? entry : `${below}/${entry}`;
    // A link to a folder is not followed: it may lead back here.
    if (type === vscode.FileType.Directory) {
      if (!skipped.has(entry)) await find(uri, name, found, cancellation);
    } else if ((type & vscode.FileType.File) !== 0 && isMail(entry)) {
      found.files.push({ uri: uri.toString(), name });
    }
  }
}

/** Our own complaints are no mail that came. */
function isMail(name: string): boolean {
  const lower = name.toLowerCase();
  return (lower.endsWith('.eml') && !lower.endsWith('.complaint.eml')) || lower.endsWith('.mbox');
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
