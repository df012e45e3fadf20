/** Read-only documents that hold a report (whois, the route of a big file) or a decoded part. They live as long as their tab. */
import * as vscode from 'vscode';

/** What a document is besides plain text. */
export interface DocumentKind {
  /** Ends the name of the tab; the editor may tell the language by it. */
  readonly extension: string;
  /** The language, where the extension does not tell it. */
  readonly language?: string;
}

export class Reports implements vscode.TextDocumentContentProvider, vscode.Disposable {
  readonly #scheme: string;
  readonly #texts = new Map<string, string>();
  readonly #changed = new vscode.EventEmitter<vscode.Uri>();
  readonly #registrations: vscode.Disposable;

  readonly onDidChange = this.#changed.event;

  constructor(scheme: string) {
    this.#scheme = scheme;
    this.#registrations = vscode.Disposable.from(
      this.#changed,
      vscode.workspace.registerTextDocumentContentProvider(scheme, this),
      vscode.workspace.onDidCloseTextDocument(({ uri }) => {
        if (uri.scheme === scheme) this.#texts.delete(uri.toString());
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
  async show(
    title: string,
    text: string,
    { extension, language }: DocumentKind = { extension: '.txt' },
  ): Promise<void> {
    const uri = this.put(title, text, extension);
    let document = await vscode.workspace.openTextDocument(uri);
    if (language !== undefined && document.languageId !== language) {
      document = await vscode.languages.setTextDocumentLanguage(document, language);
    }
    await vscode.window.showTextDocument(document, {
      viewColumn: columnOf(uri) ?? vscode.ViewColumn.Beside,
      preview: false,
    });
    await this.#arrival(document);
  }

  /** The same for a report that is being made: what is on show already grows where it stands. */
  async grow(title: string, text: string): Promise<void> {
    if (this.#texts.has(this.#uri(title, '.txt').toString())) this.put(title, text, '.txt');
    else await this.show(title, text);
  }

  #uri(title: string, extension: string): vscode.Uri {
    return vscode.Uri.from({
      scheme: this.#scheme,
      path: `/${title.replaceAll('/', '-')}${extension}`,
    });
  }

  /** Keeps a text for whoever shows it in another way. */
  put(title: string, text: string, extension: string): vscode.Uri {
    const uri = this.#uri(title, extension);
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

/** Where the report is on show already: a second look at it is no reason for a third column. */
function columnOf(uri: vscode.Uri): vscode.ViewColumn | undefined {
  return vscode.window.tabGroups.all.find(({ tabs }) =>
    tabs.some(
      ({ input }) =>
        input instanceof vscode.TabInputText && input.uri.toString() === uri.toString(),
    ),
  )?.viewColumn;
}
