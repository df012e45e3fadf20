/**
 * When diagnostics are sent: those of the header at once, those of the body, of forwarded messages
 * and of what the editor hides when it is idle. Pushed rather than pulled: every editor understands a push (Neovim 0.7 knows no
 * pull), and a second pass that comes later is the server's to announce.
 */
import type { CancellationToken, Diagnostic } from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { Analysis, AnalysisOptions } from '../core/analysis.ts';
import { checkComplaint } from '../core/complaint/check.ts';
import type { Finding } from '../core/rules/rule.ts';
import { verificationFindings } from '../core/verification/findings.ts';
import type { Verification } from '../core/verification/verification.ts';
import type { Speak } from '../core/text/said.ts';
import type { Analyses } from './analyses.ts';
import { toDiagnostics } from './diagnostics.ts';
import { headOfFile, hiddenFindings } from './hidden.ts';
import { describeError, type Log } from './run-safe.ts';
import type { Disposable, Runtime } from './runtime.ts';
import type { SettingsCache } from './settings.ts';
import { isComplaintUri, isEarlierVersion } from './uri.ts';

/** Milliseconds without an edit after which the body and the file are looked at. */
const idle = 400;

export interface PublisherParts {
  readonly runtime: Pick<Runtime, 'later'>;
  readonly analyses: Analyses;
  readonly settings: SettingsCache;
  /** The first bytes of the document's file; null when there is none. */
  readonly readFile: (document: TextDocument, length: number) => Promise<Uint8Array | null>;
  readonly send: (document: TextDocument, diagnostics: Diagnostic[]) => void;
  readonly log: Log;
  readonly speak: Speak;
}

export class Publisher {
  readonly #parts: PublisherParts;
  /** What is about to be done for each document; an edit starts it anew. */
  readonly #pending = new Map<string, Disposable>();
  /** The findings in the header that were sent last: an edit below the header sends nothing. */
  readonly #sent = new Map<string, readonly Finding[]>();
  /** Documents whose last diagnostics held some of their body. */
  readonly #withBody = new Set<string>();
  /** Who waits for the look at the body. */
  readonly #waiting = new Map<string, (() => void)[]>();
  /** Documents that show what is in their file, as far as is known, and whose file was not yet read. */
  readonly #unread = new Set<string>();
  /** What hides in the file, for the version of the document that shows it. */
  readonly #hidden = new Map<
    string,
    { readonly version: number; readonly findings: readonly Finding[] }
  >();
  /** What somebody had verified, by part, for the version of the document that it is true of. */
  readonly #verified = new Map<
    string,
    { readonly version: number; readonly byPart: Map<string | null, Verification> }
  >();

  constructor(parts: PublisherParts) {
    this.#parts = parts;
  }

  /** To be called when a document was opened, has changed, or is to be judged by other settings. */
  schedule(document: TextDocument): void {
    if (isEarlierVersion(document.uri)) return;
    this.#cancel(document.uri);
    const verified = this.#verified.get(document.uri);
    if (verified !== undefined) {
      // Sent with the findings, so those go out again: with what is still true, or without.
      this.#sent.delete(document.uri);
      if (verified.version !== document.version) this.#verified.delete(document.uri);
    }
    // *.complaint.eml is our own output: no rule about routes looks at it or at the evidence inside.
    const publish = isComplaintUri(document.uri) ? this.#publishDraft : this.#publishMessage;
    this.#later(document, 0, publish);
  }

  /** To be called when a document was opened or saved: now it shows what is in its file. */
  lookIntoFile(document: TextDocument): void {
    if (isComplaintUri(document.uri)) return;
    this.#unread.add(document.uri);
    this.schedule(document);
  }

  /** Shows what came of a verification, until the document changes. */
  showVerified(document: TextDocument, part: string | null, verification: Verification): void {
    const { uri, version } = document;
    const before = this.#verified.get(uri);
    const byPart = before?.version === version ? before.byPart : new Map<string | null, never>();
    this.#verified.set(uri, { version, byPart: new Map([...byPart, [part, verification]]) });
    this.schedule(document);
  }

