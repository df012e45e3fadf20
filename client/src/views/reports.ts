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
  /** Those whose tab is about to open. */
  readonly #opening = new Map<string, Promise<void>>();
  readonly #changed = new vscode.EventEmitter<vscode.Uri>();
  readonly #registrations: vscode.Disposable;

  readonly onDidChange = this.#changed.event;

  constructor(scheme: string) {
    this.#scheme = scheme;
    this.#registrations = vscode.Disposable.from(
      this.#changed,
      vscode.workspace.registerTextDocumentContentProvider(scheme, this),
      vscode.workspace.onDidCloseTextDocument(({ uri }) => {
        this.#forget(uri);
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
    const key = uri.toString();
    let opening = this.#opening.get(key);
    if (opening === undefined) {
      opening = this.#open(uri, language).finally(() => this.#opening.delete(key));
      this.#opening.set(key, opening);
    }
    await opening;
  }

  async #open(uri: vscode.Uri, language: string | undefined): Promise<void> {
    let document = await vscode.workspace.openTextDocument(uri);
    if (language !== undefined && document.languageId !== language) {
      document = await vscode.languages.setTextDocumentLanguage(document, language);
    }
    // Before it is seen: the editor may still have what stood in a tab of this name.
    await this.#arrival(document);
    await vscode.window.showTextDocument(document, {
      viewColumn: columnOf(uri) ?? vscode.ViewColumn.Beside,
      preview: false,
    });
    await this.#arrival(document);
  }

  /** The same for a report that is being made: what is on show already grows where it stands. */
  async grow(title: string, text: string, kind: DocumentKind): Promise<void> {
    const uri = this.uriOf(title, kind.extension);
    // Not whether there is a text: the editor keeps that of a closed tab for a while.
    if (this.#opening.has(uri.toString()) || columnOf(uri) !== undefined) {
      this.put(title, text, kind.extension);
    } else {
      await this.show(title, text, kind);
    }
  }

  /** What was shown under this name before may be closed only now. */
  #forget(uri: vscode.Uri): void {
    const key = uri.toString();
    if (uri.scheme === this.#scheme && !this.#opening.has(key)) this.#texts.delete(key);
  }

  /** Of the document that shows, or will show, what has this title. */
  uriOf(title: string, extension = '.txt'): vscode.Uri {
    return vscode.Uri.from({
      scheme: this.#scheme,
      path: `/${title.replaceAll('/', '-')}${extension}`,
    });
  }

  /** Keeps a text for whoever shows it in another way. */
  put(title: string, text: string, extension: string): vscode.Uri {
    const uri = this.uriOf(title, extension);
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
        if (wanted !== undefined && !document.isClosed && document.getText() !== wanted) return;
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
