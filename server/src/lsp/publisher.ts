/**
 * When diagnostics are sent: those of the header at once, those of forwarded messages when the
 * editor is idle. Pushed rather than pulled: every editor understands a push (Neovim 0.7 knows no
 * pull), and a second pass that comes later is the server's to announce.
 */
import type { Diagnostic } from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import { checkComplaint } from '../core/complaint/check.ts';
import type { Finding } from '../core/rules/rule.ts';
import type { Analyses } from './analyses.ts';
import { toDiagnostics } from './diagnostics.ts';
import { describeError, type Log } from './run-safe.ts';
import type { Disposable, Runtime } from './runtime.ts';
import type { SettingsCache } from './settings.ts';
import { isComplaintUri } from './uri.ts';

/** Milliseconds without an edit after which the body is looked at. */
const idle = 400;

export interface PublisherParts {
  readonly runtime: Pick<Runtime, 'later'>;
  readonly analyses: Analyses;
  readonly settings: SettingsCache;
  readonly send: (document: TextDocument, diagnostics: Diagnostic[]) => void;
  readonly log: Log;
}

export class Publisher {
  readonly #parts: PublisherParts;
  /** What is about to be done for each document; an edit starts it anew. */
  readonly #pending = new Map<string, Disposable>();
  /** The findings in the header that were sent last: an edit below the header sends nothing. */
  readonly #sent = new Map<string, readonly Finding[]>();
  /** Documents whose last diagnostics held some of forwarded messages. */
  readonly #withForwarded = new Set<string>();

  constructor(parts: PublisherParts) {
    this.#parts = parts;
  }

  /** To be called when a document was opened, has changed, or is to be judged by other settings. */
  schedule(document: TextDocument): void {
    this.#cancel(document.uri);
    // *.complaint.eml is our own output: no rule about routes looks at it or at the evidence inside.
    const publish = isComplaintUri(document.uri) ? this.#publishDraft : this.#publishMessage;
    this.#later(document, 0, publish);
  }

  forget(document: TextDocument): void {
    this.#cancel(document.uri);
    this.#sent.delete(document.uri);
    this.#withForwarded.delete(document.uri);
    this.#parts.send(document, []);
  }

  dispose(): void {
    for (const timer of this.#pending.values()) timer.dispose();
    this.#pending.clear();
  }

  #cancel(uri: string): void {
    this.#pending.get(uri)?.dispose();
    this.#pending.delete(uri);
  }

  #later(
    document: TextDocument,
    milliseconds: number,
    publish: (document: TextDocument, ownHosts: readonly string[]) => void,
  ): void {
    const { runtime, settings, log } = this.#parts;
    const timer = runtime.later(() => {
      settings
        .get()
        .then(({ ownHosts }) => {
          // An edit that came while the editor was asked has put its own work in this place.
          if (this.#pending.get(document.uri) === timer) publish(document, ownHosts);
        })
        .catch((error: unknown) => {
          log(`diagnostics of ${document.uri}: ${describeError(error)}`);
        });
    }, milliseconds);
    this.#pending.set(document.uri, timer);
  }

  readonly #publishDraft = (document: TextDocument): void => {
    this.#pending.delete(document.uri);
    this.#send(document, checkComplaint(document.getText()));
  };

  readonly #publishMessage = (document: TextDocument, ownHosts: readonly string[]): void => {
    const { findings } = this.#parts.analyses.message(document, ownHosts);
    if (this.#sent.get(document.uri) !== findings) {
      this.#send(document, findings);
      this.#sent.set(document.uri, findings);
      this.#withForwarded.delete(document.uri);
    }
    this.#later(document, idle, this.#publishForwarded);
  };

  readonly #publishForwarded = (document: TextDocument, ownHosts: readonly string[]): void => {
    this.#pending.delete(document.uri);
    const { analyses } = this.#parts;
    const forwarded = analyses.forwarded(document, ownHosts).flatMap(({ findings }) => findings);
    if (forwarded.length === 0 && !this.#withForwarded.has(document.uri)) return;
    this.#send(document, [...analyses.message(document, ownHosts).findings, ...forwarded]);
    if (forwarded.length > 0) this.#withForwarded.add(document.uri);
    else this.#withForwarded.delete(document.uri);
  };

  #send(document: TextDocument, findings: readonly Finding[]): void {
    this.#parts.send(document, toDiagnostics(document, findings));
  }
}
