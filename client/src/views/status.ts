/** The language status item: what the server found in the message being read, or what became of the server. Clicks open the route. */
import * as vscode from 'vscode';
import {
  showRouteCommand,
  sourceRequest,
  type SourceParams,
  type SourceResult,
} from '../../../server/src/lsp/protocol.ts';

/** `idle`: no message was opened yet. */
export type ServerState = 'idle' | 'starting' | 'running' | 'failed';

export interface StatusParts {
  readonly restartCommand: string;
  /** Asks the server; rejects when it does not answer. */
  ask<T>(method: string, params: object): Promise<T>;
}

export class Status implements vscode.Disposable {
  readonly #parts: StatusParts;
  readonly #item = vscode.languages.createLanguageStatusItem('spamPatrol.route', {
    language: 'eml',
  });
  readonly #listeners: vscode.Disposable;
  #server: ServerState = 'idle';
  /** Counts the questions to the server: an answer that was overtaken is not shown. */
  #asked = 0;

  constructor(parts: StatusParts) {
    this.#parts = parts;
    this.#item.name = 'Spam Patrol';
    this.#listeners = vscode.Disposable.from(
      this.#item,
      vscode.window.onDidChangeActiveTextEditor(() => {
        this.#update();
      }),
      vscode.languages.onDidChangeDiagnostics(({ uris }) => {
        const active = vscode.window.activeTextEditor?.document.uri.toString();
        if (uris.some((uri) => uri.toString() === active)) this.#update();
      }),
    );
    this.#update();
  }

  set server(state: ServerState) {
    this.#server = state;
    this.#update();
  }

  dispose(): void {
    this.#listeners.dispose();
  }

  #update(): void {
    this.#asked++;
    const item = this.#item;
    item.busy = this.#server === 'starting';
    item.severity =
      this.#server === 'failed'
        ? vscode.LanguageStatusSeverity.Error
        : vscode.LanguageStatusSeverity.Information;
    if (this.#server === 'failed') {
      item.text = vscode.l10n.t('Spam Patrol has stopped');
      item.detail = '';
      item.command = {
        command: this.#parts.restartCommand,
        title: vscode.l10n.t('Restart Server'),
      };
      return;
    }
    item.command = { command: showRouteCommand, title: vscode.l10n.t('Show Route') };
    if (this.#server === 'running') {
      void this.#ask(this.#asked);
      return;
    }
    item.text = vscode.l10n.t('Spam Patrol is starting');
    item.detail = '';
  }

  async #ask(number: number): Promise<void> {
    const document = vscode.window.activeTextEditor?.document;
    if (document?.languageId !== 'eml') return;
    const params: SourceParams = { uri: document.uri.toString() };
    const result = await this.#parts
      .ask<SourceResult>(sourceRequest, params)
      .catch(() => ({ ip: null, hops: null }));
    if (number !== this.#asked) return;
    this.#item.text = hopsInWords(result);
    this.#item.detail = findingsInWords(document.uri);
  }
}

function hopsInWords({ ip, hops }: SourceResult): string {
  if (hops === null || hops === 0) return vscode.l10n.t('No route');
  const count = hops === 1 ? vscode.l10n.t('1 hop') : vscode.l10n.t('{0} hops', hops);
  return ip === null ? count : `${count} · ${vscode.l10n.t('came from {0}', ip)}`;
}

function findingsInWords(uri: vscode.Uri): string {
  // Hints are not counted, as Problems and the line above the message do not.
  const count = vscode.languages
    .getDiagnostics(uri)
    .filter(
      ({ source, severity }) =>
        source === 'Spam Patrol' && severity !== vscode.DiagnosticSeverity.Hint,
    ).length;
  if (count === 0) return vscode.l10n.t('no findings');
  return count === 1 ? vscode.l10n.t('1 finding') : vscode.l10n.t('{0} findings', count);
}
