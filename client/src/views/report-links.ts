/** Where the report of a patrol leads: from a file's name to the message, from a relay's postmaster to a letter. Knows where, not what a report says. */
import * as vscode from 'vscode';
import { commands, type PatrolLink } from '../../../server/src/lsp/protocol.ts';

/** The links of the last reports. The editor closes documents in its own time, and may show one again: so none goes with its tab. */
const kept = new Map<string, readonly PatrolLink[]>();
const mostKept = 16;

export function keepLinks(report: vscode.Uri, links: readonly PatrolLink[]): void {
  const key = report.toString();
  kept.delete(key);
  kept.set(key, links);
  for (const oldest of kept.keys()) {
    if (kept.size <= mostKept) break;
    kept.delete(oldest);
  }
}

export function reportLinks(scheme: string): vscode.Disposable {
  return vscode.languages.registerDocumentLinkProvider(
    { scheme },
    {
      provideDocumentLinks(document) {
        const links = kept.get(document.uri.toString()) ?? [];
        return links.map((link) => toLink(document, link));
      },
    },
  );
}

function toLink(document: vscode.TextDocument, link: PatrolLink): vscode.DocumentLink {
  const { start, end, uri, line, letter } = link;
  const range = new vscode.Range(document.positionAt(start), document.positionAt(end));
  const made = new vscode.DocumentLink(
    range,
    letter === null
      ? // As the editor writes a place in its own links.
        vscode.Uri.parse(uri).with({ fragment: `L${line + 1}` })
      : vscode.Uri.parse(
          `command:${commands.generateComplaint}?${encodeURIComponent(JSON.stringify([letter]))}`,
        ),
  );
  made.tooltip =
    letter === null
      ? vscode.l10n.t('Open the message')
      : vscode.l10n.t('Write the draft of a letter: nothing is sent');
  return made;
}
