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

  /** Shows `text` beside what the user looks at. `title` names the tab; the same title replaces the report. */
  async show(title: string, text: string): Promise<void> {
    const uri = vscode.Uri.from({
      scheme: reportScheme,
      path: `/${title.replaceAll('/', '-')}.txt`,
    });
    this.#texts.set(uri.toString(), text);
    this.#changed.fire(uri);
    const document = await vscode.workspace.openTextDocument(uri);
    await vscode.window.showTextDocument(document, {
      viewColumn: vscode.ViewColumn.Beside,
      preview: false,
    });
  }

  dispose(): void {
    this.#registrations.dispose();
  }
}
