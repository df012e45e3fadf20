/** Progress that the user sees and can cancel, where the editor has one. */
import {
  WorkDoneProgressReporter,
  type CancellationToken,
  type WorkDoneProgressServerReporter,
} from 'vscode-languageserver';
import type { Said, Value } from '../core/text/said.ts';
import { cancelled } from './run-safe.ts';
import type { Session } from './session.ts';

/** Runs the work of a command under a progress. `offered`: the one that came with the request. */
export async function withProgress<T>(
  session: Session,
  title: Said,
  offered: WorkDoneProgressReporter,
  token: CancellationToken,
  work: (signal: AbortSignal, report: (message: Value) => void) => Promise<T>,
): Promise<T> {
  const abort = abortOn(token);
  let reporter = offered;
  if (WorkDoneProgressReporter.isNullInstance(offered)) {
    reporter = (await newProgress(session, abort)) ?? offered;
  }
  reporter.begin(session.speak(title), undefined, undefined, true);
  try {
    return await work(abort.signal, (message) => {
      reporter.report(session.speak(message));
    });
  } finally {
    reporter.done();
    // eslint-disable-next-line no-unsafe-finally -- whatever became of it, the user has turned away
    if (abort.signal.aborted) throw cancelled();
  }
}

/** Milliseconds: what is over sooner needs no progress. */
const patience = 1000;

/** Runs work that is mostly over at once; only when it is not does a progress come up. `report` tells how far it is. */
export async function withLateProgress<T>(
  session: Session,
  title: Said,
  token: CancellationToken,
  work: (signal: AbortSignal, report: (message: Value) => void) => Promise<T>,
): Promise<T> {
  const abort = abortOn(token);
  const shown: { reporter?: WorkDoneProgressReporter } = {};
  let isOver = false;
  const timer = session.runtime.later(() => {
    void newProgress(session, abort).then((created) => {
      if (created === null || isOver) return created?.done();
      shown.reporter = created;
      created.begin(session.speak(title), undefined, undefined, true);
    });
  }, patience);
  try {
    return await work(abort.signal, (message) => shown.reporter?.report(session.speak(message)));
  } finally {
    isOver = true;
    timer.dispose();
    shown.reporter?.done();
    // eslint-disable-next-line no-unsafe-finally -- whatever became of it, the user has turned away
    if (abort.signal.aborted) throw cancelled();
  }
}

function abortOn(token: CancellationToken): AbortController {
  const abort = new AbortController();
  token.onCancellationRequested(() => {
    abort.abort();
  });
  return abort;
}

/** An editor that wants to show none gets the work done all the same. */
async function newProgress(
  { connection }: Session,
  abort: AbortController,
): Promise<WorkDoneProgressServerReporter | null> {
  const created = await connection.window.createWorkDoneProgress().catch(() => null);
  created?.token.onCancellationRequested(() => {
    abort.abort();
  });
  return created;
}
