/** Has files of Outlook converted in a thread of its own, which is loaded when somebody asks for it. Knows no mail. */
import type { OutlookAnswer, OutlookImporter } from '../core/outlook/message.ts';
import { askThread } from './thread.ts';

/** A file of the largest size takes seconds and a few times its size. */
const limits = { milliseconds: 60_000, megabytes: 2048 } as const;
/** Bytes; no provider takes so large a mail. */
const largest = 256 * 1024 * 1024;

/** @param script what the thread runs: the bundle of server/src/outlook/main.ts */
export function outlookImporter(script: URL): OutlookImporter {
  return async (bytes, fileName, signal) => {
    if (bytes.length > largest) throw new Error('it is longer than 256 MB');
    const answer = await askThread<OutlookAnswer>(script, { bytes, fileName }, limits, signal);
    if (answer.kind === 'converted') return answer.converted;
    throw new Error(answer.message);
  };
}
