/** The server's only state: the analysis of each open document, until its header changes. Everything here can be had again from the text. */
import type { Range, TextDocumentContentChangeEvent } from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import {
  analyze,
  analyzeBody,
  analyzeForwarded,
  type Analysis,
  type AnalysisOptions,
} from '../core/analysis.ts';
import type { Header } from '../core/message/header.ts';
import { type Message, type NumberedPart, numberedParts } from '../core/message/parts.ts';
import type { Finding } from '../core/rules/rule.ts';
import { touches } from '../core/text/span.ts';
import { toOffset } from './convert.ts';

/** What was just computed, for tests to count. */
export type OnAnalyze = (uri: string, what: 'message' | 'forwarded' | 'parts') => void;

interface Entry {
  /** Which opening of the URI it is about: an untitled document takes the name and the version of one that was closed. */
  readonly document: TextDocument;
  readonly version: number;
  readonly analysis: Analysis;
  /** Null until somebody asks. */
  readonly forwarded: readonly Analysis[] | null;
  /** What the bodies of all of them hold; null until somebody asks. */
  readonly body: readonly Finding[] | null;
}

/** More documents than anybody reads at a time; the one that waited longest goes. */
const maxEntries = 64;

/**
 * Whether a blank line ends the header, so that no change behind it can be one of the header. Without
 * one, what is appended may be a field; behind a bare CR a line feed would join it.
 */
function hasFirmEnd(text: string, { fields, bodyStart }: Header): boolean {
  const ending = text.slice(Math.max(0, bodyStart - 3), bodyStart);
  return fields.length > 0 && (ending.endsWith('\n\n') || ending === '\n\r\n');
}

/** A range can come with its end first; the document takes it as if it had not. */
function firstOffset(document: TextDocument, { start, end }: Range): number {
  return Math.min(toOffset(document, start), toOffset(document, end));
}

/** The same message with another body: the analysis has looked at the header only. */
function withBody(analysis: Analysis, text: string): Analysis {
  return { ...analysis, text, header: { ...analysis.header, end: text.length } };
}

export class Analyses {
  readonly #entries = new Map<string, Entry>();
  /** As long as their message is remembered. */
  readonly #parts = new WeakMap<Message, readonly NumberedPart[]>();
  readonly #onAnalyze: OnAnalyze;

  constructor(onAnalyze: OnAnalyze) {
    this.#onAnalyze = onAnalyze;
  }

  /** The document's own message. Looks at its header. */
  message(document: TextDocument, options: AnalysisOptions): Analysis {
    return this.#entry(document, options).analysis;
  }

  /** The messages forwarded inside. Looks at the body: nothing for the path of a keystroke. */
  forwarded(document: TextDocument, options: AnalysisOptions): readonly Analysis[] {
    const entry = this.#entry(document, options);
    if (entry.forwarded !== null) return entry.forwarded;
    this.#onAnalyze(document.uri, 'forwarded');
    const forwarded = analyzeForwarded(entry.analysis, options);
    this.#remember(document.uri, { ...entry, forwarded });
    return forwarded;
  }

  /** What the rules about the body say of the message and of those forwarded inside. */
  body(document: TextDocument, options: AnalysisOptions): readonly Finding[] {
    const messages = [this.message(document, options), ...this.forwarded(document, options)];
    const entry = this.#entry(document, options);
    if (entry.body !== null) return entry.body;
    const body = messages.flatMap((message) => analyzeBody(message));
    this.#remember(document.uri, { ...entry, body });
    return body;
  }

  /** The message's own parts. Looks at its body: nothing for the path of a keystroke. */
  parts(uri: string, message: Message): readonly NumberedPart[] {
    let parts = this.#parts.get(message);
    if (parts === undefined) {
      this.#onAnalyze(uri, 'parts');
      this.#parts.set(message, (parts = numberedParts(message)));
    }
    return parts;
  }

  /** The innermost message that holds the offset. */
  at(document: TextDocument, offset: number, options: AnalysisOptions): Analysis {
    let innermost = this.message(document, options);
    if (offset < innermost.header.bodyStart) return innermost;
    for (const inner of this.forwarded(document, options)) {
      const length = inner.header.end - inner.header.start;
      const shorter = length <= innermost.header.end - innermost.header.start;
      if (shorter && touches(inner.header, offset)) innermost = inner;
    }
    return innermost;
  }

  /**
   * Applies the editor's changes to the document. Changes below the header keep its analysis,
   * whatever happens to the attachments.
   */
  update(
    document: TextDocument,
    changes: readonly TextDocumentContentChangeEvent[],
    version: number,
  ): TextDocument {
    const entry = this.#known(document);
    const header = entry?.analysis.header;
    let kept = header !== undefined && hasFirmEnd(document.getText(), header);
    for (const change of changes) {
      kept &&=
        header !== undefined &&
        'range' in change &&
        firstOffset(document, change.range) >= header.bodyStart;
      // One at a time: the range of a change counts on those before it.
      TextDocument.update(document, [change], version);
    }
    if (kept && entry !== undefined) {
      const analysis = withBody(entry.analysis, document.getText());
      this.#remember(document.uri, { document, version, analysis, forwarded: null, body: null });
    } else {
      this.drop(document.uri);
    }
    return document;
  }

  drop(uri: string): void {
    this.#entries.delete(uri);
  }

  clear(): void {
    this.#entries.clear();
  }

  #known(document: TextDocument): Entry | undefined {
    const entry = this.#entries.get(document.uri);
    return entry?.document === document && entry.version === document.version ? entry : undefined;
  }

  #entry(document: TextDocument, options: AnalysisOptions): Entry {
    const known = this.#known(document);
    if (known !== undefined) return known;
    this.#onAnalyze(document.uri, 'message');
    const analysis = analyze(document.getText(), options);
    const entry = {
      document,
      version: document.version,
      analysis,
      forwarded: null,
      body: null,
    };
    this.#remember(document.uri, entry);
    return entry;
  }

  #remember(uri: string, entry: Entry): void {
    this.#entries.delete(uri);
    this.#entries.set(uri, entry);
    if (this.#entries.size <= maxEntries) return;
    const [oldest] = this.#entries.keys();
    if (oldest !== undefined) this.#entries.delete(oldest);
  }
}
