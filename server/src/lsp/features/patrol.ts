/** Patrols folders for our own client, which knows where files are; and forgets what they found when it is told to, or when a file changes. */
import {
  CancellationToken,
  DidChangeWatchedFilesNotification,
  type CancellationToken as Token,
} from 'vscode-languageserver';
import { patrolFiles, readPatrolParams } from '../patrol.ts';
import {
  clearPatrolRequest,
  patrolProgress,
  patrolRequest,
  type PatrolProgress,
  type PatrolResult,
} from '../protocol.ts';
import { describeError, unexpected } from '../run-safe.ts';
import type { Feature, Session } from '../session.ts';

/** The files that a patrol reads, for the editor to watch. */
const watched = '**/*.{eml,mbox}';

export const patrol: Feature = {
  capabilities: {},
  register(session) {
    const { connection, runtime, patrolled, campaigns } = session;
    let watching = false;

    connection.onRequest(patrolRequest, (value: unknown, token: Token) => {
      const abort = new AbortController();
      token.onCancellationRequested(() => {
        abort.abort();
      });
      if (!watching) watch(session);
      watching = true;
      const params = readPatrolParams(value);
      return session.answer<PatrolResult>(
        patrolRequest,
        // A patrol that was cancelled has an answer all the same: what it saw until then.
        CancellationToken.None,
        (options) =>
          patrolFiles(
            params,
            {
              runtime,
              options,
              speak: session.speak,
              readFile: (uri, length) => session.readFile(uri, length),
              found: (uri, diagnostics) => {
                patrolled.set(uri, diagnostics);
              },
              traced: (place, trail) => {
                campaigns.add(place, trail);
              },
              progress: (done) => {
                const progress: PatrolProgress = { token: params.token, done };
                connection.sendNotification(patrolProgress, progress).catch((error: unknown) => {
                  session.log(`progress: ${describeError(error)}`);
                });
              },
            },
            abort.signal,
          ),
        (error) => ({
          report: session.speak(unexpected(error)),
          links: [],
          messages: 0,
          flagged: 0,
          unreadable: 0,
          cancelled: false,
        }),
      );
    });

    connection.onRequest(clearPatrolRequest, () => {
      patrolled.clear();
      campaigns.clear();
      return null;
    });

    connection.onDidChangeWatchedFiles(({ changes }) => {
      for (const { uri } of changes) {
        patrolled.drop(uri);
        campaigns.drop(uri);
      }
    });
  },
};

/** What a patrol saw is not true any more of a file that was changed or deleted since. */
function watch({ client, connection, log }: Session): void {
  if (client.workspace?.didChangeWatchedFiles?.dynamicRegistration !== true) return;
  connection.client
    .register(DidChangeWatchedFilesNotification.type, { watchers: [{ globPattern: watched }] })
    .catch((error: unknown) => {
      log(`register: ${describeError(error)}`);
    });
}