  /**
   * Resolves when the editor was idle and the body was looked at, for those who need it, too; at once
   * when that was so already, and when it never will be.
   */
  whenIdle({ uri }: TextDocument, token: CancellationToken): Promise<void> {
    if (!this.#pending.has(uri)) return Promise.resolve();
    return new Promise((resolve) => {
      this.#waiting.set(uri, [...(this.#waiting.get(uri) ?? []), resolve]);
      token.onCancellationRequested(() => {
        resolve();
      });
    });
  }

  forget(document: TextDocument): void {
    this.#cancel(document.uri);
    this.#settle(document.uri);
    this.#verified.delete(document.uri);
    this.#unread.delete(document.uri);
    this.#hidden.delete(document.uri);
    this.#sent.delete(document.uri);
    this.#withBody.delete(document.uri);
    this.#parts.send(document, []);
  }

  dispose(): void {
    for (const timer of this.#pending.values()) timer.dispose();
    this.#pending.clear();
    for (const uri of this.#waiting.keys()) this.#settle(uri);
  }

  #cancel(uri: string): void {
    this.#pending.get(uri)?.dispose();
    this.#pending.delete(uri);
  }

  /** Nothing more is about to be done. */
  #settle(uri: string): void {
    this.#pending.delete(uri);
    const waiting = this.#waiting.get(uri) ?? [];
    this.#waiting.delete(uri);
    for (const resolve of waiting) resolve();
  }

  #later(
    document: TextDocument,
    milliseconds: number,
    publish: (document: TextDocument, options: AnalysisOptions) => void,
  ): void {
    const { runtime, settings, log } = this.#parts;
    const timer = runtime.later(() => {
      settings
        .get()
        .then((options) => {
          // An edit that came while the editor was asked has put its own work in this place.
          if (this.#pending.get(document.uri) === timer) publish(document, options);
        })
        .catch((error: unknown) => {
          log(`diagnostics of ${document.uri}: ${describeError(error)}`);
          if (this.#pending.get(document.uri) === timer) this.#settle(document.uri);
        });
    }, milliseconds);
    this.#pending.set(document.uri, timer);
  }

  readonly #publishDraft = (document: TextDocument, { rules }: AnalysisOptions): void => {
    this.#send(document, checkComplaint(document.getText(), rules));
    this.#settle(document.uri);
  };

  readonly #publishMessage = (document: TextDocument, options: AnalysisOptions): void => {
    const analysis = this.#parts.analyses.message(document, options);
    const { findings } = analysis;
    if (this.#sent.get(document.uri) !== findings) {
      this.#send(document, [...findings, ...this.#verifiedIn(document, [analysis])]);
      this.#sent.set(document.uri, findings);
      this.#withBody.delete(document.uri);
    }
    this.#later(document, idle, this.#publishBody);
  };

  readonly #publishBody = (document: TextDocument, options: AnalysisOptions): void => {
    const { analyses } = this.#parts;
    const own = analyses.message(document, options);
    const messages = analyses.forwarded(document, options);
    const more = [
      ...analyses.body(document, options),
      ...messages.flatMap(({ findings }) => findings),
      ...this.#verifiedIn(document, messages),
      ...this.#hiddenIn(document, own),
    ];
    if (more.length > 0 || this.#withBody.has(document.uri)) {
      this.#send(document, [...own.findings, ...this.#verifiedIn(document, [own]), ...more]);
      if (more.length > 0) this.#withBody.add(document.uri);
      else this.#withBody.delete(document.uri);
    }
    this.#settle(document.uri);
    if (this.#unread.delete(document.uri)) void this.#readFile(document, options);
  };

  async #readFile(document: TextDocument, options: AnalysisOptions): Promise<void> {
    const { uri, version } = document;
    const { readFile, log } = this.#parts;
    try {
      const bytes = await readFile(document, headOfFile);
      // The user may have gone on writing, or closed the document: then it has work of its own.
      if (bytes === null || document.version !== version || !this.#sent.has(uri)) return;
      const findings = hiddenFindings(document, bytes, options) ?? [];
      this.#hidden.set(uri, { version, findings });
      if (findings.length > 0 && !this.#pending.has(uri)) this.#publishBody(document, options);
    } catch (error) {
      log(`the file of ${uri}: ${describeError(error)}`);
    }
  }

  /** What hides in the file and was not seen in the text. */
  #hiddenIn({ uri, version }: TextDocument, { findings }: Analysis): readonly Finding[] {
    const hidden = this.#hidden.get(uri);
    if (hidden?.version !== version) return [];
    return hidden.findings.filter(({ rule }) => !findings.some((seen) => seen.rule === rule));
  }

  #verifiedIn({ uri }: TextDocument, messages: readonly Analysis[]): Finding[] {
    const byPart = this.#verified.get(uri)?.byPart;
    if (byPart === undefined) return [];
    return messages.flatMap((message): readonly Finding[] => {
      const verification = byPart.get(message.part);
      return verification === undefined ? [] : verificationFindings(message, verification);
    });
  }

  #send(document: TextDocument, findings: readonly Finding[]): void {
    this.#parts.send(document, toDiagnostics(document, findings, this.#parts.speak));
  }
}
