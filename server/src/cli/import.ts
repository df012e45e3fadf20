/** `spam-patrol import`: makes mail of messages saved by Outlook, beside them. Overwrites nothing. */
import { readFileSync, writeFileSync } from 'node:fs';
import { english } from '../core/text/said.ts';
import { basename, sep } from 'node:path';
import { importedPath } from '../core/outlook/name.ts';
import { nodeRuntime } from '../node/runtime.ts';
import { print, reasonOf, safe, warn } from './output.ts';

/** Goes on after a file that fails; 2 when one did. */
export async function importFiles(files: readonly string[]): Promise<0 | 2> {
  const { outlook } = nodeRuntime();
  const cancel = new AbortController();
  process.once('SIGINT', () => {
    cancel.abort();
  });
  let code: 0 | 2 = 0;
  for (const file of files) {
    try {
      if (outlook === null) throw new Error('there is nothing to read it with');
      const converted = await outlook(readFileSync(file), basename(file), cancel.signal);
      await print(`${safe(writeNew(file, converted.bytes))}\n`);
      for (const notice of converted.notices) await print(`  ${safe(english(notice))}\n`);
    } catch (error) {
      warn(`${file} cannot be imported: ${reasonOf(error)}. Nothing was written.`);
      code = 2;
    }
  }
  return code;
}

/** Writes beside the file under the first free name; gives that name. */
function writeNew(file: string, bytes: Uint8Array): string {
  for (let attempt = 1; ; attempt++) {
    const target = importedPath(file.split(sep).join('/'), attempt).split('/').join(sep);
    try {
      writeFileSync(target, bytes, { flag: 'wx' });
      return target;
    } catch (error) {
      const isTaken = error instanceof Error && 'code' in error && error.code === 'EEXIST';
      if (!isTaken) throw error;
    }
  }
}
