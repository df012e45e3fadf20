/** Shares inputs among threads and gives what came of them in the order of the inputs. Knows nothing of what is made of them. */
import { availableParallelism } from 'node:os';
import { setImmediate } from 'node:timers/promises';
import { parentPort, Worker, workerData } from 'node:worker_threads';
import { statSync } from 'node:fs';
import type { Input } from './paths.ts';
import { merged, outcomesOf, type Outcome, type Task } from './task.ts';

/** So many inputs are traced before a second thread pays: starting one takes as long as a few hundred messages. */
const alone = 512;
/** Inputs that a thread is given at a time: what it gives back waits for its turn in memory. */
const batchSize = 32;
/** Batches that another thread has before it, so that it need not wait for this one. */
const batchesAhead = 4;
/** Batches for each thread that are begun or done, so that none waits for the slowest. */
const batchesBegun = 8;
/** Bytes. What is larger is traced where it can be printed as it comes: a mailbox of gigabytes. */
const largest = 16 * 1024 * 1024;
/** More threads than this wait for the disk and for the one that prints. */
const mostThreads = 8;

type Batch = readonly string[];
/** What came of it, in order; an input stands for what is traced as its turn comes. */
type BatchResult = readonly (Outcome | Input)[];

interface Thread {
  run(batch: Batch): Promise<BatchResult>;
  readonly waiting: number;
  stop(): void;
}

export interface Threads {
  /** The bundle that calls `serveThread` when it is started as a thread. */
  readonly script: URL;
  /** Null: as many as the machine has cores. */
  readonly count: number | null;
}

/** What came of the inputs, in their order. */
export async function* outcomes(
  inputs: AsyncIterator<Input>,
  task: Task,
  { script, count: wanted }: Threads,
): AsyncGenerator<Outcome> {
  const count = wanted ?? Math.min(mostThreads, availableParallelism());
  for (let traced = 0; count < 2 || traced < alone; traced++) {
    const next = await inputs.next();
    if (next.done === true) return;
    yield* outcomesOf(next.value, task);
  }
  // This thread is one of them.
  const others = Array.from({ length: count - 1 }, () => startThread(script, task));
  try {
    yield* shared(inputs, task, others);
  } finally {
    for (const thread of others) thread.stop();
  }
}

async function* shared(
  inputs: AsyncIterator<Input>,
  task: Task,
  others: readonly Thread[],
): AsyncGenerator<Outcome> {
  const turns: Promise<BatchResult>[] = [];
  const most = (others.length + 1) * batchesBegun;
  let batch: string[] = [];
  for (;;) {
    const next = await inputs.next();
    const input = next.done === true ? null : next.value;
    // Standard input is this thread's, and an error does not travel well.
    const own = input !== null && (input.path === '-' || input.failure !== undefined);
    if (input !== null && !own) batch.push(input.path);
    if (batch.length > 0 && (input === null || own || batch.length === batchSize)) {
      const idlest = others.reduce((a, b) => (b.waiting < a.waiting ? b : a));
      const isFree = idlest.waiting < batchesAhead;
      const result = isFree ? idlest.run(batch) : traceBatch(batch, task);
      // Heard when its turn comes; until then it is no unhandled rejection.
      result.catch(() => undefined);
      turns.push(result);
      batch = [];
      // This thread does its own, and hears what the others have done.
      await setImmediate();
    }
    if (own) turns.push(Promise.resolve([input]));
    while (turns.length > (input === null ? 0 : most)) {
      for (const done of (await turns.shift()) ?? []) {
        if ('path' in done) yield* outcomesOf(done, task);
        else yield done;
      }
    }
    if (input === null) return;
  }
}

function startThread(script: URL, task: Task): Thread {
  const worker = new Worker(script, { workerData: task });
  const waiting: PromiseWithReject[] = [];
  let broken: Error | null = null;
  const fail = (error: Error): void => {
    broken = error;
    for (const { reject } of waiting.splice(0)) reject(error);
  };
  worker.on('message', (result: BatchResult) => {
    waiting.shift()?.resolve(result);
  });
  worker.on('error', fail);
  worker.on('exit', () => {
    fail(new Error('a thread ended before its work was done'));
  });
  return {
    get waiting() {
      return waiting.length;
    },
    run: (batch) =>
      new Promise((resolve, reject) => {
        if (broken !== null) {
          reject(broken);
          return;
        }
        waiting.push({ resolve, reject });
        worker.postMessage(batch);
      }),
    stop: () => {
      void worker.terminate();
    },
  };
}

interface PromiseWithReject {
  readonly resolve: (result: BatchResult) => void;
  readonly reject: (error: Error) => void;
}

/** What the script does when it is a thread: traces batch after batch until it is ended. */
export function serveThread(): void {
  const task = workerData as Task;
  let busy: Promise<unknown> = Promise.resolve();
  parentPort?.on('message', (batch: Batch) => {
    // One after the other: answers come in the order of the questions.
    busy = busy.then(async () => {
      const result = await traceBatch(batch, task);
      parentPort?.postMessage(result, result.flatMap(buffersOf));
    });
  });
}

async function traceBatch(batch: Batch, task: Task): Promise<BatchResult> {
  const found: (Outcome | Input)[] = [];
  let run: Outcome[] = [];
  for (const path of batch) {
    if (isLarge(path)) {
      found.push(...merged(run, task), { path });
      run = [];
    } else {
      for await (const outcome of outcomesOf({ path }, task)) run.push(outcome);
    }
  }
  return [...found, ...merged(run, task)];
}

function buffersOf(done: Outcome | Input): ArrayBuffer[] {
  return 'text' in done && done.text instanceof Uint8Array ? [done.text.buffer] : [];
}

/** A path that cannot be asked is small: opening it tells what is wrong. */
function isLarge(path: string): boolean {
  try {
    const stat = statSync(path);
    return stat.isFile() && stat.size > largest;
  } catch {
    return false;
  }
}
