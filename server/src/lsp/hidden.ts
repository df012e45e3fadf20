/** What hides in the file behind an open document and not in the editor's text, placed on the lines that the editor shows. */
import type { TextDocument } from 'vscode-languageserver-textdocument';
import { analyzeFile, type AnalysisOptions } from '../core/analysis.ts';
import type { Finding } from '../core/rules/rule.ts';
import { decodeLatin1 } from '../core/text/latin1.ts';
import { skeleton } from './evidence.ts';

/** A header ends long before; what stands behind is not read. Bytes. */
export const headOfFile = 1024 * 1024;

/** UTF-8 characters that the cut may have parted, or a CR from its LF. */
const cutMargin = 4;

/**
 * @param bytes the beginning of the file, at most `headOfFile` bytes
 * @returns null when the editor shows something else than the file: then nothing can be placed
 */
export function hiddenFindings(
  document: TextDocument,
  bytes: Uint8Array,
  options: AnalysisOptions,
): Finding[] | null {
  const file = decodeLatin1(bytes);
  const whole = bytes.length < headOfFile;
  const inFile = skeleton(file);
  // No character of the text takes less than a byte, but the editor may have made two of a line break.
  const inEditor = skeleton(document.getText().slice(0, 2 * headOfFile));
  const same = whole
    ? inFile === inEditor
    : inEditor.startsWith(inFile.slice(0, Math.max(0, inFile.length - cutMargin)));
  if (!same) return null;
  return analyzeFile(file, options).map((finding) => ({
    ...finding,
    ...lineOf(document, breaksBefore(file, finding.start)),
    related: [],
  }));
}

/** How many lines end before the offset, as editors count them. */
function breaksBefore(text: string, offset: number): number {
  let count = 0;
  for (let at = 0; at < offset; at++) {
    const code = text.charCodeAt(at);
    if (code === 10 || (code === 13 && text.charCodeAt(at + 1) !== 10)) count++;
  }
  return count;
}

function lineOf(document: TextDocument, line: number): { start: number; end: number } {
  const start = document.offsetAt({ line, character: 0 });
  const next = document.offsetAt({ line: line + 1, character: 0 });
  return { start, end: start + document.getText().slice(start, next).trimEnd().length };
}
