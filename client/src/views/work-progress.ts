/** Shows what the server is busy with, in a notification with a button to cancel: the library's own progress hides both in the status bar. */
import * as vscode from 'vscode';
import type { ProgressToken } from 'vscode-languageclient';

/** What the server says of work under way (LSP 3.17, work done progress). */
export interface WorkDone {
  readonly kind: 'begin' | 'report' | 'end';
  readonly title?: string;
  readonly message?: string;
}

interface Work {
  readonly title: string;
  message: string;
  /** Sees a new message. */
  tell: () => void;
  readonly timer: ReturnType<typeof setTimeout>;
  /** Takes the notification away. */
  end: () => void;
}

/** What is over sooner, as an answer from the cache is, flashes nothing. Milliseconds. */
const patience = 300;

export class WorkProgress {
  readonly #cancel: (token: ProgressToken) => void;
  readonly #works = new Map<ProgressToken, Work>();

  /** @param cancel tells the server that the user has turned away */
  constructor(cancel: (token: ProgressToken) => void) {
    this.#cancel = cancel;
  }

  heard(token: ProgressToken, { kind, title = '', message = '' }: WorkDone): void {
    if (kind === 'begin') {
      const timer = setTimeout(() => {
        this.#show(token);
      }, patience);
      const nothing = (): void => undefined;
      this.#works.set(token, { title, message, tell: nothing, timer, end: nothing });
      return;
    }
    const work = this.#works.get(token);
    if (work === undefined) return;
    if (kind === 'report') {
      work.message = message;
      work.tell();
    } else {
      clearTimeout(work.timer);
      work.end();
      this.#works.delete(token);
    }
  }

  /** A server that ended says nothing more. */
  endAll(): void {
    for (const token of this.#works.keys()) this.heard(token, { kind: 'end' });
  }

  #show(token: ProgressToken): void {
    const work = this.#works.get(token);
    if (work === undefined) return;
    void vscode.window.withProgress(
      {
        location: vscode.ProgressLocation.Notification,
        title: work.title,
        cancellable: true,
      },
      (progress, cancellation) => {
        cancellation.onCancellationRequested(() => {
          this.#cancel(token);
        });
        work.tell = () => {
          progress.report({ message: work.message });
        };
        work.tell();
        return new Promise<void>((resolve) => {
          work.end = resolve;
        });
      },
    );
  }
}
