/** The original bytes of a message: the editor's text has lost its encoding and its line ends. */
import type { TextDocument } from 'vscode-languageserver-textdocument';
import { URI } from 'vscode-uri';
import { decodeLatin1 } from '../core/text/latin1.ts';
import { say, type Speak } from '../core/text/said.ts';
import type { Runtime } from './runtime.ts';

export interface EvidenceParts {
  readonly speak: Speak;
  readonly runtime: Pick<Runtime, 'files'>;
  /** The open document of the URI, if there is one. */
  readonly document: TextDocument | undefined;
  /** The editor's own file system, when it offers that and will write files itself. */
  readonly readThroughClient: ((uri: string) => Promise<Uint8Array>) | null;
}

export interface Evidence {
  readonly bytes: Uint8Array;
  /**
   * `file` the bytes of the file, and the editor shows the same · `unsaved` those of the file, and the
   * editor shows something else · `untitled` there is no file: the editor's text as UTF-8.
   */
  readonly origin: 'file' | 'unsaved' | 'untitled';
}

/** What all readings of the same bytes have in common, whatever encoding and line end the editor took. */
export function skeleton(text: string): string {
  const ascii = text.replace(/[\u0080-\uffff]+/g, '\u0080').replace(/\r\n?/g, '\n');
  // A byte order mark, which editors hide.
  return ascii.startsWith('\u0080') ? ascii.slice(1) : ascii;
}

/** A file goes first. Rejects when it cannot be read. */
export async function readEvidence(uri: string, parts: EvidenceParts): Promise<Evidence> {
  const { document, readThroughClient, runtime } = parts;
  if (URI.parse(uri).scheme === 'untitled') {
    if (document === undefined) throw new Error(parts.speak(say`the editor has closed it`));
    return { bytes: new TextEncoder().encode(document.getText()), origin: 'untitled' };
  }
  const bytes = await (readThroughClient?.(uri) ?? runtime.files.readFile(uri));
  const differs =
    document !== undefined && skeleton(document.getText()) !== skeleton(decodeLatin1(bytes));
  return { bytes, origin: differs ? 'unsaved' : 'file' };
}
