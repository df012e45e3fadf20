/** Read-only documents that hold a report (whois, the route of a big file). They live as long as their tab. */
import * as vscode from 'vscode';

const reportScheme = 'spam-patrol';

export class Reports implements vscode.TextDocumentContentProvider, vscode.Disposable {
  readonly #texts = new Map<string, string>();
  readonly #changed = new vscode.EventEmitter<vscode.Uri>();
  readonly #registrations: vscode.Disposable;

  readonly onDidChange = this.#changed.event;

  constructor() {
    this.#registrations = vscode.Disposable.from(
      this.#changed,
      vscode.workspace.registerTextDocumentContentProvider(reportScheme, this),
      vscode.workspace.onDidCloseTextDocument(({ uri }) => {
        if (uri.scheme === reportScheme) this.#texts.delete(uri.toString());
      }),
    );
  }

  provideTextDocumentContent(uri: vscode.Uri): string {
    return (
      this.#texts.get(uri.toString()) ??
      `${vscode.l10n.t('This report was not kept when the window closed. Run the command again.')}\n`
    );
  }

  /**
   * Shows `text` beside what the user looks at, and resolves when it stands there. `title` names the
   * tab; the same title replaces the report.
   */
  async show(title: string, text: string): Promise<void> {
    const uri = this.#put(title, text);
    const document = await vscode.workspace.openTextDocument(uri);
    await vscode.window.showTextDocument(document, {
      viewColumn: columnOf(uri) ?? vscode.ViewColumn.Beside,
      preview: false,
    });
    await this.#arrival(document);
  }

  /** The same for a report that is being made: what is on show already grows where it stands. */
  async grow(title: string, text: string): Promise<void> {
    if (this.#texts.has(uriOf(title).toString())) this.#put(title, text);
    else await this.show(title, text);
  }

  #put(title: string, text: string): vscode.Uri {
    const uri = uriOf(title);
    this.#texts.set(uri.toString(), text);
    this.#changed.fire(uri);
    return uri;
  }

  /** The editor fetches a changed text in its own time, and not at all while it was opening the document. */
  async #arrival(document: vscode.TextDocument): Promise<void> {
    const uri = document.uri.toString();
    await new Promise<void>((resolve) => {
      const look = (): void => {
        const wanted = this.#texts.get(uri);
        if (wanted !== undefined && document.getText() !== wanted) return;
        waiting.dispose();
        resolve();
      };
      const waiting = vscode.Disposable.from(
        vscode.workspace.onDidChangeTextDocument(look),
        vscode.workspace.onDidCloseTextDocument(look),
      );
      this.#changed.fire(document.uri);
      look();
    });
  }

  dispose(): void {
    this.#registrations.dispose();
  }
}

function uriOf(title: string): vscode.Uri {
  return vscode.Uri.from({ scheme: reportScheme, path: `/${title.replaceAll('/', '-')}.txt` });
}

/** Where the report is on show already: a second look at it is no reason for a third column. */
function columnOf(uri: vscode.Uri): vscode.ViewColumn | undefined {
  return vscode.window.tabGroups.all.find(({ tabs }) =>
    tabs.some(
      ({ input }) =>
        input instanceof vscode.TabInputText && input.uri.toString() === uri.toString(),
    ),
  )?.viewColumn;
}
