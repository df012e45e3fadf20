/**
 * Entry of dist/outlook.cjs: converts one file in a thread of its own, and ends. A thread, because the
 * file is hostile and the library is large: a loop in the file's structure costs the thread alone.
 */
import { parentPort, workerData } from 'node:worker_threads';
import { composeOutlook } from '../core/outlook/compose.ts';
import type { OutlookAnswer } from '../core/outlook/message.ts';
import { readOutlook } from './read.ts';

interface Work {
  readonly bytes: Uint8Array;
  readonly fileName: string;
}

function run({ bytes, fileName }: Work): OutlookAnswer {
  try {
    return { kind: 'converted', converted: composeOutlook(readOutlook(bytes), fileName) };
  } catch (error) {
    return { kind: 'failed', message: error instanceof Error ? error.message : String(error) };
  }
}

parentPort?.postMessage(run(workerData as Work));
