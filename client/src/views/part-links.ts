/** The links of decoded parts and of reports, which hold what strangers answered: none leads anywhere while `spamPatrol.links` is `defanged`. The server does the same for messages. */
import * as vscode from 'vscode';
import { urlsIn } from '../../../server/src/core/text/defang.ts';
import { copyDefangedCommand } from '../../../server/src/lsp/protocol.ts';

const mostLinks = 2000;
/** UTF-16 units: a command's arguments go through a URI. */
const longestCopied = 2000;

/** The editor makes a link of every address that it sees; where two links meet, an extension's is taken. */
export function defangLinks(scheme: string): vscode.Disposable {
  return vscode.languages.registerDocumentLinkProvider(
    { scheme },
    {
      provideDocumentLinks(document) {
        // A forwarded message: that is the server's.
        if (document.languageId === 'eml') return [];
        const settings = vscode.workspace.getConfiguration('spamPatrol');
        if (settings.get<string>('links') === 'live') return [];
        const text = document.getText();
        const places = urlsIn(text, 0, text.length, mostLinks + 1);
        const rest = places[mostLinks];
        if (rest !== undefined) places[mostLinks] = { start: rest.start, end: text.length };
        const directory = originOf(settings.get<string>('phone.url', ''));
        const strange = places.filter(
          ({ start, end }) => directory === null || originOf(text.slice(start, end)) !== directory,
        );
        return strange.map(({ start, end }) => {
          const range = new vscode.Range(document.positionAt(start), document.positionAt(end));
          const copied =
            start === rest?.start ? '' : text.slice(start, end).slice(0, longestCopied);
          const link = new vscode.DocumentLink(range, copyTarget(copied));
          link.tooltip = vscode.l10n.t('Copy it defanged (setting spamPatrol.links)');
          return link;
        });
      },
    },
  );
}

/** Of the directory that the user chose for telephone numbers: its addresses are there to be opened. */
function originOf(url: string): string | null {
  try {
    return new URL(url.replace(/[{}]/g, '')).origin;
  } catch {
    return null;
  }
}

function copyTarget(text: string): vscode.Uri {
  return vscode.Uri.parse(
    `command:${copyDefangedCommand}?${encodeURIComponent(JSON.stringify([text]))}`,
  );
}
