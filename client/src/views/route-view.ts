/**
 * The route view: one panel beside the messages, which shows the route of the one that is being
 * read. Fetches the picture, lights up the hop under the cursor, takes the reader to what they point
 * at. The page draws (route-view/); the server judges.
 */
import * as vscode from 'vscode';
import {
  routeRequest,
  type PlaceInDocument,
  type RouteParams,
  type RouteResult,
} from '../../../server/src/lsp/protocol.ts';
import {
  routeViewType,
  type FromPage,
  type ImageFormat,
  type PageState,
  type Target,
  type ToPage,
} from '../route-view/messages.ts';
import { saveImage } from './save-image.ts';
import { pageWords } from './route-words.ts';

/** Milliseconds without an edit after which the route is fetched again, as for the findings of the body. */
const idle = 400;

export interface RouteViewParts {
  readonly extensionUri: vscode.Uri;
  readonly base64: { decode(text: string): Uint8Array };
  /** Asks the server; rejects when it does not answer. */
  ask<T>(method: string, params: object): Promise<T>;
}

export class RouteView implements vscode.Disposable {
  readonly #parts: RouteViewParts;
  readonly #listeners: vscode.Disposable;
  #panel: vscode.WebviewPanel | null = null;
  #state: PageState | null = null;
  #result: RouteResult | null = null;
  /** Counts the questions to the server: an answer that was overtaken is not shown. */
  #asked = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;
  /** To be called when an export came to its end. */
  #exported: () => void = () => undefined;

