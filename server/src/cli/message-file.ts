/** A file that holds one message, for the commands that need all of its bytes. Knows no mail. */
import { sep } from 'node:path';
import { isComplaintPath } from '../core/complaint/name.ts';
import { openBytes } from './bytes.ts';
import { messageRanges } from './mailbox.ts';

/** A mail that no provider takes; and V8 holds no string of more than 512 MB. */
const longestMessage = 256 * 1024 * 1024;

/** Rejects with an Error whose message completes a sentence. `-` is standard input. */
export async function readMessage(file: string): Promise<Uint8Array> {
  const source = await openBytes(file === '-' ? null : file);
  try {
    if (source.size > longestMessage) throw new Error('it is longer than 256 MB');
    for (const { number } of messageRanges(source)) {
      if (number !== null)
        throw new Error(
          'it is an mbox with several messages; save the one that you mean as a file of its own',
        );
    }
    return source.read(0, source.size);
  } finally {
    source.close();
  }
}

/** Throws when the file is a complaint of ours and no message inside is meant: its own header was never received. */
export function refuseComplaint(file: string, part: string | null): void {
  if (part === null && isComplaintPath(file.split(sep).join('/')))
    throw new Error('it is a complaint of yours; name the message that it complains about');
}
