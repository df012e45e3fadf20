/** The command `importMsg`: makes mail of a message saved by Outlook, beside it. Nothing is overwritten. */
import { URI } from 'vscode-uri';
import type { Converted } from '../core/outlook/message.ts';
import { importedPath } from '../core/outlook/name.ts';
import { say, type Said, type Speak } from '../core/text/said.ts';
import type { ImportArguments, ImportResult } from './protocol.ts';
import { reason } from './run-safe.ts';
import type { Runtime } from './runtime.ts';

export interface ImportParts {
  readonly speak: Speak;
  readonly runtime: Pick<Runtime, 'files' | 'outlook' | 'base64'>;
  /** The editor's own file system, when it offers that and will write the file itself. */
  readonly readThroughClient: ((uri: string) => Promise<Uint8Array>) | null;
}

const mostAttempts = 1000;

export async function importMsg(
  { uri }: ImportArguments,
  { runtime, readThroughClient, speak }: ImportParts,
  signal: AbortSignal,
): Promise<ImportResult> {
  const failed = (message: Said): ImportResult => ({ kind: 'failed', message: speak(message) });
  const parsed = URI.parse(uri);
  const name = parsed.path.slice(parsed.path.lastIndexOf('/') + 1);
  if (runtime.outlook === null) {
    return failed(
      say`Outlook files cannot be imported in an editor that runs in the browser alone. On a desktop it works; so does the command line: spam-patrol import.`,
    );
  }
  let converted: Converted;
  try {
    const bytes = await (readThroughClient?.(uri) ?? runtime.files.readFile(uri));
    converted = await runtime.outlook(bytes, name, signal);
  } catch (error) {
    return failed(say`${name} cannot be imported: ${reason(error)}. Nothing was written.`);
  }
  const { bytes } = converted;
  const notices = converted.notices.map(speak);
  const target = (attempt: number): string =>
    parsed.with({ path: importedPath(parsed.path, attempt) }).toString();
  if (readThroughClient !== null) {
    return { kind: 'converted', uri: target(1), base64: runtime.base64.encode(bytes), notices };
  }
  for (let attempt = 1; attempt <= mostAttempts; attempt++) {
    try {
      if (await runtime.files.writeNew(target(attempt), [bytes])) {
        return { kind: 'written', uri: target(attempt), notices };
      }
    } catch (error) {
      return failed(say`No file can be made beside ${name}: ${reason(error)}.`);
    }
  }
  return failed(say`${mostAttempts} files made of ${name} are there already: remove some.`);
}