  constructor(parts: RouteViewParts) {
    this.#parts = parts;
    this.#listeners = vscode.Disposable.from(
      vscode.window.onDidChangeActiveTextEditor((editor) => {
        if (editor?.document.languageId === 'eml') this.#follow(editor.document.uri);
      }),
      vscode.workspace.onDidChangeTextDocument(({ document }) => {
        if (this.#shows(document.uri)) this.#later();
      }),
      vscode.languages.onDidChangeDiagnostics(({ uris }) => {
        if (uris.some((uri) => this.#shows(uri))) this.#later();
      }),
      vscode.window.onDidChangeTextEditorSelection(({ textEditor }) => {
        if (this.#shows(textEditor.document.uri)) this.#light(textEditor);
      }),
    );
  }

  /** Shows the route of a message, or of one that was forwarded inside it. */
  async show(uri: vscode.Uri, part: string | null): Promise<void> {
    this.#state = { uri: uri.toString(), part };
    if (this.#panel === null) {
      const panel = vscode.window.createWebviewPanel(
        routeViewType,
        this.#title(),
        { viewColumn: vscode.ViewColumn.Beside, preserveFocus: true },
        this.#options(),
      );
      this.#attach(panel);
    } else {
      this.#panel.reveal(undefined, true);
    }
    await this.#refresh();
  }

  /** Fills a panel that is there again after the window was reloaded. */
  async restore(panel: vscode.WebviewPanel, state: unknown): Promise<void> {
    panel.webview.options = this.#options();
    this.#state = readState(state);
    this.#attach(panel);
    await this.#refresh();
  }

  /** Has the page draw the picture as a file and asks where to put it. Resolves when that is done. */
  async export(format: ImageFormat): Promise<void> {
    const done = new Promise<void>((resolve) => {
      this.#exported = resolve;
    });
    await this.#post({ kind: 'export', format });
    await done;
  }

  get isOpen(): boolean {
    return this.#panel !== null;
  }

  dispose(): void {
    clearTimeout(this.#timer);
    this.#listeners.dispose();
    this.#panel?.dispose();
  }

  #options(): vscode.WebviewOptions & vscode.WebviewPanelOptions {
    const dist = vscode.Uri.joinPath(this.#parts.extensionUri, 'dist');
    return { enableScripts: true, localResourceRoots: [dist], enableCommandUris: false };
  }

  #attach(panel: vscode.WebviewPanel): void {
    this.#panel?.dispose();
    this.#panel = panel;
    const icon = (theme: string): vscode.Uri =>
      vscode.Uri.joinPath(this.#parts.extensionUri, `images/route-${theme}.svg`);
    panel.iconPath = { light: icon('light'), dark: icon('dark') };
    panel.webview.onDidReceiveMessage((message: FromPage) => this.#onMessage(message));
    panel.onDidDispose(() => {
      if (this.#panel !== panel) return;
      this.#panel = null;
      clearTimeout(this.#timer);
      this.#exported();
    });
    panel.webview.html = this.#html(panel.webview);
  }

  #html(webview: vscode.Webview): string {
    const file = (name: string): string =>
      webview.asWebviewUri(vscode.Uri.joinPath(this.#parts.extensionUri, 'dist', name)).toString();
    const nonce = Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) =>
      byte.toString(16).padStart(2, '0'),
    ).join('');
    // blob: is the picture on its way to a PNG. Nothing comes from elsewhere, and no script from a message.
    const policy = [
      "default-src 'none'",
      `script-src 'nonce-${nonce}'`,
      `style-src ${webview.cspSource}`,
      'img-src blob:',
    ].join('; ');
    return `<!DOCTYPE html>
<html lang="${vscode.env.language}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="stylesheet" href="${file('route-view.css')}">
<title>${vscode.l10n.t('Route')}</title>
</head>
<body>
<main>
<h1 id="title" class="unseen"></h1>
<div id="parts" hidden><label id="part-label" for="part"></label><select id="part"></select></div>
<p id="note" role="status"></p>
<div id="sheet"><div id="drawing" aria-hidden="true"></div><div id="lists"></div></div>
</main>
<script nonce="${nonce}" src="${file('route-view.js')}"></script>
</body>
</html>`;
  }

  async #onMessage(message: FromPage): Promise<void> {
    switch (message.kind) {
      case 'ready':
        this.#send();
        return;
      case 'choose':
        if (this.#state !== null) this.#state = { ...this.#state, part: message.part };
        this.#send();
        return;
      case 'go':
        await this.#go(message.target, message.focus);
        return;
      case 'exported':
        if (this.#state !== null) {
          await saveImage(vscode.Uri.parse(this.#state.uri), message, this.#parts.base64);
        }
        this.#exported();
        return;
    }
  }

  #shows(uri: vscode.Uri): boolean {
    return this.#panel !== null && this.#state?.uri === uri.toString();
  }

  #follow(uri: vscode.Uri): void {
    if (this.#panel === null || this.#shows(uri)) return;
    this.#state = { uri: uri.toString(), part: null };
    void this.#refresh();
  }

  #later(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#refresh(), idle);
  }

  async #refresh(): Promise<void> {
    const state = this.#state;
    const number = ++this.#asked;
    if (this.#panel !== null) this.#panel.title = this.#title();
    if (state === null) {
      this.#result = null;
      this.#send();
      return;
    }
    try {
      // After a reload no editor may show the message: the server knows only what is open.
      await vscode.workspace.openTextDocument(vscode.Uri.parse(state.uri, true));
      const params: RouteParams = { uri: state.uri };
      const result = await this.#parts.ask<RouteResult>(routeRequest, params);
      if (number !== this.#asked) return;
      this.#result = result;
    } catch {
      if (number !== this.#asked) return;
      this.#result = null;
    }
    this.#send();
  }

  #send(): void {
    const state = this.#state;
    const routes = this.#result?.routes ?? [];
    if (state === null || routes.length === 0) {
      void this.#post({ kind: 'say', state, message: this.#absence() });
      return;
    }
    const known = routes.some(({ part }) => part === state.part);
    this.#state = known ? state : { ...state, part: null };
    void this.#post({
      kind: 'show',
      state: this.#state,
      routes,
      leftOut: this.#result?.leftOut ?? 0,
      words: pageWords(),
    });
    const editor = vscode.window.visibleTextEditors.find(({ document }) =>
      this.#shows(document.uri),
    );
    if (editor !== undefined) this.#light(editor);
  }

  #absence(): string {
    const name = this.#name();
    return name === ''
      ? vscode.l10n.t('Open a mail message, and its route is drawn here.')
      : vscode.l10n.t(
          'The route of {0} cannot be drawn: the message was moved, closed or deleted, or the language server did not answer. Open it again, or run “Spam Patrol: Restart Server”.',
          name,
        );
  }

  #light(editor: vscode.TextEditor): void {
    const { active } = editor.selection;
    const routes = this.#result?.routes ?? [];
    for (const { part, picture } of routes) {
      const hop = picture.hops.findIndex(({ place }) => toRange(place).contains(active));
      if (hop === -1) continue;
      // The cursor went into another message of the same file: so does the view.
      if (this.#state !== null && this.#state.part !== part) {
        this.#state = { ...this.#state, part };
        this.#send();
        return;
      }
      void this.#post({ kind: 'light', hop });
      return;
    }
    void this.#post({ kind: 'light', hop: null });
  }

  async #go({ hop, mark }: Target, focus: boolean): Promise<void> {
    const state = this.#state;
    const route = this.#result?.routes.find(({ part }) => part === state?.part);
    if (state === null || route === undefined) return;
    const { hops, marks } = route.picture;
    const at = hop === null ? undefined : hops[hop];
    const place =
      mark === null ? at?.place : (hop === null ? marks : (at?.marks ?? []))[mark]?.place;
    if (place === undefined) return;
    const uri = vscode.Uri.parse(state.uri, true);
    const range = toRange(place);
    const shown = vscode.window.visibleTextEditors.find(
      ({ document }) => document.uri.toString() === state.uri,
    );
    const editor = await vscode.window.showTextDocument(uri, {
      viewColumn: shown?.viewColumn ?? this.#besides(),
      preserveFocus: !focus,
      // Where a hop begins: its whole field selected would hide what is underlined in it.
      selection: mark === null ? new vscode.Range(range.start, range.start) : range,
    });
    editor.revealRange(range, vscode.TextEditorRevealType.InCenterIfOutsideViewport);
  }

  /** A column that is not the panel's. */
  #besides(): vscode.ViewColumn {
    return this.#panel?.viewColumn === vscode.ViewColumn.One
      ? vscode.ViewColumn.Two
      : vscode.ViewColumn.One;
  }

  #name(): string {
    const uri = this.#state?.uri;
    if (uri === undefined) return '';
    const { path } = vscode.Uri.parse(uri);
    return path.slice(path.lastIndexOf('/') + 1);
  }

  #title(): string {
    const name = this.#name();
    return name === '' ? vscode.l10n.t('Route') : vscode.l10n.t('Route of {0}', name);
  }

  async #post(message: ToPage): Promise<void> {
    await this.#panel?.webview.postMessage(message);
  }
}

function toRange({ start, end }: PlaceInDocument): vscode.Range {
  return new vscode.Range(start.line, start.character, end.line, end.character);
}

/** What the page remembered: another version of the extension may have written it. */
function readState(state: unknown): PageState | null {
  if (typeof state !== 'object' || state === null || !('uri' in state)) return null;
  const { uri } = state;
  if (typeof uri !== 'string') return null;
  const part = 'part' in state && typeof state.part === 'string' ? state.part : null;
  return { uri, part };
}
