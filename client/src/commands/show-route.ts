/** Show Route and Export Route: which message is meant, and which format. The view does the rest. */
import * as vscode from 'vscode';
import type { ShowRouteArguments } from '../../../server/src/lsp/protocol.ts';
import type { ImageFormat } from '../route-view/messages.ts';
import { subjectUri } from '../subject-uri.ts';
import type { RouteView } from '../views/route-view.ts';

export async function showRoute(view: () => Promise<RouteView>, argument: unknown): Promise<void> {
  const named = readArgument(argument);
  const uri = named?.uri ?? subjectUri(argument);
  if (uri === undefined || (named === undefined && !isMail(uri))) {
    void vscode.window.showInformationMessage(
      vscode.l10n.t(
        'Open a mail message first: the route is that of the message in the active editor.',
      ),
    );
    return;
  }
  await (await view()).show(uri, named?.part ?? null);
}

/** What the server's commands hand over: any extension, any macro may have written it. */
function readArgument(argument: unknown): { uri: vscode.Uri; part: string | null } | undefined {
  if (typeof argument !== 'object' || argument === null || argument instanceof vscode.Uri) {
    return undefined;
  }
  const { uri, part } = argument as { [Key in keyof ShowRouteArguments]: unknown };
  if (typeof uri !== 'string') return undefined;
  return { uri: vscode.Uri.parse(uri), part: typeof part === 'string' ? part : null };
}

function isMail(uri: vscode.Uri): boolean {
  const document = vscode.workspace.textDocuments.find(
    (one) => one.uri.toString() === uri.toString(),
  );
  return document === undefined ? uri.path.endsWith('.eml') : document.languageId === 'eml';
}

export async function exportRoute(view: () => Promise<RouteView>): Promise<void> {
  const opened = await view();
  if (!opened.isOpen) {
    void vscode.window.showInformationMessage(
      vscode.l10n.t('Show the route of a message first: what is exported is the picture on show.'),
    );
    return;
  }
  const formats: (vscode.QuickPickItem & { readonly format: ImageFormat })[] = [
    {
      label: 'SVG',
      description: vscode.l10n.t('sharp at any size, the text can be searched'),
      format: 'svg',
    },
    {
      label: 'PNG',
      description: vscode.l10n.t('for programs that show no SVG'),
      format: 'png',
    },
  ];
  const chosen = await vscode.window.showQuickPick(formats, {
    title: vscode.l10n.t('Export the route as which kind of picture?'),
  });
  if (chosen !== undefined) await opened.export(chosen.format);
}
