/** `spam-patrol complain`: writes drafts of complaints beside messages or into a folder. Overwrites nothing, sends nothing. */
import { writeFileSync } from 'node:fs';
import { basename, join, sep } from 'node:path';
import { composeComplaint } from '../core/complaint/index.ts';
import { complaintPath, isComplaintPath } from '../core/complaint/name.ts';
import { readMessage } from './message-file.ts';
import { print, reasonOf, safe, warn } from './output.ts';

export interface ComplainOptions {
  readonly ownHosts: readonly string[];
  /** The forwarded message that is complained about; null: the file's own. */
  readonly part: string | null;
  readonly reporter: { readonly name: string; readonly address: string } | null;
  /** Where the drafts go; null: beside each message. */
  readonly folder: string | null;
}

/** Goes on after a file that fails; 2 when one did. */
export async function complain(files: readonly string[], options: ComplainOptions): Promise<0 | 2> {
  let code: 0 | 2 = 0;
  for (const file of files) {
    try {
      await complainAbout(file, options);
    } catch (error) {
      warn(`No complaint about ${file} was written: ${reasonOf(error)}.`);
      code = 2;
    }
  }
  return code;
}

async function complainAbout(file: string, options: ComplainOptions): Promise<void> {
  const { ownHosts, part, reporter, folder } = options;
  if (isComplaintPath(file.split(sep).join('/'))) throw new Error('it is a complaint already');
  const { bytes, recipients, notices } = composeComplaint({
    bytes: await readMessage(file),
    ownHosts,
    part,
    reporter,
    now: new Date(),
    fileName: basename(file),
  });
  const target = writeNew(folder === null ? file : join(folder, basename(file)), bytes);
  await print(`${safe(target)}\n`);
  if (recipients.length > 0) await print(`  To: ${safe(recipients.join(', '))}\n`);
  for (const notice of notices) await print(`  ${safe(notice)}\n`);
}

/** Writes beside the message under the first free name; gives that name. */
function writeNew(message: string, bytes: Uint8Array): string {
  for (let attempt = 1; ; attempt++) {
    const target = complaintPath(message.split(sep).join('/'), attempt).split('/').join(sep);
    try {
      writeFileSync(target, bytes, { flag: 'wx' });
      return target;
    } catch (error) {
      const isTaken = error instanceof Error && 'code' in error && error.code === 'EEXIST';
      if (isTaken) continue;
      throw new Error(`${target} cannot be written, ${reasonOf(error)}`, { cause: error });
    }
  }
}
